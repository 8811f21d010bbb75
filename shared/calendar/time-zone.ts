import { Temporal } from 'temporal-polyfill';
import type { Instant, LocalDate, TimeZone } from './time.ts';
import { DAY, MINUTE } from './time.ts';

/** Days whose name, and offset per zone, is remembered; about ten years, so that odd input cannot fill the memory. */
const REMEMBERED_DAYS = 4_000;

/** The local date that stands on a calendar in `zone` at `instant`. */
export function toLocalDate(instant: Instant, zone: TimeZone): LocalDate {
  return dateOfDay(Math.floor((instant + offsetAt(instant, zone)) / DAY));
}

/** The first instant of `date` in `zone`; where midnight is skipped, the instant at which the day begins. */
export function startOfDay(date: LocalDate, zone: TimeZone): Instant {
  return atMinutes(date, 0, zone);
}

/**
 * The instant at which the clock in `zone` shows `time` (`HH:MM`, `24:00` = the next midnight) on `date`. In
 * a gap the offset before it holds (02:30 becomes 03:30); of a doubled hour it is the first.
 */
export function atWallClock(date: LocalDate, time: string, zone: TimeZone): Instant {
  return atMinutes(date, minutesOf(time), zone);
}

/** What calendar and clock in `zone` show at `instant`: the date, and whole minutes since 00:00 by the clock. */
export function wallClock(instant: Instant, zone: TimeZone): { date: LocalDate; minutes: number } {
  const local = instant + offsetAt(instant, zone);
  const day = Math.floor(local / DAY);
  return { date: dateOfDay(day), minutes: Math.floor((local - day * DAY) / MINUTE) };
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayOf(date) + days);
}

/** 1 = Monday … 7 = Sunday. */
export function isoWeekday(date: LocalDate): number {
  // 1970-01-01 was a Thursday; the second remainder keeps days before it positive.
  return ((((dayOf(date) + 3) % 7) + 7) % 7) + 1;
}

/** Whether `name` is an IANA zone that this runtime knows. */
export function isTimeZone(name: string): boolean {
  // A bare offset is accepted by Intl and is no zone: it knows no daylight saving.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Writing and reading a date costs more than what is done with it, and the same few years come back all the time. */
const daysByDate = new Map<LocalDate, number>();
const datesByDay = new Map<number, LocalDate>();

/** Days since 1970-01-01. */
export function dayOf(date: LocalDate): number {
  return daysByDate.get(date) ?? readDay(date);
}

function readDay(date: LocalDate): number {
  const day = Date.parse(`${date}T00:00:00Z`) / DAY;
  // Engines read 30 February as 2 March.
  if (!Number.isInteger(day) || dateOfDay(day) !== date)
    throw new RangeError('A local date is written YYYY-MM-DD');
  return day;
}

/** The date that is `day` days after 1970-01-01. */
export function dateOfDay(day: number): LocalDate {
  const known = datesByDay.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  if (datesByDay.size >= REMEMBERED_DAYS) {
    datesByDay.clear();
    daysByDate.clear();
  }
  datesByDay.set(day, date);
  daysByDate.set(date, day);
  return date;
}

/** Minutes since midnight of `HH:MM`, 0 to 1,440. */
export function minutesOf(time: string): number {
  const parts = /^(\d\d):([0-5]\d)$/.exec(time);
  const minutes = parts ? Number(parts[1]) * 60 + Number(parts[2]) : Number.NaN;
  if (!(minutes <= 24 * 60)) throw new RangeError('A wall-clock time is written HH:MM');
  return minutes;
}

function atMinutes(date: LocalDate, minutes: number, zone: TimeZone): Instant {
  const local = dayOf(date) * DAY + minutes * MINUTE;
  // No zone is a day away from UTC, so these two offsets hold on either side of any change near `local`.
  const before = offsetAt(local - DAY, zone);
  const after = offsetAt(local + DAY, zone);
  if (before === after) return local - before;
  const candidates = [local - before, local - after].filter((at) => at + offsetAt(at, zone) === local);
  return candidates.length === 0 ? local - before : Math.min(...candidates);
}

const offsetsByZone = new Map<TimeZone, Map<number, Instant | null>>();

/** Milliseconds that `zone` is ahead of UTC. Asks Temporal once per zone and UTC day, except on days with a change. */
function offsetAt(instant: Instant, zone: TimeZone): number {
  const day = Math.floor(instant / DAY);
  let days = offsetsByZone.get(zone);
  if (days === undefined || days.size >= REMEMBERED_DAYS) {
    days = new Map();
    offsetsByZone.set(zone, days);
  }
  let offset = days.get(day);
  if (offset === undefined) {
    const first = askOffset(day * DAY, zone);
    offset = first === askOffset((day + 1) * DAY, zone) ? first : null;
    days.set(day, offset);
  }
  return offset ?? askOffset(instant, zone);
}

function askOffset(instant: Instant, zone: TimeZone): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(zone);
  return zoned.offsetNanoseconds / 1_000_000;
}
