import type { Instant, Interval, IsoWeek, LocalDate, TimeZone } from './time.ts';
import { addDays, dateOfDay, dayOf, isoWeekday, startOfDay, toLocalDate } from './time-zone.ts';

/** Monday to Sunday. */
export type WeekDates = readonly [
  LocalDate,
  LocalDate,
  LocalDate,
  LocalDate,
  LocalDate,
  LocalDate,
  LocalDate,
];

/** The ISO 8601 week in which `instant` lies on a calendar in `zone`. */
export function isoWeekOf(instant: Instant, zone: TimeZone): IsoWeek {
  return isoWeekOfDate(toLocalDate(instant, zone));
}

/** The ISO 8601 week of a date: the year is that of its Thursday. */
export function isoWeekOfDate(date: LocalDate): IsoWeek {
  const thursday = addDays(date, 4 - isoWeekday(date));
  const year = thursday.slice(0, 4);
  const number = Math.floor((dayOf(thursday) - dayOf(`${year}-01-01`)) / 7) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** Whether `text` names a week that exists: `2026-W53` does, `2027-W53` does not. */
export function isIsoWeek(text: string): boolean {
  return /^\d{4}-W\d\d$/.test(text) && isoWeekOfDate(dateOfDay(uncheckedMonday(text))) === text;
}

/** Monday 00:00 in `zone`. */
export function weekStart(week: IsoWeek, zone: TimeZone): Instant {
  return startOfDay(dateOfDay(mondayOf(week)), zone);
}

/** From Monday 00:00 to the next Monday 00:00 in `zone`: 167, 168 or 169 hours. */
export function weekInterval(week: IsoWeek, zone: TimeZone): Interval {
  return { start: weekStart(week, zone), end: startOfDay(dateOfDay(mondayOf(week) + 7), zone) };
}

export function addWeeks(week: IsoWeek, weeks: number): IsoWeek {
  return isoWeekOfDate(dateOfDay(mondayOf(week) + 7 * weeks));
}

/** How many weeks `to` comes after `from`; negative where it comes before. */
export function weeksBetween(from: IsoWeek, to: IsoWeek): number {
  return (mondayOf(to) - mondayOf(from)) / 7;
}

export function weekDates(week: IsoWeek): WeekDates {
  const day = mondayOf(week);
  const date = (offset: number): LocalDate => dateOfDay(day + offset);
  return [date(0), date(1), date(2), date(3), date(4), date(5), date(6)];
}

/** For `sort`: earlier weeks first. */
export function compareWeeks(a: IsoWeek, b: IsoWeek): number {
  return mondayOf(a) - mondayOf(b);
}

function mondayOf(week: IsoWeek): number {
  if (!isIsoWeek(week)) throw new RangeError('An ISO week is written YYYY-Www and must exist');
  return uncheckedMonday(week);
}

/** 4 January is always in week 1. */
function uncheckedMonday(week: IsoWeek): number {
  const fourth = `${week.slice(0, 4)}-01-04`;
  return dayOf(fourth) - (isoWeekday(fourth) - 1) + 7 * (Number(week.slice(6)) - 1);
}
