import type { Transaction } from 'kysely';
import type { Instant, Interval } from '../../shared/calendar/time.ts';
import type { EventStore, StoredEvent } from '../store/event-store.ts';
import type { Database } from '../store/schema.ts';

/**
 * A stretch of one calendar with everything that ever stood in it, read once. What the store would answer for any part of it
 * is then told from memory: a query for each of seventeen weeks is what an answering rep waits for.
 */
export interface Stretch {
  /** As `EventStore.listCurrent`. */
  current(interval: Interval): StoredEvent[];
  /** As `EventStore.listAsStoodAt`. */
  asStoodAt(interval: Interval, instant: Instant): StoredEvent[];
}

/** Of a part that lies outside `whole`, only what reaches into `whole` is known. */
export async function loadStretch(
  trx: Transaction<Database>,
  personId: string,
  whole: Interval,
  events: EventStore,
): Promise<Stretch> {
  const read = await events.listVersionsIn(trx, personId, whole);
  const versions = read.toSorted((a, b) => a.event.start - b.event.start);
  const within = (interval: Interval) => versions.filter(({ event }) => overlaps(event, interval));
  return {
    current: (interval) => within(interval).filter(({ validTo }) => validTo === null),
    asStoodAt: (interval, instant) => within(interval).filter((version) => stoodAt(version, instant)),
  };
}

function overlaps(event: Interval, interval: Interval): boolean {
  return event.start < interval.end && event.end > interval.start;
}

function stoodAt({ validFrom, validTo, isBackfill }: StoredEvent, instant: Instant): boolean {
  return validFrom <= instant ? validTo === null || validTo > instant : isBackfill;
}
