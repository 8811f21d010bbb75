import type { TimeZone } from '../calendar/time.ts';
import type { WeekSplit } from '../calendar/time-split.ts';
import { isoWeekOf } from '../calendar/week.ts';
import type { ReportedEvent } from './summarise-own-calendar.ts';

/** Half a year: what lies further back was another job, or another way of working. */
const MOST_WEEKS = 26;

export interface ShownWeeks {
  readonly weeks: readonly WeekSplit[];
  /** Filled weeks before them. */
  readonly earlier: number;
  /** Weeks after them, to the last filled one. */
  readonly ahead: number;
}

/**
 * The weeks that a report adds up, wherever it is read. Those after `thisWeek` are left out, for series without an end fill
 * them and nobody knows yet what else will; where there are no others, they are what is shown.
 */
export function shownWeeks(weeks: readonly WeekSplit[], thisWeek: string): ShownWeeks {
  const past = weeks.filter(({ week }) => week <= thisWeek);
  const candidates = withoutEmptyEnds(past.some(({ counted }) => counted > 0) ? past : weeks);
  const shown = candidates.slice(-MOST_WEEKS);
  const last = weeks.findIndex(({ week }) => week === shown.at(-1)?.week);
  const ahead = withoutEmptyEnds(weeks.slice(last + 1));
  return { weeks: shown, earlier: candidates.length - shown.length, ahead: ahead.length };
}

/** The events that begin in them. */
export function eventsOfWeeks(
  events: readonly ReportedEvent[],
  weeks: readonly WeekSplit[],
  timeZone: TimeZone,
): readonly ReportedEvent[] {
  const names = new Set(weeks.map(({ week }) => week));
  return events.filter(({ event }) => names.has(isoWeekOf(event.start, timeZone)));
}

function withoutEmptyEnds(weeks: readonly WeekSplit[]): readonly WeekSplit[] {
  const isFilled = ({ counted }: WeekSplit): boolean => counted > 0;
  const first = weeks.findIndex(isFilled);
  return first < 0 ? [] : weeks.slice(first, weeks.findLastIndex(isFilled) + 1);
}
