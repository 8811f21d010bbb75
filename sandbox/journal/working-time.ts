import { HOUR, MINUTE, type Instant, type LocalDate, type TimeZone } from '../../shared/calendar/time.ts';
import { addDays, atWallClock, isoWeekday, toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { Story } from '../company/company-calendar.ts';
import type { SeededRandom } from '../company/seeded-random.ts';

/** People act on their calendars between these, on working days. */
const FROM = '08:10';
const UNTIL_MINUTES = 500;

export function isWorkday({ holidays }: Story, date: LocalDate): boolean {
  return isoWeekday(date) <= 5 && !holidays.has(date);
}

/** The date `days` working days after `date`, or before it where `days` is negative. */
export function addWorkdays(story: Story, date: LocalDate, days: number): LocalDate {
  let at = date;
  for (let left = Math.abs(days); left > 0;) {
    at = addDays(at, Math.sign(days));
    if (isWorkday(story, at)) left -= 1;
  }
  return at;
}

/** That working day and the three after it. */
export function workdaysFrom(story: Story, date: LocalDate): LocalDate[] {
  return [0, 1, 2, 3].map((days) => addWorkdays(story, date, days));
}

/** Some moment of that working day. */
export function momentOn(date: LocalDate, zone: TimeZone, random: SeededRandom): Instant {
  return atWallClock(date, FROM, zone) + random.between(0, UNTIL_MINUTES) * MINUTE;
}

/** Some moment `days` working days before something, and two hours at the least. */
export function momentBefore(
  story: Story,
  start: Instant,
  days: number,
  zone: TimeZone,
  random: SeededRandom,
): Instant {
  const date = toLocalDate(start, zone);
  const moment = momentOn(days === 0 ? date : addWorkdays(story, date, -days), zone, random);
  return Math.min(moment, start - 2 * HOUR);
}

/**
 * When something that was created about then is really put into the calendars: people book in a few sittings a week,
 * each on days of their own, shortly before calendars are read.
 */
export function sittingAt(story: Story, about: Instant, zone: TimeZone, offset: number): Instant {
  let date = toLocalDate(about, zone);
  while (!isWorkday(story, date) || (isoWeekday(date) + offset) % 2 === 0) date = addDays(date, -1);
  const minute = Math.abs(Math.round(about / MINUTE)) % 20;
  return atWallClock(date, SITTINGS[isoWeekday(date)] ?? '08:25', zone) + minute * MINUTE;
}
const SITTINGS: Readonly<Record<number, string>> = {
  1: '08:25',
  2: '12:10',
  3: '08:25',
  4: '15:50',
  5: '12:10',
};
