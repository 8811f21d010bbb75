import type { PlanKept } from '../calendar/plan.ts';
import {
  ACTIVITY_TYPES,
  SPLIT_CLASSES,
  type ActivityType,
  type SplitClass,
} from '../classification/classification.ts';
import type { WithheldReason } from '../contract/team-time.ts';
import { judgeSet, judgeValue } from '../privacy/publish.ts';
import { sumBurden, type RepBurden, type TeamBurden } from './team-burden.ts';

/** One rep's whole week, in minutes, as stored. */
export interface RepWeek {
  readonly minutes: Readonly<Record<SplitClass, number>>;
  readonly byActivity: Readonly<Partial<Record<ActivityType, number>>>;
  readonly scheduled: number;
  readonly available: number;
  /** What became of Monday's plan; null of a week that was read afterwards. */
  readonly plan: PlanKept | null;
  /** What the product took of the rep; null of a week that was read afterwards. */
  readonly burden: RepBurden | null;
  /** Enough of the week was available for it to count in a pattern (domain §4). */
  readonly isValid: boolean;
}

/** Selling minutes over all reps; `activities` = how many stood in the plans. */
export interface TeamPlan {
  readonly planned: number;
  readonly kept: number;
  /** null where it may not be shown. */
  readonly added: number | null;
  readonly activities: number;
}

export interface TeamWeekSums {
  readonly status: 'published';
  readonly reps: number;
  readonly minutes: Record<SplitClass, number>;
  readonly scheduled: number;
  readonly available: number;
  /** null where a rep's plan is not known, or planned, kept and moved away may not be shown. */
  readonly plan: TeamPlan | null;
  /** Internal time by kind; null where too few contribute or one dominates. Largest first, withheld last. */
  readonly kinds: readonly { readonly activity: ActivityType; readonly minutes: number | null }[];
  /** null where it is not known, or may not be shown. */
  readonly burden: TeamBurden | null;
}
export type SummedTeamWeek = TeamWeekSums | { readonly status: 'withheld'; readonly reason: WithheldReason };

/**
 * One team's week, as it may be published (domain §4, R2): the sum over the reps whose week is valid, or the
 * reason why it shows nothing. Unrounded minutes; rounding is the page's. The order of reps means nothing.
 */
export function summariseTeamWeek(reps: readonly RepWeek[], minimum: number): SummedTeamWeek {
  const valid = reps.filter((rep) => rep.isValid);
  if (valid.length < minimum) return { status: 'withheld', reason: 'few_at_work' };
  const reason = judgeSet(
    SPLIT_CLASSES.map((name) => valid.map((rep) => rep.minutes[name])),
    minimum,
  );
  if (reason) return { status: 'withheld', reason };
  return {
    status: 'published',
    reps: valid.length,
    minutes: {
      selling: sum(valid, (rep) => rep.minutes.selling),
      unsure: sum(valid, (rep) => rep.minutes.unsure),
      supporting: sum(valid, (rep) => rep.minutes.supporting),
      internal: sum(valid, (rep) => rep.minutes.internal),
    },
    scheduled: sum(valid, (rep) => rep.scheduled),
    available: sum(valid, (rep) => rep.available),
    plan: sumPlans(valid),
    kinds: internalKinds(valid),
    burden: sumBurden(valid),
  };
}

function sumPlans(valid: readonly RepWeek[]): TeamPlan | null {
  const plans = valid.flatMap((rep) => rep.plan ?? []);
  if (plans.length < valid.length) return null;
  // Kept and moved away add up to planned: shown together or not at all.
  const values = [
    plans.map(({ planned }) => planned),
    plans.map(({ kept }) => kept),
    plans.map(({ lost }) => lost),
  ];
  if (values.some((parts) => judgeValue(parts) !== null)) return null;
  const added = plans.map((plan) => plan.added);
  return {
    planned: total(plans.map(({ planned }) => planned)),
    kept: total(plans.map(({ kept }) => kept)),
    added: judgeValue(added) === null ? total(added) : null,
    activities: total(plans.map(({ activities }) => activities)),
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/**
 * Internal time by kind. Together, what is withheld is the internal total less what is shown, so it must be fit to
 * be shown as one value itself: until it is, the smallest shown kind joins it.
 */
function internalKinds(valid: readonly RepWeek[]): TeamWeekSums['kinds'] {
  const kinds = ACTIVITY_TYPES.internal
    .map((activity) => ({ activity, parts: valid.map((rep) => rep.byActivity[activity] ?? 0) }))
    .map((kind) => ({ ...kind, total: kind.parts.reduce((a, b) => a + b, 0) }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || (a.activity < b.activity ? -1 : 1));
  const shown = kinds.filter(({ parts }) => judgeValue(parts) === null);
  const withheld = kinds.filter(({ parts }) => judgeValue(parts) !== null);
  while (withheld.length > 0 && shown.length > 0 && !mayBeShownTogether(withheld))
    withheld.push(...shown.splice(-1));
  return [
    ...shown.map(({ activity, total }) => ({ activity, minutes: total })),
    ...withheld.map(({ activity }) => ({ activity, minutes: null })),
  ];
}

function mayBeShownTogether(kinds: readonly { readonly parts: readonly number[] }[]): boolean {
  const [first, ...others] = kinds;
  if (!first || others.length === 0) return false;
  const together = first.parts.map((part, rep) =>
    others.reduce((sum, { parts }) => sum + (parts[rep] ?? 0), part),
  );
  return judgeValue(together) === null;
}

function sum(reps: readonly RepWeek[], value: (rep: RepWeek) => number): number {
  return total(reps.map(value));
}
