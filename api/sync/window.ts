import { createHash } from 'node:crypto';
import { DAY, HOUR, type Instant, type Interval, type TimeZone } from '../../shared/calendar/time.ts';
import { addWeeks, isoWeekOf, weekStart } from '../../shared/calendar/week.ts';

const DAYS_BACK = 35;
const DAYS_AHEAD = 120;
/** Well before the margins are used up. */
const ROLL_AFTER = 7 * DAY;
const MOST_JITTER_HOURS = 48;

/** What the delta link watches: far enough ahead for what is booked, far enough back for what is edited late. */
export function liveWindow(now: Instant): Interval {
  return { start: now - DAYS_BACK * DAY, end: now + DAYS_AHEAD * DAY };
}

/** Monday of the first week that the organisation decided to read; with 0 weeks, of this one. */
export function historyStart(now: Instant, weeks: number, timeZone: TimeZone): Instant {
  return weekStart(addWeeks(isoWeekOf(now, timeZone), -weeks), timeZone);
}

/** A window is frozen in its token: once a week it is asked for anew, each mailbox at an hour of its own. */
export function isOutlived(window: Interval, now: Instant, personId: string): boolean {
  const jitter = (createHash('sha256').update(personId).digest().readUInt16BE() % MOST_JITTER_HOURS) * HOUR;
  return now + DAYS_AHEAD * DAY - window.end >= ROLL_AFTER + jitter;
}
