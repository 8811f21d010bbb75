import type { Instant, Interval } from '../calendar/time.ts';
import { DAY, MINUTE } from '../calendar/time.ts';
import { addDays, startOfDay, toLocalDate } from '../calendar/time-zone.ts';
import { isWorkingDay, workingDaysBetween } from '../calendar/working-hours.ts';
import { isActivity } from './activity.ts';
import type { Displacement, Move, StandingEvent, Surroundings } from './move.ts';
import { organizerRole } from './participants.ts';

/** What was booked longer ago than this stood beside the activity already and displaced nothing. */
const BOOKED_BEFORE = 7 * DAY;
const FILLED_WITHIN_DAYS = 3;

/** A stretch that was left, and when. */
export interface LeftSlot {
  readonly slot: Interval;
  readonly firstChangeAt: Instant;
  /** The activity itself, and its twin: neither takes its own slot. */
  readonly not: readonly string[];
}

/** The slot that a move left; of a shortened activity the part that was cut. */
export function slotLeft({
  kind,
  oldStart,
  oldEnd,
  newEnd,
}: Pick<Move, 'kind' | 'oldStart' | 'oldEnd' | 'newEnd'>): Interval {
  return { start: kind === 'shortened' && newEnd !== null ? newEnd : oldStart, end: oldEnd };
}

/** What took the slot: overlapping it most among the events booked there in the 7 days before the first change. */
export function displacedBy(left: LeftSlot, around: Surroundings): Displacement {
  const { firstChangeAt } = left;
  const earliest = firstChangeAt - BOOKED_BEFORE;
  return takerOf(left, around, ({ bookedAt }) => bookedAt >= earliest && bookedAt < firstChangeAt);
}

/**
 * What the slot was later used for: overlapping it most among the events booked there within 3 working days after the
 * first change and before the old start. Known for good from `fillingEnds` on.
 */
export function filledBy(left: LeftSlot, oldStart: Instant, around: Surroundings): Displacement {
  const { firstChangeAt } = left;
  const { workingHours, holidays } = around;
  return takerOf(
    left,
    around,
    ({ bookedAt }) =>
      bookedAt >= firstChangeAt &&
      bookedAt < oldStart &&
      workingDaysBetween(firstChangeAt, bookedAt, workingHours, holidays) <= FILLED_WITHIN_DAYS,
  );
}

/** From then on nothing more can fill the slot: the old start, or the beginning of the fourth working day. */
export function fillingEnds(
  firstChangeAt: Instant,
  oldStart: Instant,
  { workingHours, holidays }: Pick<Surroundings, 'workingHours' | 'holidays'>,
): Instant {
  const { timeZone } = workingHours;
  let date = toLocalDate(firstChangeAt, timeZone);
  let workingDays = 0;
  for (;;) {
    date = addDays(date, 1);
    const midnight = startOfDay(date, timeZone);
    if (midnight >= oldStart) return oldStart;
    if (isWorkingDay(date, workingHours, holidays)) workingDays += 1;
    if (workingDays > FILLED_WITHIN_DAYS) return midnight;
  }
}

function takerOf(
  { slot, not }: LeftSlot,
  around: Surroundings,
  isBookedThen: (event: StandingEvent) => boolean,
): Displacement {
  const takers = around.calendar
    .filter((taker) => !not.includes(taker.key) && isActivity(taker) && isBookedThen(taker))
    .map((taker) => ({ taker, minutes: overlapMinutes(taker.event, slot) }))
    .filter(({ minutes }) => minutes > 0)
    .toSorted(
      (a, b) => compareTakers(a.taker, b.taker) || b.minutes - a.minutes || tieBreak(a.taker, b.taker),
    );
  const first = takers[0];
  if (first === undefined) return null;
  const { taker, minutes } = first;
  return { key: taker.key, class: taker.class, role: organizerRole(taker.event, around), minutes };
}

/** An all-day event gets what timed ones leave of a day, so it comes after any of them. */
function compareTakers(a: StandingEvent, b: StandingEvent): number {
  return Number(a.event.allDay !== null) - Number(b.event.allDay !== null);
}

/** Of equal overlap the one booked last, then any fixed order. */
function tieBreak(a: StandingEvent, b: StandingEvent): number {
  return b.bookedAt - a.bookedAt || (a.key < b.key ? -1 : 1);
}

function overlapMinutes(event: Interval, slot: Interval): number {
  return Math.max(0, Math.min(event.end, slot.end) - Math.max(event.start, slot.start)) / MINUTE;
}
