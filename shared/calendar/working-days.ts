import type { Holiday, WorkingHours } from './working-hours.ts';
import { isWorkingDay } from './working-hours.ts';
import { addDays, startOfDay, toLocalDate } from './time-zone.ts';
import type { Instant } from './time.ts';

/**
 * The start of the first working day after `days` whole ones, by the person's own hours and holidays; the day of `from` is
 * none of them. Told on a Monday, read from Tuesday of the week after where five days lie between. 0 = at once.
 */
export function afterWorkingDays(
  from: Instant,
  days: number,
  hours: WorkingHours,
  holidays: readonly Holiday[],
): Instant {
  if (days === 0) return from;
  let date = toLocalDate(from, hours.timeZone);
  for (let left = days; left >= 0;) {
    date = addDays(date, 1);
    if (isWorkingDay(date, hours, holidays)) left -= 1;
  }
  return startOfDay(date, hours.timeZone);
}
