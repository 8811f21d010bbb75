import type { Instant, LocalDate, TimeZone } from '../../shared/calendar/time.ts';
import { addDays, atWallClock, isoWeekday, toLocalDate, wallClock } from '../../shared/calendar/time-zone.ts';
import { isoWeekOfDate, weekDates, weeksBetween } from '../../shared/calendar/week.ts';

/** How much of a calendar is shown at once. */
export type Span = 'weeks' | 'week' | 'day';

/** Two weeks where there is room, so that next week can be dragged to; one day on a phone. */
export function spanFor(width: number): Span {
  if (width >= 760) return 'weeks';
  return width >= 520 ? 'week' : 'day';
}

/** What `date` is shown in: a day, or the Monday of its week. */
export function firstShown(date: LocalDate, span: Span): LocalDate {
  return span === 'day' ? date : weekDates(isoWeekOfDate(date))[0];
}

/** One step back or ahead: a day, or a week (of two weeks shown, the later one comes first). */
export function stepDate(date: LocalDate, span: Span, direction: 1 | -1): LocalDate {
  return addDays(firstShown(date, span), direction * (span === 'day' ? 1 : 7));
}

/** The weeks to be read for what is shown, counted from the clock's own week. */
export function weeksToRead(
  shown: LocalDate,
  span: Span,
  now: Instant,
  timeZone: TimeZone,
): readonly number[] {
  const week = weeksBetween(isoWeekOfDate(toLocalDate(now, timeZone)), isoWeekOfDate(shown));
  return span === 'weeks' ? [week, week + 1] : [week];
}

/** The same wall-clock time `days` later; the length stays, also over a change of the clocks. */
export function shiftByDays(
  start: Instant,
  end: Instant,
  days: number,
  timeZone: TimeZone,
): { readonly start: Instant; readonly end: Instant } {
  const { date, minutes } = wallClock(start, timeZone);
  const moved = atWallClock(addDays(date, days), timeOf(minutes), timeZone);
  return { start: moved, end: moved + (end - start) };
}

/** `09:30` of 570 minutes after midnight. */
export function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function isWeekend(date: LocalDate): boolean {
  return isoWeekday(date) > 5;
}
