import { addWeeks, compareWeeks } from '../calendar/week.ts';
import type { IsoWeek, LocalDate } from '../calendar/time.ts';
import { SPLIT_CLASSES, type ActivityType, type SplitClass } from '../classification/classification.ts';
import type { MeasuredPrecision, Precision } from '../contract/precision.ts';
import type { TeamTime, TeamWeek } from '../contract/team-time.ts';
import { WEEKLY_BUDGET_SECONDS } from '../prompts/burden.ts';
import { wholeHours, wholePercent, wholeShares } from '../privacy/rounding.ts';
import { meanBurden } from './team-burden.ts';
import type { SummedTeamWeek, TeamPlan, TeamWeekSums } from './team-week.ts';
import { findDoubt } from './precision.ts';
import { judgeTrend, TREND_WEEKS, type TrendEnd } from './trend.ts';
import { wilsonInterval } from './wilson.ts';

/** What the page tells of, the trend included: half a year, by the calendar. */
const WEEKS_SHOWN = 26;
/** The split and the kinds are means of this many weeks: one week is noise, a quarter hides the present. */
const RECENT_WEEKS = 4;
/** A kind's mark is the median of up to this many weeks before. */
const MEDIAN_WEEKS = 13;
/** Fewer weeks make no median worth a mark. */
const MEDIAN_NEEDS = 3;
/** A share of planned time that is kept is told with weeks enough behind it, as the split is. */
const PLAN_WEEKS_SHOWN = 13;

export type StoredTeamWeek = SummedTeamWeek & {
  readonly week: IsoWeek;
  readonly publishedOn: LocalDate;
  readonly classifierVersion: string;
  /** Of the imported lists of domains. */
  readonly listsVersion: string;
  readonly isBackfill: boolean;
};
type Figures = TeamTime['figures'];
type Published = Extract<StoredTeamWeek, TeamWeekSums>;

/**
 * The page's figures from a team's stored weeks, oldest first or not, one for each week. Rounds last: means and
 * ranges come from unrounded minutes. `firstPlan` = the first week whose Monday plan is known;
 * `precision` = how right the classes are, null where that is not known.
 */
export function reportTeamTime(
  stored: readonly StoredTeamWeek[],
  firstPlan: IsoWeek,
  precision: Precision | null,
): Figures {
  const all = [...stored].sort((a, b) => compareWeeks(a.week, b.week));
  const newest = all.at(-1)?.week;
  const weeks = all.filter(({ week }) => newest && compareWeeks(week, addWeeks(newest, -WEEKS_SHOWN)) > 0);
  const published = weeks.filter((week): week is Published => week.status === 'published');
  const last = weeks.at(-1);
  if (published.length === 0 || !last) return { status: 'none_yet', expected: null };
  const recent = published.slice(-RECENT_WEEKS);
  return {
    status: 'published',
    through: last.week,
    publishedOn: last.publishedOn,
    weeks: weeks.map(reportWeek),
    recent: reportRecent(recent),
    kinds: reportKinds(recent, published.slice(0, -recent.length).slice(-MEDIAN_WEEKS)),
    trend: reportTrend(published, last.week, findDoubt(precision)),
    planned: reportPlanned(published, recent, firstPlan),
  };
}

type PublishedFigures = Extract<Figures, { status: 'published' }>;

function reportTrend(
  published: readonly Published[],
  through: IsoWeek,
  doubt: MeasuredPrecision | null,
): PublishedFigures['trend'] {
  const trend = judgeTrend(
    published.map(({ week, minutes, classifierVersion, listsVersion, isBackfill }) => ({
      week,
      share: (100 * minutes.selling) / countedOf(minutes),
      classifierVersion,
      listsVersion,
      isBackfill,
    })),
  );
  if (trend.status === 'too_early')
    return {
      status: 'too_early',
      weeksNeeded: TREND_WEEKS,
      weeksHad: trend.weeksHad,
      expected: addWeeks(through, TREND_WEEKS - trend.weeksHad),
    };
  if (doubt) return { status: 'held', agreement: doubt.agreement, needed: doubt.needed };
  const [first, last] = trend.line;
  return {
    status: 'judged',
    verdict: trend.verdict,
    slope: oneDecimal(trend.slope),
    low: oneDecimal(trend.low),
    high: oneDecimal(trend.high),
    weeks: trend.weeks.length,
    reps: Math.min(...published.map(({ reps }) => reps)),
    line: [reportEnd(first), reportEnd(last)],
  };
}

function reportEnd({ week, value, low, high }: TrendEnd) {
  return { week, value: oneDecimal(value), low: oneDecimal(low), high: oneDecimal(high) };
}

/** Weeks whose Monday plan is known; the share kept is that of the recent weeks, with n and Wilson's interval. */
function reportPlanned(
  published: readonly Published[],
  recent: readonly Published[],
  firstPlan: IsoWeek,
): PublishedFigures['planned'] {
  const planned = published.filter(hasPlan).slice(-PLAN_WEEKS_SHOWN);
  const latest = recent.filter(hasPlan);
  const sumOf = (name: 'planned' | 'kept' | 'activities'): number =>
    latest.reduce((sum, { plan }) => sum + plan[name], 0);
  const [total, kept, activities] = [sumOf('planned'), sumOf('kept'), sumOf('activities')];
  if (total === 0) return { status: 'from_week', week: firstPlan };
  const added = latest.flatMap(({ plan }) => plan.added ?? []);
  const { low, high } = wilsonInterval(kept / total, activities);
  return {
    status: 'shown',
    weeks: planned.map(({ week, plan }) => ({
      week,
      plannedHours: wholeHours(plan.planned),
      keptHours: wholeHours(plan.kept),
    })),
    recent: {
      weeks: latest.map(({ week }) => week),
      keptShare: wholePercent(kept, total),
      low: Math.round(100 * low),
      high: Math.round(100 * high),
      activities,
      addedHours: added.length < latest.length ? null : wholeHours(mean(added)),
    },
  };
}

function hasPlan(week: Published): week is Published & { plan: TeamPlan } {
  return week.plan !== null;
}

function countedOf(minutes: Readonly<Record<SplitClass, number>>): number {
  return SPLIT_CLASSES.reduce((sum, name) => sum + minutes[name], 0);
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}

function reportWeek(week: StoredTeamWeek): TeamWeek {
  if (week.status === 'withheld') return { week: week.week, status: 'withheld', reason: week.reason };
  return {
    week: week.week,
    status: 'published',
    reps: week.reps,
    shares: wholeShares(week.minutes),
    hours: hoursOf(week.minutes),
    scheduledHours: wholeHours(week.scheduled),
    availableHours: wholeHours(week.available),
  };
}

function reportRecent(weeks: readonly Published[]): Extract<Figures, { status: 'published' }>['recent'] {
  const minutes = meanMinutes(weeks);
  const counted = countedOf(minutes);
  const scheduled = mean(weeks.map((week) => week.scheduled));
  const available = mean(weeks.map((week) => week.available));
  const shares = wholeShares(minutes);
  return {
    weeks: weeks.map((week) => week.week),
    shares,
    hours: hoursOf(minutes),
    range: { low: shares.selling, high: wholePercent(minutes.selling + minutes.unsure, counted) },
    scheduledHours: wholeHours(scheduled),
    availableHours: wholeHours(available),
    coverage: wholePercent(scheduled, available),
    reps: Math.min(...weeks.map((week) => week.reps)),
    burden: reportBurden(weeks),
  };
}

function reportBurden(weeks: readonly Published[]): PublishedFigures['recent']['burden'] {
  const mean = meanBurden(weeks);
  return mean && { seconds: mean.seconds, questions: mean.questions, limit: WEEKLY_BUDGET_SECONDS };
}

/** Kinds that are shown in each of the recent weeks, and everything else internal as one value. */
function reportKinds(
  recent: readonly Published[],
  before: readonly Published[],
): Extract<Figures, { status: 'published' }>['kinds'] {
  const activities = [...new Set(recent.flatMap((week) => week.kinds.map((kind) => kind.activity)))];
  const rows = activities.flatMap((activity) => {
    const values = recent.flatMap((week) => minutesOfKind(week, activity) ?? []);
    return values.length < recent.length ? [] : [{ activity, minutes: mean(values) }];
  });
  const shown = rows.sort((a, b) => b.minutes - a.minutes || (a.activity < b.activity ? -1 : 1));
  const internal = mean(recent.map((week) => week.minutes.internal));
  const rest = internal - shown.reduce((sum, { minutes }) => sum + minutes, 0);
  return [
    ...shown.map(({ activity, minutes }) => ({
      activity,
      hours: wholeHours(minutes),
      median: medianOfKind(before, activity),
    })),
    ...(wholeHours(rest) > 0 ? [{ activity: 'other' as const, hours: wholeHours(rest), median: null }] : []),
  ];
}

/** null = withheld that week; a kind that is not there took no time. */
function minutesOfKind(week: Published, activity: ActivityType): number | null {
  const kind = week.kinds.find((candidate) => candidate.activity === activity);
  return kind ? kind.minutes : 0;
}

function medianOfKind(before: readonly Published[], activity: ActivityType): number | null {
  const known = before.flatMap((week) => minutesOfKind(week, activity) ?? []).sort((a, b) => a - b);
  if (known.length < MEDIAN_NEEDS) return null;
  const middle = known.length / 2;
  const low = known[Math.ceil(middle) - 1] ?? 0;
  const high = known[Math.floor(middle)] ?? 0;
  return wholeHours((low + high) / 2);
}

function meanMinutes(weeks: readonly Published[]): Record<SplitClass, number> {
  const of = (name: SplitClass): number => mean(weeks.map((week) => week.minutes[name]));
  return {
    selling: of('selling'),
    unsure: of('unsure'),
    supporting: of('supporting'),
    internal: of('internal'),
  };
}

function hoursOf(minutes: Readonly<Record<SplitClass, number>>): Record<SplitClass, number> {
  return {
    selling: wholeHours(minutes.selling),
    unsure: wholeHours(minutes.unsure),
    supporting: wholeHours(minutes.supporting),
    internal: wholeHours(minutes.internal),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
