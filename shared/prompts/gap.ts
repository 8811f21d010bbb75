import type { ClassifiedEvent } from '../calendar/counting.ts';
import { roleOf, spanOf } from '../calendar/counting.ts';
import { intersectIntervals, mergeIntervals } from '../calendar/intervals.ts';
import type { Instant, Interval, LocalDate, TimeZone } from '../calendar/time.ts';
import { MINUTE } from '../calendar/time.ts';
import { addDays, atWallClock, startOfDay, toLocalDate } from '../calendar/time-zone.ts';
import type { Holiday, WorkingHours } from '../calendar/working-hours.ts';
import { workingIntervals } from '../calendar/working-hours.ts';

const LEAST_GAP = 10 * MINUTE;
/** So long after a meeting, to find the way back to the desk; so long before the next, to have time for a tap. */
const AFTER_MEETING = 5 * MINUTE;
const BEFORE_NEXT = 5 * MINUTE;

/** Wall clock in the zone of the working hours. `to` before `from` runs over midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

export interface GapOptions {
  readonly quietHours?: QuietHours | null;
}

/** A free stretch and the earliest instant in it at which a question may come. */
export interface Gap {
  readonly at: Instant;
  readonly gap: Interval;
}

/**
 * The first instant in `[from, until)` at which a question disturbs nothing: in working hours, in a stretch of at
 * least 10 minutes without an event, 5 minutes after one has ended. Private events and absences count as events.
 */
export function nextGap(
  calendar: readonly ClassifiedEvent[],
  workingHours: WorkingHours,
  holidays: readonly Holiday[],
  from: Instant,
  until: Instant,
  options: GapOptions = {},
): Instant | null {
  return findGap(calendar, workingHours, holidays, from, until, options)?.at ?? null;
}

/** The same with the whole stretch, which names the gap: two looks into one gap find the same. */
export function findGap(
  calendar: readonly ClassifiedEvent[],
  workingHours: WorkingHours,
  holidays: readonly Holiday[],
  from: Instant,
  until: Instant,
  { quietHours = null }: GapOptions = {},
): Gap | null {
  const { timeZone } = workingHours;
  const meetings = busyIntervals(calendar, workingHours);
  for (let date = toLocalDate(from, timeZone); startOfDay(date, timeZone) < until; date = addDays(date, 1)) {
    const working = workingIntervals(date, workingHours, holidays);
    const taken = [...meetings, ...quietIntervals(date, quietHours, timeZone)];
    for (const gap of subtractIntervals(working, mergeIntervals(taken))) {
      const at = Math.max(from, gap.start, startAfterMeeting(gap, meetings));
      if (gap.end - gap.start >= LEAST_GAP && at + BEFORE_NEXT <= gap.end && at < until) return { at, gap };
    }
  }
  return null;
}

/** The time during which nobody is disturbed, merged. */
export function busyIntervals(
  calendar: readonly ClassifiedEvent[],
  { timeZone }: WorkingHours,
): readonly Interval[] {
  return mergeIntervals(calendar.filter(isBusy).map(({ event }) => spanOf(event, timeZone)));
}

/** A timed event is busy even if it counts as nothing (a block copied from another calendar), a marked day is not. */
function isBusy(classified: ClassifiedEvent): boolean {
  const { event } = classified;
  if (event.allDay !== null) return roleOf(classified) !== 'nothing';
  return !event.isCancelled && event.response !== 'declined' && event.showAs !== 'free';
}

/** What is left of `intervals` without `taken`; both merged. */
export function subtractIntervals(
  intervals: readonly Interval[],
  taken: readonly Interval[],
): readonly Interval[] {
  const left: Interval[] = [];
  for (const { start, end } of intervals) {
    let at = start;
    for (const hole of intersectIntervals(taken, [{ start, end }])) {
      if (hole.start > at) left.push({ start: at, end: hole.start });
      at = hole.end;
    }
    if (end > at) left.push({ start: at, end });
  }
  return left;
}

/** Also of a meeting that ended just before the working day began. */
function startAfterMeeting(gap: Interval, meetings: readonly Interval[]): Instant {
  const ends = meetings.map(({ end }) => end).filter((end) => end <= gap.start);
  return Math.max(...ends) + AFTER_MEETING;
}

/** The stretches of a date in which a person asked not to be disturbed. */
export function quietIntervals(
  date: LocalDate,
  quiet: QuietHours | null,
  timeZone: TimeZone,
): readonly Interval[] {
  if (quiet === null) return [];
  const at = (time: string): Instant => atWallClock(date, time, timeZone);
  if (quiet.from <= quiet.to) return [{ start: at(quiet.from), end: at(quiet.to) }];
  return [
    { start: at('00:00'), end: at(quiet.to) },
    { start: at(quiet.from), end: at('24:00') },
  ];
}
