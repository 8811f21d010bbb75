import type { Transaction } from 'kysely';
import { detectMove, type GoneEvidence } from '../../shared/moves/detect-move.ts';
import type { Surroundings } from '../../shared/moves/move.ts';
import { isOpen } from '../../shared/moves/settle.ts';
import type { StoredEvent } from '../store/event-store.ts';
import { saveMove, voidMove } from '../store/move-store.ts';
import type { SettlingMove } from '../store/stored-move.ts';
import { isOrganizersCopyGone } from '../store/organizer-copy-store.ts';
import { hastenRefresh } from '../store/prompt-store.ts';
import type { Database } from '../store/schema.ts';
import type { SurroundingsDeps } from './load-surroundings.ts';

type Trx = Transaction<Database>;

/** Writes what the change of one activity amounts to. Returns the twin that it took, if any. */
export async function judgeChange(
  trx: Trx,
  change: SettlingMove,
  around: Surroundings,
  deps: SurroundingsDeps,
): Promise<string | null> {
  const versions = await deps.events.listVersions(trx, change.eventId);
  const first = versions.find((version) => version.versionId === change.baselineVersionId);
  const later = versions.filter((version) => version.versionId > change.baselineVersionId);
  const last = later.at(-1);
  const standing = last && last.validTo === null ? last : null;
  const move = first
    ? detectMove(
        {
          first,
          last: standing ?? (isUnchangedAndStanding(first) ? first : null),
          between: standing ? later.slice(0, -1) : later,
          firstChangeAt: change.firstChangeAt,
          lastChangeAt: change.lastChangeAt,
          goneEvidence: await goneEvidenceOf(trx, change),
        },
        around,
      )
    : null;
  if (!move) await voidMove(trx, change.moveId);
  else await saveMove(trx, change.moveId, move, isOpen(move, around.now) ? 'open' : 'settled');
  // It may have been open before, and asked about.
  await hastenRefresh(trx, change.moveId, around.now);
  return move?.twinKey ?? null;
}

/** Of a copy that is gone nobody knows why, unless the organizer's own is gone as well: then the meeting was cancelled. */
export async function goneEvidenceOf(
  trx: Trx,
  { eventId, goneEvidence }: Pick<SettlingMove, 'eventId' | 'goneEvidence'>,
): Promise<GoneEvidence | null> {
  if (goneEvidence !== 'gone-copy') return goneEvidence;
  return (await isOrganizersCopyGone(trx, eventId)) ? 'cancelled' : goneEvidence;
}

/** The change was taken back so fast that no other version was ever seen. */
function isUnchangedAndStanding(first: StoredEvent): boolean {
  return first.validTo === null;
}
