import type { TeamWeek } from '../../shared/contract/team-time.ts';

const LEFT = 44;
const TOP = 8;
const BAR = 32;
/** A chart of half a year has its place kept free until the weeks are there. */
const HALF_YEAR = 26;
const LABELS = 116;
const LEAST_AHEAD = 200;
const NARROW = 560;

export interface Span {
  readonly x: number;
  readonly width: number;
}

export interface Gap extends Span {
  readonly weeks: readonly WithheldWeek[];
  readonly first: number;
}

export interface StackLayout {
  readonly isNarrow: boolean;
  readonly height: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  /** Distance from one week to the next. */
  readonly step: number;
  readonly bars: readonly Span[];
  readonly gaps: readonly Gap[];
  /** Where the last week's labels begin; null where a legend stands above the chart. */
  readonly labels: number | null;
  /** The frame for what is to come; null where half a year is there, or no room. */
  readonly ahead: Span | null;
}

type WithheldWeek = Extract<TeamWeek, { status: 'withheld' }>;

/** Places the weeks of a stack in a container `width` pixels wide. Nothing is drawn here. */
export function layoutWeeklyStack(weeks: readonly TeamWeek[], width: number): StackLayout {
  const isNarrow = width < NARROW;
  const plotHeight = isNarrow ? 156 : 220;
  const room = width - LEFT - (isNarrow ? 0 : LABELS);
  const kept = keepAhead(weeks.length, room);
  const isKept = !isNarrow && kept.ahead >= LEAST_AHEAD;
  const step = isKept ? kept.step : room / weeks.length;
  const right = LEFT + step * weeks.length;
  const barWidth = Math.min(BAR, Math.max(2, step - Math.max(2, step * 0.18)));
  return {
    isNarrow,
    height: TOP + plotHeight + (isNarrow ? 20 : 40),
    plot: { left: LEFT, right: isKept ? width : right, top: TOP, bottom: TOP + plotHeight },
    step,
    bars: weeks.map((_, index) => ({ x: LEFT + step * (index + 0.5) - barWidth / 2, width: barWidth })),
    gaps: findGaps(weeks).map((gap) => ({
      ...gap,
      x: LEFT + step * gap.first + 1,
      width: step * gap.weeks.length - 2,
    })),
    labels: isNarrow ? null : right + 12,
    ahead: isKept ? { x: right + LABELS, width: kept.ahead } : null,
  };
}

function keepAhead(count: number, room: number): { step: number; ahead: number } {
  const step = room / HALF_YEAR;
  return { step, ahead: room - step * count };
}

/** Weeks without a figure that follow each other for the same reason share one frame. */
function findGaps(weeks: readonly TeamWeek[]): { first: number; weeks: WithheldWeek[] }[] {
  const gaps: { first: number; weeks: WithheldWeek[] }[] = [];
  weeks.forEach((week, index) => {
    if (week.status === 'published') return;
    const last = gaps.at(-1);
    const isNext = last !== undefined && last.first + last.weeks.length === index;
    if (isNext && last.weeks[0]?.reason === week.reason) last.weeks.push(week);
    else gaps.push({ first: index, weeks: [week] });
  });
  return gaps;
}
