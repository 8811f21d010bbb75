import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Vault } from '../store/encryption.ts';
import type { EventStore } from '../store/event-store.ts';
import { holdMailbox } from '../store/hold-mailbox.ts';
import { findMove } from '../store/move-store.ts';
import type { PersonStore } from '../store/person-store.ts';
import { saveOwnWeeks, type StoredPrompt } from '../store/prompt-store.ts';
import type { Store } from '../store/transaction.ts';
import { loadEvidenceContext } from './evidence-context.ts';
import { loadBegunWeeks } from './load-evidence.ts';

export interface ReadAheadDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly events: EventStore;
  readonly people: PersonStore;
  readonly holidaysBetween: HolidaysBetween;
}

/**
 * Reads, while nobody waits, the months of calendar that an answer to this question may be compared with. An answer that
 * comes before, or after something was sorted anew, reads them itself.
 */
export async function readAhead(
  { promptId, personId, moveId }: Pick<StoredPrompt, 'promptId' | 'personId' | 'moveId'>,
  deps: ReadAheadDeps,
): Promise<void> {
  await deps.store.as({ kind: 'worker' })(async (trx) => {
    // Sorting anew forgets what was read; it must not come between.
    await holdMailbox(trx, personId);
    const person = await deps.people.findById(trx, personId);
    const stored = await findMove(trx, moveId);
    if (!person || !stored) return;
    const context = await loadEvidenceContext(trx, person, stored.move.oldStart, deps.clock.now(), deps);
    await saveOwnWeeks(trx, promptId, await loadBegunWeeks(trx, personId, stored, context));
  });
}
