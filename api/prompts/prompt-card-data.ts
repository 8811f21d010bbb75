import type { Transaction } from 'kysely';
import type { AskedKind, PromptCardData } from '../../bot/cards/prompt-card.ts';
import type { MoveKind } from '../../shared/moves/move.ts';
import type { EventStore, StoredEvent } from '../store/event-store.ts';
import { countOthersInBurst } from '../store/move-burst-store.ts';
import type { StoredMove } from '../store/stored-move.ts';
import type { StoredPrompt } from '../store/prompt-store.ts';
import { findTeamSize } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import { loadTenantSettings } from '../store/tenant-settings.ts';

/** What the card that asks shows of a move; null where the move is of a kind that is never asked about. */
export async function loadPromptCardData(
  trx: Transaction<Database>,
  prompt: StoredPrompt,
  stored: StoredMove,
  deps: { readonly events: EventStore; readonly timeZone: string },
): Promise<PromptCardData | null> {
  const kind = askedKind(stored.move.kind);
  const event = await loadMoved(trx, stored, deps.events);
  if (!kind || !event) return null;
  return {
    promptId: prompt.promptId,
    title: event.event.title,
    kind,
    oldStart: stored.move.oldStart,
    newStart: stored.move.newStart,
    workingDays: stored.move.workingDays ?? 0,
    othersInOneGo: stored.burstId === null ? 0 : await countOthersInBurst(trx, stored.burstId, stored.moveId),
    reasonOrder: prompt.reasonOrder,
    why: stored.move.kind === 'declined' ? 'declined' : 'booked',
    lapsesAt: prompt.lapseAt,
    teamMinimum: await loadTeamMinimum(trx, prompt.personId),
    timeZone: deps.timeZone,
  };
}

/** The activity as it stood before it moved: under that title the rep knows it. */
export async function loadMoved(
  trx: Transaction<Database>,
  stored: StoredMove,
  events: EventStore,
): Promise<StoredEvent | null> {
  return events.findVersion(trx, stored.baselineVersionId);
}

/** The tenant's minimum; null where the rep's team has fewer, so that their answers count in no figure. */
export async function loadTeamMinimum(trx: Transaction<Database>, personId: string): Promise<number | null> {
  const { minimum } = await loadTenantSettings(trx);
  const size = await findTeamSize(trx, personId);
  return size !== null && size >= minimum ? minimum : null;
}

function askedKind(kind: MoveKind): AskedKind | null {
  return kind === 'postponed' || kind === 'rebooked' || kind === 'cancelled' || kind === 'declined'
    ? kind
    : null;
}
