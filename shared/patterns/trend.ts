import { weeksBetween } from '../calendar/week.ts';
import type { IsoWeek } from '../calendar/time.ts';
import { testTrendWithAutocorrelation } from './mann-kendall.ts';
import { estimateSlope } from './theil-sen.ts';

/** Domain §8: no verdict under 13 weeks. */
export const TREND_WEEKS = 13;
/** Two-sided. */
const LEAST_CERTAINTY = 0.05;
/** The slope is told for this many weeks: a single week's is too small to read. */
const TOLD_FOR = 4;

/** One published week: its selling share in per cent, unrounded, and what it was made by. */
export interface TrendWeek {
  readonly week: IsoWeek;
  readonly share: number;
  readonly classifierVersion: string;
  readonly listsVersion: string;
  readonly isBackfill: boolean;
}

export type TrendVerdict = 'falling' | 'rising' | 'no_certain_change';

export type Trend =
  | { readonly status: 'too_early'; readonly weeksHad: number }
  | {
      readonly status: 'judged';
      readonly verdict: TrendVerdict;
      /** Points in four weeks, with the 95 % interval; unrounded. */
      readonly slope: number;
      readonly low: number;
      readonly high: number;
      readonly weeks: readonly IsoWeek[];
      /** Where the line, and the edges of its interval around the middle of the weeks, stand at both ends. */
      readonly line: readonly [TrendEnd, TrendEnd];
    };

export interface TrendEnd {
  readonly week: IsoWeek;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Whether a team's selling share falls, rises or does neither with certainty: Theil–Sen slope with its interval, and
 * Mann–Kendall with the correction for weeks that hang together. Judged over the newest run of weeks that were made
 * alike: not across another classifier, nor across the border of what was read afterwards (domain §8).
 */
export function judgeTrend(weeks: readonly TrendWeek[]): Trend {
  const run = newestRun(weeks);
  const [first] = run;
  const last = run.at(-1);
  if (run.length < TREND_WEEKS || !first || !last) return { status: 'too_early', weeksHad: run.length };
  const points = run.map(({ week, share }) => ({ x: weeksBetween(first.week, week), y: share }));
  const { slope, intercept, low, high } = estimateSlope(points);
  const { p } = testTrendWithAutocorrelation(points);
  const length = weeksBetween(first.week, last.week);
  const end = (week: IsoWeek, x: number): TrendEnd => {
    const middle = intercept + slope * (length / 2);
    const edges = [middle + low * (x - length / 2), middle + high * (x - length / 2)];
    return { week, value: intercept + slope * x, low: Math.min(...edges), high: Math.max(...edges) };
  };
  return {
    status: 'judged',
    verdict: verdictOf(slope, p),
    slope: slope * TOLD_FOR,
    low: low * TOLD_FOR,
    high: high * TOLD_FOR,
    weeks: run.map(({ week }) => week),
    line: [end(first.week, 0), end(last.week, length)],
  };
}

function verdictOf(slope: number, p: number): TrendVerdict {
  if (p >= LEAST_CERTAINTY || slope === 0) return 'no_certain_change';
  return slope < 0 ? 'falling' : 'rising';
}

function newestRun(weeks: readonly TrendWeek[]): readonly TrendWeek[] {
  const ordered = [...weeks].sort((a, b) => (a.week < b.week ? -1 : 1));
  const last = ordered.at(-1);
  const breakAt = ordered.findLastIndex(
    (week) =>
      week.classifierVersion !== last?.classifierVersion ||
      week.listsVersion !== last.listsVersion ||
      week.isBackfill !== last.isBackfill,
  );
  return ordered.slice(breakAt + 1);
}
