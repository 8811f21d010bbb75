import { suggestFromColleagues } from '../../shared/classification/apply-lessons.ts';
import type { Week, WeekEvent } from '../../shared/contract/week.ts';
import { loadDomains } from '../store/domain-store.ts';
import type { InTransaction, Store } from '../store/transaction.ts';
import { loadTeaching } from '../sync/load-teaching.ts';
import type { WeekDeps } from './load-week.ts';

/**
 * What colleagues said of what is like the unsure events of a week. The events are read as their owner; what others taught
 * as worker, and of it only how many said what (R1).
 */
export async function loadSuggestions(
  personId: string,
  { events }: { readonly events: readonly Pick<WeekEvent, 'id' | 'class' | 'standing'>[] },
  asPerson: InTransaction,
  deps: WeekDeps & { readonly store: Store },
): Promise<Week['suggestions']> {
  const open = events.filter((event) => event.class === 'unsure' && event.standing === 'open');
  if (open.length === 0) return [];
  const own = await asPerson(async (trx) => ({
    person: await deps.people.findById(trx, personId),
    stored: await deps.events.listByIds(
      trx,
      open.map(({ id }) => id),
    ),
  }));
  const self = own.person?.address ?? '';
  return deps.store.as({ kind: 'worker' })(async (trx) => {
    const context = { self, ...(await loadDomains(trx, deps.vault)) };
    const calendar = { personId, context, events: own.stored.map(({ event }) => event) };
    const teaching = await loadTeaching(trx, deps.vault, calendar);
    if (teaching === null) return [];
    return own.stored.flatMap(({ eventId, event }) => {
      const suggestion = suggestFromColleagues(event, context, teaching);
      if (suggestion === null) return [];
      return [{ event: eventId, class: suggestion.class, colleagues: suggestion.colleagues }];
    });
  });
}
