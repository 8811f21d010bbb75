import type { Instant } from '../../shared/calendar/time.ts';
import type { KnownEvent } from '../store/known-events.ts';
import { alignSeries } from './align-series.ts';
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
 * Which event is which: by its id; else by meeting and original date, for ids change when a mailbox moves; else, where a
 * single meeting became a series in place or a series a single meeting, by its series; else, where every occurrence of a
 * series has new ids and new dates, one by one with the least shift (fault F9: a whole series that was dragged is moved,
 * not deleted and made anew).
 * What starts after `coveredUntil` was never looked for before, so it stands for nothing that is missing.
 */
export function matchEvents(
  known: readonly KnownEvent[],
  read: readonly ReadEvent[],
  coveredUntil: Instant,
): Matching {
  const open = new Pairing(known, read);
  const byId = new Map(known.map((event) => [event.graphId, event]));
  open.pairBy((event) => byId.get(event.event.id) ?? null);
  open.pairInOrder(
    (event) => event.instanceKey,
    (event) => event.instanceKey,
  );
  open.pairAligned(
    (event) => (event.kind === 'singleInstance' ? event.instanceKey : null),
    (event) => event.singleKey,
  );
  open.pairAligned(
    (event) => (event.kind === 'singleInstance' ? null : event.seriesKey),
    (event) => event.formerSeriesKey,
  );
  const unchanged = new Set(open.matched.map(({ known: event }) => event.seriesKey));
  const movedSeries = (seriesKey: string | null): string | null =>
    unchanged.has(seriesKey) ? null : seriesKey;
  open.pairAligned(
    (event) => movedSeries(event.seriesKey),
    (event) => (event.event.start < coveredUntil ? movedSeries(event.seriesKey) : null),
  );
  return {
    matched: open.matched,
    added: [...open.unmatched],
    absent: [...open.missing].filter((event) => event.current !== null),
  };
}

type KeyOf<T> = (event: T) => string | null;

/** What has been paired, and what is left to pair. */
class Pairing {
  readonly matched: { readonly known: KnownEvent; readonly read: ReadEvent }[] = [];
  readonly missing: Set<KnownEvent>;
  readonly unmatched: Set<ReadEvent>;

  constructor(known: readonly KnownEvent[], read: readonly ReadEvent[]) {
    this.missing = new Set(known);
    this.unmatched = new Set(read);
  }

  pairBy(find: (read: ReadEvent) => KnownEvent | null): void {
    for (const read of this.unmatched) {
      const known = find(read);
      if (known !== null && this.missing.has(known)) this.#pair(known, read);
    }
  }

  pairInOrder(keyOfKnown: KeyOf<KnownEvent>, keyOfRead: KeyOf<ReadEvent>): void {
    for (const { before, now } of this.#candidates(keyOfKnown, keyOfRead))
      for (const [index, known] of before.entries()) {
        const read = now[index];
        if (read !== undefined) this.#pair(known, read);
      }
  }

  pairAligned(keyOfKnown: KeyOf<KnownEvent>, keyOfRead: KeyOf<ReadEvent>): void {
    for (const { before, now } of this.#candidates(keyOfKnown, keyOfRead)) {
      const pairs = alignSeries(
        before.map(startOf),
        now.map(({ event }) => event.start),
      );
      for (const [known, read] of pairs) {
        const [old, young] = [before[known], now[read]];
        if (old !== undefined && young !== undefined) this.#pair(old, young);
      }
    }
  }

  /** Those of one key on both sides, each side in order; nothing is paired with what is gone, save by its id. */
  #candidates(
    keyOfKnown: KeyOf<KnownEvent>,
    keyOfRead: KeyOf<ReadEvent>,
  ): { before: KnownEvent[]; now: ReadEvent[] }[] {
    const standing = [...this.missing].filter((event) => event.current !== null);
    const known = Map.groupBy(standing, keyOfKnown);
    const read = Map.groupBy(this.unmatched, keyOfRead);
    return [...known].flatMap(([key, before]) => {
      const now = key === null ? undefined : read.get(key);
      if (now === undefined) return [];
      return [
        {
          before: before.toSorted((a, b) => startOf(a) - startOf(b)),
          now: now.toSorted((a, b) => a.event.start - b.event.start),
        },
      ];
    });
  }

  #pair(known: KnownEvent, read: ReadEvent): void {
    this.matched.push({ known, read });
    this.missing.delete(known);
    this.unmatched.delete(read);
  }
}

function startOf({ current }: KnownEvent): Instant {
  return current?.start ?? 0;
}
