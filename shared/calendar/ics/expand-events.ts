import { toLocalDate } from '../time-zone.ts';
import type { Instant, TimeZone } from '../time.ts';
import { MOST_OCCURRENCES, MOST_OCCURRENCES_OF_SERIES, MOST_STEPS, MOST_STEPS_OF_SERIES } from './bounds.ts';
import { expandSeries, isRecurring, type Occurrence } from './expand-series.ts';
import { DAY_SECONDS } from './civil-date.ts';
import type { IcsCalendar, IcsEvent } from './ics-calendar.ts';
import type { IcsTime } from './ics-time.ts';
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

/**
 * Every occurrence that lies in the window, of all series and single events; what was cut is reported. Single events come
 * first, so that no rule, however it runs, takes their room.
 */
export function expandEvents(
  series: readonly Series[],
  context: ExpansionContext,
  report: Report,
): readonly Occurrence[] {
  const tally: Tally = { occurrences: [], endless: [], outside: 0, unread: 0, steps: { steps: MOST_STEPS } };
  const reach = reachOf(series, context);
  for (const [index, each] of [...series.filter(isLone), ...series.filter(isRun)].entries()) {
    for (const { event, placement } of placedEvents(each)) {
      if (placement.isInverted) report(aboutEvent('end-before-start', event));
    }
    if (hasRoom(tally)) takeSeries(each, reach(each.master?.event.calendar), context, tally, report);
    else tally.unread += 1;
    context.onProgress(index + 1, series.length);
  }
  reportWhole(tally, context, report);
  return tally.occurrences.slice(0, MOST_OCCURRENCES);
}

interface Tally {
  readonly occurrences: Occurrence[];
  readonly endless: PlacedEvent[];
  /** Single events outside of the window. */
  outside: number;
  /** Series and events for which nothing was left. */
  unread: number;
  readonly steps: { steps: number };
}

function isRun({ master }: Series): boolean {
  return master !== null && isRecurring(master.event);
}

function isLone(series: Series): boolean {
  return !isRun(series);
}

function hasRoom({ occurrences, steps }: Tally): boolean {
  return occurrences.length < MOST_OCCURRENCES && steps.steps > 0;
}

function takeSeries(
  series: Series,
  window: ReadingWindow,
  context: ExpansionContext,
  tally: Tally,
  report: Report,
): void {
  const { deadline, zones } = context;
  const limits = { window, steps: tally.steps, isLate: deadline.isLate };
  const { occurrences, isEndless, cut } = expandSeries(series, zones, limits);
  if (series.master !== null) {
    if (isEndless && window.endlessTo === context.window.endlessTo) tally.endless.push(series.master);
    if (cut === 'all-steps') tally.unread += 1;
    else if (cut !== null) report(cutProblem(cut, series.master.event, deadline));
  }
  // Single events and changes were exported because they lie in the calendar's stretch; only series reach beyond it.
  const reached = isEndless ? { ...window, to: window.endlessTo } : window;
  const within = occurrences.filter((occurrence) =>
    isWithin(occurrence, occurrence.type === 'occurrence' ? reached : context.window),
  );
  if (isLone(series)) tally.outside += occurrences.length - within.length;
  for (const occurrence of within) tally.occurrences.push(occurrence);
}

/**
 * The window of each calendar. An export that names its stretch has single events of that stretch only; series are read as
 * far, or they alone would fill the weeks around it.
 */
function reachOf(
  series: readonly Series[],
  { window, zones }: ExpansionContext,
): (calendar: IcsCalendar | undefined) => ReadingWindow {
  const starts = new Map<IcsCalendar, { first: Instant; last: Instant }>();
  for (const { event, placement } of series.flatMap(placedEvents)) {
    const start = placement.clock.toInstant(placement.start);
    const known = starts.get(event.calendar) ?? { first: start, last: start };
    starts.set(event.calendar, { first: Math.min(known.first, start), last: Math.max(known.last, start) });
  }
  const windows = new Map<IcsCalendar, ReadingWindow>();
  return (calendar) => {
    const own = calendar === undefined ? undefined : starts.get(calendar);
    if (calendar === undefined || own === undefined) return window;
    const found = windows.get(calendar) ?? narrowWindow(window, calendar, own, zones);
    windows.set(calendar, found);
    return found;
  };
}

/** A stretch that holds none of the calendar's own starts is a mistake, and none. */
function narrowWindow(
  window: ReadingWindow,
  calendar: IcsCalendar,
  { first, last }: { readonly first: Instant; readonly last: Instant },
  zones: ZoneResolver,
): ReadingWindow {
  const instantOf = (time: IcsTime | null): Instant | null => {
    if (time === null) return null;
    const wall = time.kind === 'date' ? time.day * DAY_SECONDS : time.wall;
    return zones.clockOf(time, calendar).toInstant(wall);
  };
  const asked = { from: instantOf(calendar.from) ?? -Infinity, to: instantOf(calendar.to) ?? Infinity };
  const isStretch = asked.from <= last && asked.to > first;
  const { from, to } = isStretch ? asked : { from: -Infinity, to: Infinity };
  const lastEnd = instantOf(calendar.lastEnd) ?? Infinity;
  return {
    from: Math.max(window.from, from),
    to: Math.min(window.to, to),
    endlessTo: Math.min(window.endlessTo, to, lastEnd > first ? lastEnd : Infinity),
  };
}

function placedEvents({ master, exceptions }: Series): readonly PlacedEvent[] {
  return master === null ? exceptions : [master, ...exceptions];
}

function isWithin({ times }: Occurrence, window: ReadingWindow): boolean {
  return times.start < window.to && Math.max(times.end, times.start + 1) > window.from;
}

function reportWhole(
  { outside, unread, endless }: Tally,
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
  if (unread > 0) {
    const values = { count: String(unread), bound: String(MOST_OCCURRENCES), steps: String(MOST_STEPS) };
    report({ ...aboutAll('series-unread'), values });
  }
}

function cutProblem(cut: Exclude<Cut, 'all-steps'>, event: IcsEvent, { seconds }: Deadline): CalendarProblem {
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
