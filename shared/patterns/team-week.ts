import {
  ACTIVITY_TYPES,
  SPLIT_CLASSES,
  type ActivityType,
  type SplitClass,
} from '../classification/classification.ts';
import type { WithheldReason } from '../contract/team-time.ts';
import { judgeSet, judgeValue } from '../privacy/publish.ts';

/** One rep's whole week, in minutes, as stored. */
export interface RepWeek {
  readonly minutes: Readonly<Record<SplitClass, number>>;
  readonly byActivity: Readonly<Partial<Record<ActivityType, number>>>;
  readonly scheduled: number;
  readonly available: number;
  /** Enough of the week was available for it to count in a pattern (domain §4). */
  readonly isValid: boolean;
}

export interface TeamWeekSums {
  readonly status: 'published';
  readonly reps: number;
  readonly minutes: Record<SplitClass, number>;
  readonly scheduled: number;
  readonly available: number;
  /** Internal time by kind; null where too few contribute or one dominates. Largest first, withheld last. */
  readonly kinds: readonly { readonly activity: ActivityType; readonly minutes: number | null }[];
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
    kinds: internalKinds(valid),
  };
}

/**
 * Internal time by kind. A kind that may not be shown could be had from the internal total and the others, so
 * when exactly one is withheld the smallest shown kind is withheld with it.
 */
function internalKinds(valid: readonly RepWeek[]): TeamWeekSums['kinds'] {
  const all = ACTIVITY_TYPES.internal
    .map((activity) => ({ activity, parts: valid.map((rep) => rep.byActivity[activity] ?? 0) }))
    .map(({ activity, parts }) => ({
      activity,
      total: parts.reduce((a, b) => a + b, 0),
      isShown: judgeValue(parts) === null,
    }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || (a.activity < b.activity ? -1 : 1));
  const withheld = all.filter(({ isShown }) => !isShown);
  const companion = withheld.length === 1 ? all.findLast(({ isShown }) => isShown)?.activity : undefined;
  const kinds = all.map(({ activity, total, isShown }) => ({
    activity,
    minutes: isShown && activity !== companion ? total : null,
  }));
  return [
    ...kinds.filter(({ minutes }) => minutes !== null),
    ...kinds.filter(({ minutes }) => minutes === null),
  ];
}

function sum(reps: readonly RepWeek[], value: (rep: RepWeek) => number): number {
  return reps.reduce((total, rep) => total + value(rep), 0);
}
