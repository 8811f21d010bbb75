import type { Instant, Interval, IsoWeek, TimeZone } from '../../shared/calendar/time.ts';
import { addWeeks, compareWeeks, isoWeekOf, weekInterval } from '../../shared/calendar/week.ts';

/** A week and when it is, in somebody's zone. */
export interface WeekSpan extends Interval {
  readonly week: IsoWeek;
}

/** Every week from that of `from` to that of `until`, in order. */
export function weekSpans(from: Instant, until: Instant, zone: TimeZone): WeekSpan[] {
  const last = isoWeekOf(until, zone);
  const spans: WeekSpan[] = [];
  for (let week = isoWeekOf(from, zone); compareWeeks(week, last) <= 0; week = addWeeks(week, 1))
    spans.push({ week, ...weekInterval(week, zone) });
  return spans;
}

/** Whether something of `stretch`, be it a mere instant, lies in the week. */
export function isTouched(span: WeekSpan, { start, end }: Interval): boolean {
  return start < span.end && (end > span.start || start >= span.start);
}
