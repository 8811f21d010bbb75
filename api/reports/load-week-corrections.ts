import type { Transaction } from 'kysely';
import type { Interval } from '../../shared/calendar/time.ts';
import type { WeekCorrection } from '../../shared/contract/week.ts';
import { listCorrectionsSince, type StoredCorrection } from '../store/correction-store.ts';
import type { Vault } from '../store/encryption.ts';
import type { EventStore } from '../store/event-store.ts';
import type { Database } from '../store/schema.ts';

/** What the reader said within the interval and has not taken back, oldest first. Those that a later one stands before are left out: undoing that one brings them back. */
export async function loadWeekCorrections(
  trx: Transaction<Database>,
  personId: string,
  { start, end }: Interval,
  { vault, events }: { readonly vault: Vault; readonly events: EventStore },
): Promise<WeekCorrection[]> {
  const since = await listCorrectionsSince(trx, vault, personId, start);
  const shown = since
    .filter((correction, index) => !since.slice(index + 1).some((later) => isInPlaceOf(later, correction)))
    .filter(({ at }) => at < end);
  const tapped = await events.listByIds(trx, [...new Set(shown.map(({ eventId }) => eventId))]);
  const titleOf = new Map(tapped.map((event) => [event.eventId, event.event.title]));
  return shown.map((correction) => ({
    id: correction.id,
    title: titleOf.get(correction.eventId) ?? '',
    scope: correction.scope,
    domain: correction.domainName,
    about: correction.about,
    from: correction.fromClass,
    to: correction.class,
    events: correction.changedEvents,
  }));
}

function isInPlaceOf(later: StoredCorrection, earlier: StoredCorrection): boolean {
  switch (earlier.scope) {
    case 'event':
      return later.eventId === earlier.eventId;
    case 'series':
      return later.seriesKey === earlier.seriesKey;
    case 'domain':
      return later.domain === earlier.domain;
    case 'title':
    case 'word':
    case 'category':
    case 'person':
      // Each is one more word on the same thing; on the same event the last one counts.
      return later.eventId === earlier.eventId;
  }
}
