import { createHash } from 'node:crypto';
import { addDays, atWallClock, toLocalDate } from '../../shared/calendar/time-zone.ts';
import { DAY, HOUR, type Instant, type Interval, MINUTE, type TimeZone } from '../../shared/calendar/time.ts';
import { addWeeks, isoWeekOf, weekStart } from '../../shared/calendar/week.ts';

const DAYS_BACK = 35;
const DAYS_AHEAD = 120;
/** Well before the margins are used up. */
const ROLL_AFTER = 7 * DAY;
const MOST_JITTER_HOURS = 48;

/** A window halved so often is a week and a half ahead; below that nothing would be left to watch. */
export const MOST_NARROWING = 3;

/** What is read plainly: far enough ahead for what is booked, far enough back for what is edited late. */
export function liveWindow(now: Instant): Interval {
  return watchedWindow(now, 0);
}

/** What the delta link watches: the live window, halved `narrowing` times where Graph cannot give it whole (fault F15). */
export function watchedWindow(now: Instant, narrowing: number): Interval {
  const part = 2 ** narrowing;
  return { start: now - (DAYS_BACK / part) * DAY, end: now + (DAYS_AHEAD / part) * DAY };
}

/** When a watched window was asked for. */
export function originOf(window: Interval, narrowing: number): Instant {
  return window.end - (DAYS_AHEAD / 2 ** narrowing) * DAY;
}

/** The same time in 2 ^ `narrowing` pieces, to be read one by one. */
export function piecesOf({ start, end }: Interval, narrowing: number): Interval[] {
  const count = 2 ** narrowing;
  const border = (index: number): Instant => Math.round(start + ((end - start) * index) / count);
  return Array.from({ length: count }, (_, index) => ({ start: border(index), end: border(index + 1) }));
}

/** Monday of the first week that the organisation decided to read; with 0 weeks, of this one. */
export function historyStart(now: Instant, weeks: number, timeZone: TimeZone): Instant {
  return weekStart(addWeeks(isoWeekOf(now, timeZone), -weeks), timeZone);
}

/** A window is frozen in its token: once a week it is asked for anew, each mailbox at an hour of its own. */
export function isOutlived(window: Interval, now: Instant, personId: string, narrowing: number): boolean {
  const jitter = (jitterOf(personId) % MOST_JITTER_HOURS) * HOUR;
  return now - originOf(window, narrowing) >= ROLL_AFTER + jitter;
}

const NIGHT_FROM = '00:30';
const NIGHT_MINUTES = 240;

/** The next instant of the night at which this person's calendar is read in full, by the organisation's clock. */
export function nextNight(now: Instant, timeZone: TimeZone, personId: string): Instant {
  for (let date = toLocalDate(now, timeZone); ; date = addDays(date, 1)) {
    const at = atWallClock(date, NIGHT_FROM, timeZone) + (jitterOf(personId) % NIGHT_MINUTES) * MINUTE;
    if (at > now) return at;
  }
}

function jitterOf(personId: string): number {
  return createHash('sha256').update(personId).digest().readUInt16BE();
}
