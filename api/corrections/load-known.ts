import { listTaughtKeys } from '../../shared/classification/apply-lessons.ts';
import type { ClassificationContext } from '../../shared/classification/classification.ts';
import { loadDomains } from '../store/domain-store.ts';
import type { StoredEvent } from '../store/event-store.ts';
import { listVotes, type StoredVote } from '../store/lesson-store.ts';
import type { InTransaction, Store } from '../store/transaction.ts';
import type { CorrectionDeps } from './corrigible.ts';

/** What a person's calendar is sorted by, beside what they said of its events. */
export interface Known {
  readonly context: ClassificationContext;
  readonly calendar: readonly { readonly stored: StoredEvent; readonly keys: readonly string[] }[];
  readonly votesOf: (key: string) => readonly StoredVote[];
}

/**
 * Reads the calendar as its owner, and as worker what no person may read: the organisation's lists, and what others taught
 * about the same things. Of the latter only what it makes of the owner's own events is ever shown (R1). null for whoever
 * is not known.
 */
export async function loadKnown(
  personId: string,
  asPerson: InTransaction,
  { store, vault, people, events }: CorrectionDeps & { readonly store: Store },
): Promise<Known | null> {
  const own = await asPerson(async (trx) => {
    const person = await people.findById(trx, personId);
    return person && { person, stored: await events.listStanding(trx, personId) };
  });
  if (!own) return null;
  return store.as({ kind: 'worker' })(async (trx) => {
    const context = { self: own.person.address, ...(await loadDomains(trx, vault)) };
    const calendar = own.stored.map((stored) => ({ stored, keys: listTaughtKeys(stored.event, context) }));
    const votes = await listVotes(
      trx,
      vault,
      calendar.flatMap(({ keys }) => keys),
    );
    return { context, calendar, votesOf: (key) => votes.get(key) ?? [] };
  });
}
