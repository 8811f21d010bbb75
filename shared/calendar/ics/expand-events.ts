import { toLocalDate } from '../time-zone.ts';
import type { Instant, TimeZone } from '../time.ts';
import { MOST_OCCURRENCES, MOST_OCCURRENCES_OF_SERIES, MOST_STEPS, MOST_STEPS_OF_SERIES } from './bounds.ts';
import { expandSeries, isRecurring, type Occurrence } from './expand-series.ts';
import type { IcsCalendar, IcsEvent } from './ics-calendar.ts';
import type { CalendarProblem, Deadline, ProblemCode, Report } from './problem.ts';
import type { ReadingWindow } from './reading-window.ts';
import type { ZoneResolver } from './resolve-zone.ts';
import type { PlacedEvent, Series } from './revisions.ts';
import type { Cut } from './step-budget.ts';

export interface ExpansionContext {
  readonly zones: ZoneResolver;
  readonly window: ReadingWindow;
  readonly timeZone: TimeZone;
  readonly deadline: Deadline;
  /** Told after each series how many were done; for long work. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Every occurrence that lies in the window, of all series and single events; what was cut is reported. */
export function expandEvents(
  series: readonly Series[],
  context: ExpansionContext,
  report: Report,
): readonly Occurrence[] {
  const reach = reachOf(series, context);
  const steps = { steps: MOST_STEPS };
  const occurrences: Occurrence[] = [];
  const endless: PlacedEvent[] = [];
  let outside = 0;
  let dropped = 0;
  for (const [index, each] of series.entries()) {
    if (each.master?.placement.isInverted === true) report(aboutEvent('end-before-start', each.master.event));
    for (const { event, placement } of each.exceptions) {
      if (placement.isInverted) report(aboutEvent('end-before-start', event));
    }
    const window = reach(each.master?.event.calendar);
    const expansion = expandSeries(each, context.zones, { window, steps, isLate: context.deadline.isLate });
    if (expansion.isEndless && each.master !== null && window === context.window) endless.push(each.master);
    if (expansion.cut !== null && each.master !== null) {
      report(cutProblem(expansion.cut, each.master.event, context.deadline));
    }
    // Single events and changes were exported because they lie in the calendar's stretch; only series reach beyond it.
    const within = expansion.occurrences.filter((occurrence) =>
      isWithin(occurrence, occurrence.type === 'occurrence' ? window : context.window),
    );
    const isLone = each.master === null || !isRecurring(each.master.event);
    if (isLone) outside += expansion.occurrences.length - within.length;
    const room = MOST_OCCURRENCES - occurrences.length;
    occurrences.push(...within.slice(0, room));
    dropped += Math.max(0, within.length - room);
    context.onProgress(index + 1, series.length);
  }
  reportWhole({ outside, dropped, endless }, context, report);
  return occurrences;
}

/**
 * The window of each calendar. An export that names its stretch has single events of that stretch only; series are read as
 * far, or they alone would fill the weeks around it.
 */
function reachOf(
  series: readonly Series[],
  { window, zones }: ExpansionContext,
): (calendar: IcsCalendar | undefined) => ReadingWindow {
  const latest = new Map<IcsCalendar, Instant>();
  for (const { master, exceptions } of series) {
    for (const { event, placement } of [...(master === null ? [] : [master]), ...exceptions]) {
      const start = placement.clock.toInstant(placement.start);
      latest.set(event.calendar, Math.max(latest.get(event.calendar) ?? -Infinity, start));
    }
  }
  const known = new Map<IcsCalendar, ReadingWindow>();
  return (calendar) => {
    if (calendar === undefined || (calendar.from === null && calendar.to === null)) return window;
    const found = known.get(calendar) ?? narrowed(calendar, latest.get(calendar) ?? -Infinity);
    known.set(calendar, found);
    return found;
  };

  function narrowed(calendar: IcsCalendar, last: Instant): ReadingWindow {
    const instantOf = (time: IcsCalendar['from']): Instant | null => {
      if (time === null) return null;
      const wall = time.kind === 'date' ? time.day * 86_400 : time.wall;
      return zones.clockOf(time, calendar).toInstant(wall);
    };
    const from = instantOf(calendar.from) ?? -Infinity;
    const to = instantOf(calendar.to);
    return {
      // A stretch that holds none of the calendar's own starts is a mistake.
      from: from <= last ? Math.max(window.from, from) : window.from,
      to: Math.min(window.to, Math.max(to ?? Infinity, last + 1)),
      endlessTo: to === null ? window.endlessTo : Math.min(window.to, Math.max(to, last + 1)),
    };
  }
}

function isWithin({ times }: Occurrence, window: ReadingWindow): boolean {
  return times.start < window.to && Math.max(times.end, times.start + 1) > window.from;
}

interface Whole {
  readonly outside: number;
  readonly dropped: number;
  readonly endless: readonly PlacedEvent[];
}

function reportWhole(
  { outside, dropped, endless }: Whole,
  { window, timeZone }: ExpansionContext,
  report: Report,
): void {
  const date = (instant: Instant): string => toLocalDate(instant, timeZone);
  const [only] = endless;
  if (only !== undefined) {
    const place =
      endless.length === 1 ? aboutEvent('series-endless', only.event) : aboutAll('series-endless');
    const values = { count: String(endless.length), until: date(window.endlessTo) };
    report({ ...place, values });
  }
  if (outside > 0) {
    const values = { count: String(outside), from: date(window.from), to: date(window.to) };
    report({ ...aboutAll('outside-span'), values });
  }
  if (dropped > 0) {
    const values = { count: String(dropped), bound: String(MOST_OCCURRENCES) };
    report({ ...aboutAll('occurrences-cut'), values });
  }
}

function cutProblem(cut: Cut, event: IcsEvent, { seconds }: Deadline): CalendarProblem {
  switch (cut) {
    case 'occurrences':
      return { ...aboutEvent('series-cut', event), values: { bound: String(MOST_OCCURRENCES_OF_SERIES) } };
    case 'steps':
      return { ...aboutEvent('series-steps-cut', event), values: { bound: String(MOST_STEPS_OF_SERIES) } };
    case 'time':
      return { ...aboutEvent('time-cut', event), values: { seconds: String(seconds) } };
  }
}

/** A message about an event; of a confined one the title is nobody's to see. */
export function aboutEvent(code: ProblemCode, event: IcsEvent): CalendarProblem {
  const title = event.sensitivity === 'normal' && event.title !== '' ? event.title : null;
  return { code, file: event.calendar.file, line: event.line, event: title, values: {} };
}

function aboutAll(code: ProblemCode): CalendarProblem {
  return { code, file: '', line: null, event: null, values: {} };
}
