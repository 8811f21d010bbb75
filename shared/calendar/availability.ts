import type { ClassifiedEvent, CountingSettings } from './counting.ts';
import { roleOf, spanOf } from './counting.ts';
import { intersectIntervals, mergeIntervals, minutesOfIntervals } from './intervals.ts';
import type { Interval, LocalDate } from './time.ts';
import type { WorkingHours } from './working-hours.ts';
import { workingIntervals } from './working-hours.ts';

/** Minutes. */
export interface Availability {
  /** Working hours less absence, private time, breaks, holidays and lunch. */
  readonly available: number;
  /** Working hours for which the calendar says "out of office". */
  readonly absence: number;
  /** What the same days offer without any event or holiday; lunch is off. */
  readonly normal: number;
}

/** Lunch comes off working days of this length. */
const LUNCH_DAY_MINUTES = 6 * 60;

/** What of `dates` is there to be filled with work. */
export function summariseAvailability(
  events: readonly ClassifiedEvent[],
  dates: readonly LocalDate[],
  settings: CountingSettings,
): Availability {
  const { workingHours, holidays } = settings;
  const away = awayIntervals(events, settings);
  const off = mergeIntervals([...away.absences, ...away.privates, ...away.breaks]);
  let available = 0;
  let absence = 0;
  let normal = 0;
  for (const date of dates) {
    const working = workingIntervals(date, workingHours, holidays);
    const lunch = lunchMinutesOf(working, away.breaks, workingHours);
    const left = minutesOfIntervals(working) - minutesOfIntervals(intersectIntervals(working, off)) - lunch;
    available += Math.max(0, left);
    absence += minutesOfIntervals(intersectIntervals(working, away.absences));
    const usual = workingIntervals(date, workingHours, []);
    normal += Math.max(0, minutesOfIntervals(usual) - lunchMinutesOf(usual, [], workingHours));
  }
  return { available, absence, normal };
}

/** The times at which the owner is not there to work, each kind merged. */
export function awayIntervals(
  events: readonly ClassifiedEvent[],
  { workingHours }: CountingSettings,
): {
  readonly absences: readonly Interval[];
  readonly privates: readonly Interval[];
  readonly breaks: readonly Interval[];
} {
  const spansOf = (role: 'absence' | 'private' | 'break'): readonly Interval[] =>
    mergeIntervals(
      events
        .filter((classified) => roleOf(classified) === role)
        .map(({ event }) => spanOf(event, workingHours.timeZone)),
    );
  return { absences: spansOf('absence'), privates: spansOf('private'), breaks: spansOf('break') };
}

/** The lunch that no break in the calendar stands for, of a day with these working hours. */
export function lunchMinutesOf(
  working: readonly Interval[],
  breaks: readonly Interval[],
  { lunchMinutes }: WorkingHours,
): number {
  if (minutesOfIntervals(working) < LUNCH_DAY_MINUTES) return 0;
  return Math.max(0, lunchMinutes - minutesOfIntervals(intersectIntervals(working, breaks)));
}
