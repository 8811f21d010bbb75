import { lunchMinutesOf } from '../calendar/availability.ts';
import type { ClassifiedEvent } from '../calendar/counting.ts';
import type { Instant, Interval, LocalDate } from '../calendar/time.ts';
import { MINUTE } from '../calendar/time.ts';
import { addDays, atWallClock, startOfDay, toLocalDate } from '../calendar/time-zone.ts';
import { isoWeekOf, weekInterval } from '../calendar/week.ts';
import type { Holiday, WorkingHours } from '../calendar/working-hours.ts';
import { workingIntervals } from '../calendar/working-hours.ts';
import { busyIntervals, subtractIntervals } from '../prompts/gap.ts';

const QUARTER = 15 * MINUTE;
/** Four weeks: who has no room in them will not look for it in a card. */
const LOOK_AHEAD_DAYS = 28;
/** No calendar says when a rep has lunch; this hour is the likeliest. */
const LUNCH_FROM = '12:00';

/**
 * The rep's own next free time of that length: within working hours, beside every event of any kind and the usual lunch,
 * at a quarter of an hour; over lunch only where there is no other. Null where the next four weeks hold none.
 */
export function nextFreeTime(
  calendar: readonly ClassifiedEvent[],
  workingHours: WorkingHours,
  holidays: readonly Holiday[],
  from: Instant,
  durationMinutes: number,
): Interval | null {
  const { timeZone } = workingHours;
  const until = startOfDay(addDays(toLocalDate(from, timeZone), LOOK_AHEAD_DAYS), timeZone);
  return freeTime({ calendar, workingHours, holidays, durationMinutes }, from, until);
}

/**
 * Free times for a lost block in what is left of the week of `from`: the next one, and the first on a later day, else
 * later the same day. None, one or two.
 */
export function twoFreeTimesThisWeek(
  calendar: readonly ClassifiedEvent[],
  workingHours: WorkingHours,
  holidays: readonly Holiday[],
  from: Instant,
  durationMinutes: number,
): readonly Interval[] {
  const { timeZone } = workingHours;
  const { end } = weekInterval(isoWeekOf(from, timeZone), timeZone);
  const search = { calendar, workingHours, holidays, durationMinutes };
  const first = freeTime(search, from, end);
  if (first === null) return [];
  const nextDay = startOfDay(addDays(toLocalDate(first.start, timeZone), 1), timeZone);
  const second = freeTime(search, nextDay, end) ?? freeTime(search, first.end, end);
  return second === null ? [first] : [first, second];
}

interface Search {
  readonly calendar: readonly ClassifiedEvent[];
  readonly workingHours: WorkingHours;
  readonly holidays: readonly Holiday[];
  readonly durationMinutes: number;
}

function freeTime(search: Search, from: Instant, until: Instant): Interval | null {
  return firstFree(search, from, until, lunchOf) ?? firstFree(search, from, until, () => []);
}

function firstFree(
  search: Search,
  from: Instant,
  until: Instant,
  lunch: (date: LocalDate, working: readonly Interval[], hours: WorkingHours) => readonly Interval[],
): Interval | null {
  const { calendar, workingHours, holidays, durationMinutes } = search;
  const { timeZone } = workingHours;
  const busy = busyIntervals(calendar, workingHours);
  const length = durationMinutes * MINUTE;
  for (let date = toLocalDate(from, timeZone); startOfDay(date, timeZone) < until; date = addDays(date, 1)) {
    const working = workingIntervals(date, workingHours, holidays);
    const offered = subtractIntervals(working, lunch(date, working, workingHours));
    for (const free of subtractIntervals(offered, busy)) {
      // Every zone's offset is whole quarters of an hour, so a quarter in UTC is one on the wall.
      const start = Math.ceil(Math.max(free.start, from) / QUARTER) * QUARTER;
      if (start + length <= free.end) return { start, end: start + length };
    }
  }
  return null;
}

function lunchOf(date: LocalDate, working: readonly Interval[], hours: WorkingHours): readonly Interval[] {
  const minutes = lunchMinutesOf(working, [], hours);
  const start = atWallClock(date, LUNCH_FROM, hours.timeZone);
  return minutes === 0 ? [] : [{ start, end: start + minutes * MINUTE }];
}
