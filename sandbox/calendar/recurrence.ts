import {
  DAY,
  type Instant,
  type Interval,
  type LocalDate,
  type TimeZone,
} from '../../shared/calendar/time.ts';
import { addDays, atWallClock, dateOfDay, dayOf, isoWeekday } from '../../shared/calendar/time-zone.ts';
import type { CalendarEntry, CalendarItem, Recurrence } from './calendar-entry.ts';
import { occurrenceKey } from './graph-id.ts';

/** How far a series without an end is expanded, as Exchange does, whatever window is asked for. */
const LONGEST_SERIES_DAYS = 1_825;

export function wallClockInstant(date: LocalDate, time: string, timeZone: TimeZone): Instant {
  return atWallClock(date, time, timeZone);
}

/** The original dates on which the series falls between two local dates (both inclusive), cancelled or not. */
export function recurrenceDates(recurrence: Recurrence, from: LocalDate, to: LocalDate): LocalDate[] {
  const { startDate, endDate, pattern } = recurrence;
  const first = dayOf(startDate);
  const last = endDate ?? addDays(startDate, LONGEST_SERIES_DAYS);
  const until = dayOf(last < to ? last : to);
  const firstWeekday = isoWeekday(startDate);
  const dates: LocalDate[] = [];
  for (let day = Math.max(first, dayOf(from)); day <= until; day += 1) {
    if (fallsOn(pattern, day - first, firstWeekday)) dates.push(dateOfDay(day));
  }
  return dates;
}

/** Occurrences of one master that overlap the window: neither cancelled nor replaced by an exception. */
export function expandMaster(
  master: CalendarEntry,
  replacedDates: ReadonlySet<LocalDate>,
  window: Interval,
): CalendarItem[] {
  const { recurrence, cancelledDates } = master.content;
  if (!recurrence) return [];
  const gone = new Set([...cancelledDates, ...replacedDates]);
  return recurrenceDates(recurrence, localDay(window.start, -2), localDay(window.end, 1))
    .filter((date) => !gone.has(date))
    .map((date) => occurrenceOf(master, recurrence, date))
    .filter((item) => item.start < window.end && item.end > window.start);
}

export function occurrenceOf(master: CalendarEntry, recurrence: Recurrence, date: LocalDate): CalendarItem {
  const start = wallClockInstant(date, recurrence.time, recurrence.timeZone);
  return {
    ...master,
    kind: 'occurrence',
    key: occurrenceKey(master.key, date, recurrence.revision),
    masterKey: master.key,
    originalDate: date,
    start,
    end: start + recurrence.minutes * 60_000,
  };
}

function localDay(instant: Instant, shift: number): LocalDate {
  return dateOfDay(Math.floor(instant / DAY) + shift);
}

/** `days` after the first date, which is the ISO weekday `firstWeekday`. */
function fallsOn(pattern: Recurrence['pattern'], days: number, firstWeekday: number): boolean {
  if (pattern.type === 'daily') return days % pattern.interval === 0;
  const sinceMonday = days + firstWeekday - 1;
  return (
    Math.floor(sinceMonday / 7) % pattern.interval === 0 && pattern.daysOfWeek.includes((sinceMonday % 7) + 1)
  );
}
