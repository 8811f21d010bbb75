import type { ClassifiedEvent, CountingSettings } from '../calendar/counting.ts';
import { summariseWeek } from '../calendar/time-split.ts';
import type { IsoWeek } from '../calendar/time.ts';
import { compareWeeks } from '../calendar/week.ts';

/** A rep's week as planned on Monday 00:00; of a back-filled week the calendar as read stands for the plan. */
export interface WeekLoad {
  readonly week: IsoWeek;
  readonly internalMinutes: number;
  /** Scheduled ÷ available. */
  readonly coverage: number;
  /** At least 60 % of a normal week was available. */
  readonly valid: boolean;
}

/** A week's internal load beside the rep's own weeks before it. */
export interface LoadComparison {
  /** Valid weeks that were compared with: the last 12 before, or as many as there are. */
  readonly weeks: number;
  readonly medianMinutes: number;
  /** Robust z: (x − median) ÷ (1.4826 · MAD). Infinite above a median that no week departs from. */
  readonly z: number;
}

const MOST_WEEKS = 12;
/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const MAD_TO_SD = 1.4826;

/** The internal load of a plan without the event that displaced the activity, so that it cannot be its own cause. */
export function summariseLoad(
  plan: readonly ClassifiedEvent[],
  week: IsoWeek,
  displacingKey: string | null,
  settings: CountingSettings,
): WeekLoad {
  const whole = summariseWeek(plan, week, settings);
  const { coverage, valid } = whole;
  const others = plan.filter(({ key }) => key !== displacingKey);
  const { minutes } = others.length === plan.length ? whole : summariseWeek(others, week, settings);
  return { week, internalMinutes: minutes.internal, coverage, valid };
}

export function compareLoad(load: WeekLoad, own: readonly WeekLoad[]): LoadComparison {
  const trailing = trailingMinutes(load, own);
  const middle = median(trailing);
  return { weeks: trailing.length, medianMinutes: middle, z: robustZ(load.internalMinutes, trailing) };
}

/** Internal minutes of the weeks that a load is compared with, the latest first. */
export function trailingMinutes({ week: present }: WeekLoad, own: readonly WeekLoad[]): number[] {
  return own
    .filter(({ week, valid }) => valid && compareWeeks(week, present) < 0)
    .toSorted((a, b) => compareWeeks(b.week, a.week))
    .slice(0, MOST_WEEKS)
    .map(({ internalMinutes }) => internalMinutes);
}

/** 0 where there is nothing to compare with. */
export function robustZ(x: number, values: readonly number[]): number {
  if (values.length === 0) return 0;
  const middle = median(values);
  const mad = median(values.map((value) => Math.abs(value - middle)));
  if (x === middle) return 0;
  return (x - middle) / (MAD_TO_SD * mad);
}

/** 0 of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (lower + upper) / 2;
}
