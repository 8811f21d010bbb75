import { mergeIntervals } from './intervals.ts';
import type { Instant, Interval, LocalDate, TimeZone } from './time.ts';
import { addDays, atWallClock, dayOf, isoWeekday, toLocalDate } from './time-zone.ts';

/** A rep's normal week. Days are ISO: 1 = Monday. Times are wall clock in `timeZone`, `HH:MM`. */
export interface WorkingHours {
  readonly timeZone: TimeZone;
  /** `to` comes after `from` on the same day; `24:00` is the end of it. */
  readonly days: Readonly<Record<number, readonly { readonly from: string; readonly to: string }[]>>;
  /** Taken off each working day of six hours or more, less the breaks that stand in the calendar. */
  readonly lunchMinutes: number;
}

/** A day on which the rep does not work, whole or from a wall-clock time (customary eves: `12:00`). */
export interface Holiday {
  readonly date: LocalDate;
  /** `HH:MM`; `00:00` = the whole day. */
  readonly from: string;
  readonly name: string;
}

/** Monday to Friday 08:00–17:00 less an hour's lunch: what holds until mailbox or rep say otherwise. */
export function defaultWorkingHours(timeZone: TimeZone): WorkingHours {
  const day = [{ from: '08:00', to: '17:00' }];
  return { timeZone, days: { 1: day, 2: day, 3: day, 4: day, 5: day }, lunchMinutes: 60 };
}

/** When the rep works on `date`, in order and without overlap; what a holiday takes is cut off. Lunch is not. */
export function workingIntervals(
  date: LocalDate,
  hours: WorkingHours,
  holidays: readonly Holiday[],
): readonly Interval[] {
  const { timeZone } = hours;
  const freeFrom = holidays
    .filter((holiday) => holiday.date === date)
    .map((holiday) => atWallClock(date, holiday.from, timeZone));
  const limit = Math.min(...freeFrom);
  const spans = (hours.days[isoWeekday(date)] ?? []).map(({ from, to }) => ({
    start: atWallClock(date, from, timeZone),
    end: Math.min(atWallClock(date, to, timeZone), limit),
  }));
  return mergeIntervals(spans);
}

/** A day with working hours of which the holidays leave something; a customary eve from 12:00 is one. */
export function isWorkingDay(date: LocalDate, hours: WorkingHours, holidays: readonly Holiday[]): boolean {
  return workingIntervals(date, hours, holidays).length > 0;
}

/** Who works less often than once in two months is not waited for. */
const LONGEST_DAYS = 62;

/** When the rep goes home on the `count`-th working day after that of `from`. */
export function endOfWorkingDay(
  from: Instant,
  count: number,
  hours: WorkingHours,
  holidays: readonly Holiday[],
): Instant {
  const day = toLocalDate(from, hours.timeZone);
  let workingDays = 0;
  let end = from;
  for (let ahead = 1; ahead <= LONGEST_DAYS && workingDays < count; ahead += 1) {
    const last = workingIntervals(addDays(day, ahead), hours, holidays).at(-1);
    if (last === undefined) continue;
    workingDays += 1;
    end = last.end;
  }
  return end;
}

/**
 * Working days from the day of `from` to the day of `to`, the new day counted and the old one not: Thursday to next
 * Tuesday is 3, Thursday to the Tuesday before is −2, the same day is 0.
 */
export function workingDaysBetween(
  from: Instant,
  to: Instant,
  hours: WorkingHours,
  holidays: readonly Holiday[],
): number {
  const oldDate = toLocalDate(from, hours.timeZone);
  const days = dayOf(toLocalDate(to, hours.timeZone)) - dayOf(oldDate);
  const direction = Math.sign(days);
  let count = 0;
  for (let step = 1; step <= Math.abs(days); step += 1) {
    if (isWorkingDay(addDays(oldDate, direction * step), hours, holidays)) count += 1;
  }
  return count * direction;
}
