import type { Instant } from '../time.ts';
import { MOST_OCCURRENCES_OF_SERIES } from './bounds.ts';
import { DAY_SECONDS } from './civil-date.ts';
import { expandRule } from './expand-rule.ts';
import type { IcsEnd, IcsEvent } from './ics-calendar.ts';
import { instantIn, positionIn, wallOf, type Placement } from './placement.ts';
import { positionSet } from './position-set.ts';
import type { ReadingWindow } from './reading-window.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import type { ZoneResolver } from './resolve-zone.ts';
import type { PlacedEvent } from './revisions.ts';
import type { StepBudget } from './step-budget.ts';

/** A start on the clock of its series, with its own end where RDATE gives one. */
export interface SeriesStart {
  readonly wall: number;
  readonly end: IcsEnd | null;
}

export interface SeriesWindow extends ReadingWindow {
  /** Seconds before and after it in which a start still matters. */
  readonly margin: number;
}

/**
 * The starts of a series in a window, in order: its first, what its rules make, what RDATE adds, less what EXDATE takes.
 * A first start outside its rule is one all the same, and counts; so is one after UNTIL.
 */
export function seriesStarts(
  { event, placement }: PlacedEvent,
  zones: ZoneResolver,
  window: SeriesWindow,
  budget: StepBudget,
): readonly SeriesStart[] {
  const ends = new Map<number, IcsEnd | null>();
  const from = placement.clock.toWall(window.from) - window.margin;
  const toWall = (instant: Instant): number => placement.clock.toWall(instant) + window.margin;
  const add = (wall: number, end: IcsEnd | null): boolean => {
    if (ends.size >= MOST_OCCURRENCES_OF_SERIES && !ends.has(wall)) budget.cut ??= 'occurrences';
    else ends.set(placement.isAllDay ? wholeDay(wall) : wall, end);
    return budget.cut === null;
  };
  if (placement.start >= from) add(placement.start, null);
  for (const rule of event.rules) {
    const to = toWall(isEndless(rule) ? window.endlessTo : window.to);
    const until = lastWall(rule, placement, event, zones);
    for (const wall of expandRule(rule, placement.start, { from, to }, budget)) {
      if ((wall > until && wall !== placement.start) || !add(wall, null)) break;
    }
  }
  for (const { wall, end } of addedStarts(event, placement, zones)) {
    if (wall >= from && wall <= toWall(window.to)) add(wall, end);
  }
  const excluded = positionSet(
    event.excluded.map((time) => positionIn(time, placement, event.calendar, zones)),
  );
  return [...ends]
    .filter(([wall]) => !excluded.has(instantIn(placement, wall), wall))
    .map(([wall, end]) => ({ wall, end }))
    .toSorted((a, b) => a.wall - b.wall);
}

export function isEndless({ count, until }: RecurrenceRule): boolean {
  return count === null && until === null;
}

/** UNTIL on the clock of the series, included; of a date the whole day is. */
function lastWall(
  { until }: RecurrenceRule,
  placement: Placement,
  { calendar }: IcsEvent,
  zones: ZoneResolver,
): number {
  if (until === null) return Infinity;
  const position = positionIn(until, placement, calendar, zones);
  return 'day' in position ? (position.day + 1) * DAY_SECONDS - 1 : wallOf(position, placement);
}

function addedStarts(event: IcsEvent, placement: Placement, zones: ZoneResolver): readonly SeriesStart[] {
  const timeOfDay = placement.start - wholeDay(placement.start);
  return event.added.map(({ start, end }) => {
    const position = positionIn(start, placement, event.calendar, zones);
    const wall = wallOf(position, placement);
    return { wall: 'day' in position ? wall + timeOfDay : wall, end };
  });
}

function wholeDay(wall: number): number {
  return Math.floor(wall / DAY_SECONDS) * DAY_SECONDS;
}
