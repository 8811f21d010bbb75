import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { MINUTE, type Instant } from '../../shared/calendar/time.ts';
import type { MeetingRequest } from '../../shared/contract/outlook.ts';
import { normalisedTitle } from '../../shared/moves/twin.ts';
import type { EventStore, StoredEvent } from '../store/event-store.ts';
import { listKnownByGraphIds } from '../store/known-events.ts';
import type { Database } from '../store/schema.ts';

type Asked = Pick<MeetingRequest, 'itemId' | 'seriesId' | 'starts' | 'titleHash'>;

/**
 * The reader's own event behind an open form. Outlook's ids are not Graph's immutable ones, and have been wrong: two of
 * id, title and start must fit. Two events that fit equally are none. Others' events are not there (row-level security).
 */
export async function findMeeting(
  trx: Transaction<Database>,
  personId: string,
  asked: Asked,
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
  const fitting = [...found.values()].filter((event) => fitOf(event, asked, starts) >= 2);
  const best = Math.max(...fitting.map((event) => fitOf(event, asked, starts)));
  const [only, ...others] = fitting.filter((event) => fitOf(event, asked, starts) === best);
  return only !== undefined && others.length === 0 ? only : null;
}

function fitOf({ event }: StoredEvent, asked: Asked, starts: readonly Instant[]): number {
  const isNamed =
    event.id === asked.itemId || (event.seriesMasterId !== null && event.seriesMasterId === asked.seriesId);
  const isTitled = hashOf(event.title) === asked.titleHash;
  return [isNamed, isTitled, starts.includes(event.start)].filter(Boolean).length;
}

function hashOf(title: string): string {
  return createHash('sha256').update(normalisedTitle(title)).digest('hex');
}
