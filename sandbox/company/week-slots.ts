import type { Instant, Interval, LocalDate, TimeZone } from '../../shared/calendar/time.ts';
import { wallClockInstant } from '../calendar/recurrence.ts';
import type { SeededRandom } from './seeded-random.ts';

const HALF_HOUR = 30 * 60_000;

/** A week's working time with what is taken already; meetings are placed on half hours. */
export interface WeekSlots {
  readonly availableMinutes: number;
  /** A random free stretch of that length, on these dates if given, taken from then on; null where none is left. */
  take(minutes: number, on?: readonly LocalDate[]): Interval | null;
  occupy(interval: Interval): void;
}

/** Working time is 08–12 and 13–17 on the given dates. */
export function createWeekSlots(
  dates: readonly LocalDate[],
  timeZone: TimeZone,
  random: SeededRandom,
): WeekSlots {
  const stretchesOf = (date: LocalDate) =>
    [
      ['08:00', '12:00'],
      ['13:00', '17:00'],
    ].map(([from = '', to = '']) => ({
      start: wallClockInstant(date, from, timeZone),
      end: wallClockInstant(date, to, timeZone),
    }));
  const stretches = dates.flatMap(stretchesOf);
  const taken: Interval[] = [];
  const isFree = (start: Instant, end: Instant) =>
    taken.every((other) => other.end <= start || other.start >= end);
  return {
    availableMinutes: stretches.reduce((sum, { start, end }) => sum + (end - start) / 60_000, 0),
    occupy: (interval) => taken.push(interval),
    take: (minutes, on) => {
      const open = on ? dates.filter((date) => on.includes(date)).flatMap(stretchesOf) : stretches;
      const starts = open.flatMap(({ start, end }) =>
        Array.from({ length: (end - start) / HALF_HOUR }, (_, i) => start + i * HALF_HOUR).filter(
          (at) => at + minutes * 60_000 <= end && isFree(at, at + minutes * 60_000),
        ),
      );
      const [first, ...rest] = starts;
      if (first === undefined) return null;
      const start = random.pick([first, ...rest]);
      const interval = { start, end: start + minutes * 60_000 };
      taken.push(interval);
      return interval;
    },
  };
}
