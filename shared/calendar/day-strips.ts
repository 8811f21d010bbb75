import type { Allocation } from './time-split.ts';
import type { Instant, LocalDate, TimeZone } from './time.ts';
import { DAY, MINUTE } from './time.ts';
import { addDays, startOfDay, toLocalDate, wallClock } from './time-zone.ts';

/** A stretch of one day that an event has, alone or beside others. */
export interface StripBlock {
  readonly key: string;
  /** Minutes since 00:00 by the clock on the wall. */
  readonly from: number;
  readonly to: number;
  /** Of those who share the stretch equally, which one this is; from 0. */
  readonly lane: number;
  readonly lanes: number;
}

export interface DayStrip {
  readonly date: LocalDate;
  readonly blocks: readonly StripBlock[];
}

const DAY_MINUTES = DAY / MINUTE;

/** Who has which stretch of each of `dates`, by the clock in `zone`; touching stretches of one event are one block. */
export function layDayStrips(
  allocations: readonly Allocation[],
  dates: readonly LocalDate[],
  zone: TimeZone,
): DayStrip[] {
  const blocks = inLanes(allocations).flatMap((stretch) => splitAtMidnight(stretch, zone));
  return dates.map((date) => ({
    date,
    blocks: joinTouching(blocks.filter((block) => block.date === date)).map(({ date: _, ...block }) => block),
  }));
}

type Stretch = Pick<Allocation, 'key' | 'start' | 'end'> & Pick<StripBlock, 'lane' | 'lanes'>;
type DatedBlock = StripBlock & { readonly date: LocalDate };

function inLanes(allocations: readonly Allocation[]): Stretch[] {
  const sharing = Map.groupBy(allocations, ({ start, end }) => `${start} ${end}`);
  return [...sharing.values()].flatMap((group) =>
    group.map(({ key, start, end }, lane) => ({ key, start, end, lane, lanes: group.length })),
  );
}

function splitAtMidnight(stretch: Stretch, zone: TimeZone): DatedBlock[] {
  const parts: DatedBlock[] = [];
  let from: Instant = stretch.start;
  while (from < stretch.end) {
    const date = toLocalDate(from, zone);
    const midnight = startOfDay(addDays(date, 1), zone);
    const to = Math.min(stretch.end, midnight);
    parts.push({
      date,
      key: stretch.key,
      from: wallClock(from, zone).minutes,
      to: to === midnight ? DAY_MINUTES : wallClock(to, zone).minutes,
      lane: stretch.lane,
      lanes: stretch.lanes,
    });
    from = to;
  }
  return parts;
}

function joinTouching(blocks: readonly DatedBlock[]): DatedBlock[] {
  const joined: DatedBlock[] = [];
  /** Where the block stands that ends as and when another may go on. */
  const ends = new Map<string, number>();
  const place = ({ key, lane, lanes }: DatedBlock, minute: number): string =>
    `${minute} ${lane} ${lanes} ${key}`;
  for (const block of blocks.toSorted((a, b) => a.from - b.from || a.lane - b.lane)) {
    const at = ends.get(place(block, block.from)) ?? joined.length;
    ends.delete(place(block, block.from));
    joined[at] = { ...(joined[at] ?? block), to: block.to };
    ends.set(place(block, block.to), at);
  }
  return joined;
}
