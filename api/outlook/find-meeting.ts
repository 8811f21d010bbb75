import type { Transaction } from 'kysely';
import { MINUTE } from '../../shared/calendar/time.ts';
import type { EventStore, StoredEvent } from '../store/event-store.ts';
import { listKnownByGraphIds } from '../store/known-events.ts';
import type { Database } from '../store/schema.ts';
import { pickMeeting, type AskedMeeting } from './pick-meeting.ts';

/** The reader's own event behind an open form. Others' events are not there (row-level security). */
export async function findMeeting(
  trx: Transaction<Database>,
  personId: string,
  asked: AskedMeeting,
  events: EventStore,
): Promise<StoredEvent | null> {
  const starts = asked.starts.map((start) => Date.parse(start));
  const found = new Map<string, StoredEvent>();
  for (const start of starts)
    for (const event of await events.listCurrent(trx, personId, { start, end: start + MINUTE }))
      found.set(event.eventId, event);
  const ids = asked.itemId === null ? [] : [asked.itemId];
  const named = (await listKnownByGraphIds(trx, personId, ids)).map(({ eventId }) => eventId);
  for (const event of await events.listByIds(trx, named))
    if (event.goneAt === null && event.validTo === null) found.set(event.eventId, event);
  return pickMeeting([...found.values()], asked);
}
