import type { Transaction } from 'kysely';
import { plannedAndKept } from '../../shared/calendar/plan.ts';
import { HOUR, MINUTE, type IsoWeek } from '../../shared/calendar/time.ts';
import { addWeeks, weekDates, weekInterval, weeksBetween } from '../../shared/calendar/week.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import { loadStretch } from '../prompts/load-stretch.ts';
import type { EventStore } from '../store/event-store.ts';
import type { Person } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';
import { listOwnWeeks } from '../store/week-store.ts';

export interface PlannedHoursDeps {
  readonly events: EventStore;
  readonly holidaysBetween: HolidaysBetween;
}

/**
 * Selling hours of a person's own weeks as they stood on their Mondays (domain §5), in all, to the whole hour. null where
 * one of the weeks was read only afterwards: of such a week nobody knows the plan.
 */
export async function loadPlannedHours(
  trx: Transaction<Database>,
  { personId, workingHours, country }: Person,
  weeks: { readonly first: IsoWeek; readonly last: IsoWeek },
  { events, holidaysBetween }: PlannedHoursDeps,
): Promise<number | null> {
  const known = await listOwnWeeks(trx, personId, weeks.first, weeks.last);
  const all = Array.from({ length: weeksBetween(weeks.first, weeks.last) + 1 }, (_, later) =>
    addWeeks(weeks.first, later),
  );
  if (known.length < all.length || known.some(({ isBackfill }) => isBackfill)) return null;
  const { timeZone } = workingHours;
  const whole = {
    start: weekInterval(weeks.first, timeZone).start,
    end: weekInterval(weeks.last, timeZone).end,
  };
  const stretch = await loadStretch(trx, personId, whole, events);
  const holidays = holidaysBetween(country, weekDates(weeks.first)[0], weekDates(weeks.last)[6]);
  const minutes = all.map((week) => {
    const interval = weekInterval(week, timeZone);
    const plan = stretch.asStoodAt(interval, interval.start);
    return plannedAndKept(plan, [], week, { workingHours, holidays }).planned;
  });
  return Math.round((minutes.reduce((sum, part) => sum + part, 0) * MINUTE) / HOUR);
}
