import type { CalendarEvent } from '../event.ts';
import type { Instant, LocalDate } from '../time.ts';
import { MOST_STEPS_OF_SERIES } from './bounds.ts';
import { DAY_SECONDS } from './civil-date.ts';
import type { IcsEvent } from './ics-calendar.ts';
import { dateOn, instantIn, timesAt, wallOf, withEnd, type Placement } from './placement.ts';
import { positionSet } from './position-set.ts';
import type { ReadingWindow } from './reading-window.ts';
import type { ZoneResolver } from './resolve-zone.ts';
import type { Exception, PlacedEvent, Series } from './revisions.ts';
import { isEndless, seriesStarts, type SeriesStart } from './series-starts.ts';
import { StepBudget, type Cut } from './step-budget.ts';

/** One time at which an event stands in the calendar. */
export interface Occurrence {
  /** Whose words and people it has. */
  readonly event: IcsEvent;
  readonly times: Pick<CalendarEvent, 'start' | 'end' | 'allDay'>;
  readonly type: CalendarEvent['type'];
  /** The day of an occurrence before any change to it; null for a single event. */
  readonly originalDate: LocalDate | null;
}

export interface Expansion {
  readonly occurrences: readonly Occurrence[];
  /** The rule has no end and would go on after the window. */
  readonly isEndless: boolean;
  /** What else kept the rule from being followed to the end of the window. */
  readonly cut: Cut | null;
}

export interface ExpansionLimits {
  readonly window: ReadingWindow;
  /** Steps that all series together may still take. */
  readonly steps: { steps: number };
  readonly isLate: () => boolean;
}

/**
 * All times of a series that may lie in the window. Changed occurrences are matched over the whole series, wherever they were
 * moved to; one that the rule does not make, or no longer, stands for itself.
 */
export function expandSeries(series: Series, zones: ZoneResolver, limits: ExpansionLimits): Expansion {
  const { master, exceptions } = series;
  const changed = exceptions.map((exception) => changedOccurrence(exception, master));
  if (master === null) return { occurrences: changed, isEndless: false, cut: null };
  if (!isRecurring(master.event) && exceptions.length === 0) {
    return { occurrences: [single(master)], isEndless: false, cut: null };
  }
  const budget = new StepBudget(MOST_STEPS_OF_SERIES, limits.steps, limits.isLate);
  const starts = seriesStarts(
    master,
    zones,
    { ...limits.window, margin: marginOf(master, exceptions) },
    budget,
  );
  return {
    occurrences: [...applyChanges(master, starts, exceptions, zones), ...changed],
    isEndless: master.event.rules.some(isEndless),
    cut: budget.cut,
  };
}

export function isRecurring({ rules, added }: IcsEvent): boolean {
  return rules.length > 0 || added.length > 0;
}

function single({ event, placement }: PlacedEvent): Occurrence {
  return { event, times: timesAt(placement, placement.start), type: 'singleInstance', originalDate: null };
}

function changedOccurrence(
  { event, placement, position }: Exception,
  master: PlacedEvent | null,
): Occurrence {
  const original = dateOn(wallOf(position, master?.placement ?? placement));
  return { event, times: timesAt(placement, placement.start), type: 'exception', originalDate: original };
}

/** The starts that the rule makes and nobody changed; after a change "from here on" as that says. */
function applyChanges(
  { event, placement }: PlacedEvent,
  starts: readonly SeriesStart[],
  exceptions: readonly Exception[],
  zones: ZoneResolver,
): readonly Occurrence[] {
  const changed = positionSet(exceptions.map(({ position }) => position));
  const fromHereOn = changesFromHereOn(exceptions, placement);
  return starts.flatMap(({ wall, end }): readonly Occurrence[] => {
    const instant = instantIn(placement, wall);
    const originalDate = dateOn(wall);
    if (changed.has(instant, wall)) return [];
    const change = fromHereOn.findLast(({ from }) => from <= instant);
    if (change !== undefined) {
      const times = timesAt(change.placement, wall + change.shift);
      return [{ event: change.event, times, type: 'occurrence', originalDate }];
    }
    const own = end === null ? placement : withEnd(placement, wall, end, event.calendar, zones);
    return [{ event, times: timesAt(own, wall), type: 'occurrence', originalDate }];
  });
}

interface ChangeFromHereOn extends PlacedEvent {
  readonly from: Instant;
  /** By how much all later starts move on the wall clock, in seconds. */
  readonly shift: number;
}

function changesFromHereOn(exceptions: readonly Exception[], series: Placement): readonly ChangeFromHereOn[] {
  return exceptions
    .filter(({ event, placement }) => event.isFromHereOn && placement.isAllDay === series.isAllDay)
    .map(({ event, placement, position }) => {
      const wall = wallOf(position, series);
      return { event, placement, from: instantIn(series, wall), shift: placement.start - wall };
    })
    .toSorted((a, b) => a.from - b.from);
}

/** How far outside of the window an occurrence may begin and still reach into it, in seconds. */
function marginOf({ placement }: PlacedEvent, exceptions: readonly Exception[]): number {
  const { length } = placement;
  const shifts = changesFromHereOn(exceptions, placement).map(({ shift }) => Math.abs(shift));
  const farthest = shifts.reduce((most, shift) => Math.max(most, shift), 0);
  const seconds = length.kind === 'wall' ? length.seconds : length.milliseconds / 1_000;
  return seconds + farthest + 2 * DAY_SECONDS;
}
