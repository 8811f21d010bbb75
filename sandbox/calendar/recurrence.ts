import { Temporal } from 'temporal-polyfill';
import type { Instant, Interval, LocalDate, TimeZone } from '../../shared/calendar/time.ts';
import type { CalendarEntry, CalendarItem, Recurrence } from './calendar-entry.ts';
import { occurrenceKey } from './graph-id.ts';

/** How far a series without an end is expanded, as Exchange does, whatever window is asked for. */
const LONGEST_SERIES_DAYS = 1_825;

export function wallClockInstant(date: LocalDate, time: string, timeZone: TimeZone): Instant {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The original dates on which the series falls between two local dates (both inclusive), cancelled or not. */
export function recurrenceDates(recurrence: Recurrence, from: LocalDate, to: LocalDate): LocalDate[] {
  const first = Temporal.PlainDate.from(recurrence.startDate);
  const last = recurrence.endDate ?? first.add({ days: LONGEST_SERIES_DAYS }).toString();
  const until = last < to ? last : to;
  const dates: LocalDate[] = [];
  const skip = Math.max(0, first.until(Temporal.PlainDate.from(from), { largestUnit: 'days' }).days);
  for (let date = first.add({ days: skip }); date.toString() <= until; date = date.add({ days: 1 })) {
    if (fallsOn(recurrence.pattern, first, date)) dates.push(date.toString());
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
  return new Date(instant + shift * 86_400_000).toISOString().slice(0, 10);
}

function fallsOn(
  pattern: Recurrence['pattern'],
  first: Temporal.PlainDate,
  date: Temporal.PlainDate,
): boolean {
  if (pattern.type === 'daily') {
    return first.until(date, { largestUnit: 'days' }).days % pattern.interval === 0;
  }
  const monday = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 });
  const weeks = monday(first).until(monday(date), { largestUnit: 'days' }).days / 7;
  return weeks % pattern.interval === 0 && pattern.daysOfWeek.includes(date.dayOfWeek);
}
