import type { IsoWeek } from '../../shared/calendar/time.ts';
import { monthOfWeek, weekNumber, type Month } from '../words/weeks.ts';

/** Room that a label needs, so that it never touches the next one. */
const WEEK_LABEL = 26;
const MONTH_LABEL = 40;

export interface WeekTick {
  readonly index: number;
  readonly week: IsoWeek;
}

export interface MonthTick {
  readonly index: number;
  readonly month: Month;
}

/**
 * The weeks that carry a number: even ones, or every fourth, eighth … where there is no room for more. The
 * first says *week* too and is `firstLabel` pixels wide. A single week is numbered whatever it is.
 */
export function pickWeekTicks(weeks: readonly IsoWeek[], step: number, firstLabel: number): WeekTick[] {
  let stride = 2;
  while (stride * step < WEEK_LABEL) stride *= 2;
  const ticks = weeks
    .map((week, index) => ({ index, week }))
    .filter(({ week }) => weekNumber(week) % stride === 0);
  if (ticks.length === 0) return weeks.slice(0, 1).map((week) => ({ index: 0, week }));
  const isCrowded = stride * step < (firstLabel + WEEK_LABEL) / 2;
  return ticks.filter((_, position) => position !== 1 || !isCrowded);
}

/** The first week of each month, and the first of all where its label has room before the next. */
export function pickMonthTicks(weeks: readonly IsoWeek[], step: number): MonthTick[] {
  const starts = weeks
    .map((week, index) => ({ index, month: monthOfWeek(week) }))
    .filter(({ month }, i, all) => month !== all[i - 1]?.month);
  return starts.filter(({ index }, i) => {
    const next = starts[i + 1];
    return next === undefined || (next.index - index) * step >= MONTH_LABEL;
  });
}
