import type { Instant } from '../../shared/calendar/time.ts';
import type { KnownEvent } from '../store/known-events.ts';
import type { ReadEvent } from './read-events.ts';

export interface Matching {
  /** The same event before and now. */
  readonly matched: readonly { readonly known: KnownEvent; readonly read: ReadEvent }[];
  /** Seen for the first time. */
  readonly added: readonly ReadEvent[];
  /** Stood before, and is not among those read. */
  readonly absent: readonly KnownEvent[];
}

/**
 * Which event is which: by its id; else by meeting and original date, for ids change when a mailbox moves or a single
 * event becomes a series; else, where every occurrence of a series has new ids and new dates, one by one in order
 * (fault F9: a whole series that was dragged is moved, not deleted and made anew). What starts after `coveredUntil` was
 * never looked for before, so it stands for nothing that is missing.
 */
export function matchEvents(
  known: readonly KnownEvent[],
  read: readonly ReadEvent[],
  coveredUntil: Instant,
): Matching {
  const matched: { known: KnownEvent; read: ReadEvent }[] = [];
  const missing = new Map(known.map((event) => [event.graphId, event]));
  let unmatched: ReadEvent[] = [];
  for (const event of read) {
    const same = missing.get(event.event.id);
    if (same === undefined) unmatched.push(event);
    else {
      matched.push({ known: same, read: event });
      missing.delete(same.graphId);
    }
  }
  const pair = (
    keyOfKnown: (event: KnownEvent) => string | null,
    keyOfRead: (event: ReadEvent) => string | null,
  ) => {
    const candidates = Map.groupBy(
      [...missing.values()]
        .filter((event) => event.current !== null && keyOfKnown(event) !== null)
        .toSorted(byStart),
      keyOfKnown,
    );
    unmatched = unmatched
      .toSorted((a, b) => a.event.start - b.event.start)
      .filter((event) => {
        const key = keyOfRead(event);
        const same = key === null ? undefined : candidates.get(key)?.shift();
        if (same === undefined) return true;
        matched.push({ known: same, read: event });
        missing.delete(same.graphId);
        return false;
      });
  };
  pair(
    (event) => event.instanceKey,
    (event) => event.instanceKey,
  );
  const unchanged = new Set(matched.map(({ known: event }) => event.seriesKey));
  const movedSeries = (seriesKey: string | null) => (unchanged.has(seriesKey) ? null : seriesKey);
  pair(
    (event) => movedSeries(event.seriesKey),
    (event) => (event.event.start < coveredUntil ? movedSeries(event.seriesKey) : null),
  );
  return {
    matched,
    added: unmatched,
    absent: [...missing.values()].filter((event) => event.current !== null),
  };
}

function byStart(a: KnownEvent, b: KnownEvent): number {
  return (a.current?.start ?? 0) - (b.current?.start ?? 0);
}
