import { addDays, atWallClock } from '../calendar/time-zone.ts';
import { addWeeks, isoWeekOf, weekDates } from '../calendar/week.ts';
import type { Instant, IsoWeek, TimeZone } from '../calendar/time.ts';

/** A week is published on the Wednesday after it ends, 06:00 in the tenant's zone (domain R2, R7). */
const DAYS_AFTER_MONDAY = 9;
const PUBLISHED_AT = '06:00';

export function publicationTime(week: IsoWeek, zone: TimeZone): Instant {
  return atWallClock(addDays(weekDates(week)[0], DAYS_AFTER_MONDAY), PUBLISHED_AT, zone);
}

/** The newest week that may be published now. */
export function lastPublishable(now: Instant, zone: TimeZone): IsoWeek {
  const previous = addWeeks(isoWeekOf(now, zone), -1);
  return publicationTime(previous, zone) <= now ? previous : addWeeks(previous, -1);
}
