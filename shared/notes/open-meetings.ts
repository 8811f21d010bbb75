import type { Instant } from '../calendar/time.ts';
import type { Holiday, WorkingHours } from '../calendar/working-hours.ts';
import { endOfWorkingDay } from '../calendar/working-hours.ts';
import type { ActivityType } from '../classification/classification.ts';

/** How long a customer may be left without a next step standing (domain §8). */
const WORKING_DAYS = 2;
/** After a closing nothing need follow, and an event has no one customer. */
const WITHOUT_NEXT_STEP: ReadonlySet<ActivityType> = new Set(['closing', 'customer_event']);

/** A selling meeting that was kept. */
export interface KeptMeeting {
  readonly key: string;
  readonly activity: ActivityType;
  readonly start: Instant;
  readonly end: Instant;
  /** Whom it was with: domains, or addresses of free mail; empty = nobody can be named. */
  readonly customers: readonly string[];
}

/** A selling activity that stands in the calendar of the rep or a colleague. */
export interface StandingStep {
  readonly start: Instant;
  readonly customers: readonly string[];
}

/**
 * Which customer meetings have no next step (domain §8): two working days after the meeting no later selling activity with
 * one of its customers stands, whoever's and at whatever date. A step that was booked since counts, for nobody is to be
 * reminded of what is done. Of several meetings with one customer the last speaks. Oldest first.
 */
export function meetingsWithoutNextStep<Meeting extends KeptMeeting>(
  meetings: readonly Meeting[],
  steps: readonly StandingStep[],
  { workingHours, holidays }: { readonly workingHours: WorkingHours; readonly holidays: readonly Holiday[] },
  now: Instant,
): Meeting[] {
  const all: readonly StandingStep[] = [...steps, ...meetings];
  return meetings
    .filter(({ activity, customers }) => customers.length > 0 && !WITHOUT_NEXT_STEP.has(activity))
    .filter(({ end }) => endOfWorkingDay(end, WORKING_DAYS, workingHours, holidays) <= now)
    .filter(
      ({ end, customers }) =>
        !all.some((step) => step.start >= end && step.customers.some((name) => customers.includes(name))),
    )
    .toSorted((a, b) => a.start - b.start);
}
