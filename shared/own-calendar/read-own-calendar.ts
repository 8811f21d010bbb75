import type { CalendarEvent } from '../calendar/event.ts';
import {
  MOST_CHANGES_OF_ZONE,
  MOST_EVENTS,
  MOST_EVENTS_OF_DAY,
  MOST_FILE_BYTES,
  MOST_PROBLEMS_OF_A_KIND,
  MOST_ZONES,
} from '../calendar/ics/bounds.ts';
import { aboutEvent, expandEvents } from '../calendar/ics/expand-events.ts';
import type { IcsCalendar, IcsEvent } from '../calendar/ics/ics-calendar.ts';
import { parseIcs } from '../calendar/ics/parse-ics.ts';
import {
  ProblemList,
  type CalendarProblem,
  type Deadline,
  type ProblemCode,
  type Report,
} from '../calendar/ics/problem.ts';
import { chooseWindow, type ReadingWindow } from '../calendar/ics/reading-window.ts';
import { createZoneResolver } from '../calendar/ics/resolve-zone.ts';
import { reviseEvents } from '../calendar/ics/revisions.ts';
import { toCalendarEvent } from '../calendar/ics/to-calendar-event.ts';
import type { TimeZone } from '../calendar/time.ts';
import { defaultWorkingHours, type WorkingHours } from '../calendar/working-hours.ts';
import { formatOf, type CalendarFile } from './calendar-file.ts';
import { withoutCrowds } from './crowded-days.ts';
import { hintsOf, parseGraphFile, readGraphRows, type GraphRow } from './graph-rows.ts';
import { findOwner, findTimeZone, namesAnybody } from './whose-calendar.ts';

/** Somebody's own calendar, read from the files that a program exported. */
export interface OwnCalendar {
  /** In order of time, then of title. Nothing but the busy time is kept of private ones. */
  readonly events: readonly CalendarEvent[];
  /** Lower case; null where nothing says whose calendar it is. */
  readonly owner: string | null;
  readonly timeZone: TimeZone;
  /** Who said so: the reader, the files, or nobody, and then it is the machine's. */
  readonly timeZoneFrom: 'reader' | 'files' | 'machine';
  readonly workingHours: WorkingHours;
  readonly window: ReadingWindow | null;
  readonly problems: readonly CalendarProblem[];
}

export interface ReadingOptions {
  readonly me: string | null;
  readonly timeZone: TimeZone | null;
  readonly machineTimeZone: TimeZone;
  /** What was read by then is kept. */
  readonly deadline: Deadline;
  readonly onProgress?: (progress: ReadingProgress) => void;
}

export interface ReadingProgress {
  readonly step: 'bytes' | 'series';
  readonly done: number;
  readonly total: number;
}

interface Found {
  readonly calendars: IcsCalendar[];
  readonly events: IcsEvent[];
  readonly rows: GraphRow[];
  /** Files with Graph's answers: those after which it has another page, and those that are the last. */
  readonly pages: { readonly open: CalendarFile[]; readonly last: CalendarFile[] };
}

/**
 * Reads exported calendars, of any program and however broken, as one person's calendar: revisions, changes and
 * cancellations find their event in any of the files. Never throws for what a file holds; `problems` names it, and what
 * was bounded.
 */
export function readOwnCalendar(
  files: readonly CalendarFile[],
  options: ReadingOptions,
  known: readonly CalendarProblem[] = [],
): OwnCalendar {
  const problems = new ProblemList(MOST_PROBLEMS_OF_A_KIND);
  for (const problem of known) problems.report(problem);
  const found = findEvents(files, options, problems.report);
  const rows = found.rows.flatMap((row) => hintsOf(row) ?? []);
  const evidence = { calendars: found.calendars, events: found.events, rows };
  const owner = options.me ?? findOwner(evidence);
  const fromFiles = options.timeZone === null ? findTimeZone(evidence, options.machineTimeZone) : null;
  const timeZone = options.timeZone ?? fromFiles ?? options.machineTimeZone;
  const read = placeEvents(found, owner, timeZone, options, problems.report);
  if (read.events.length > 0) {
    if (!namesAnybody(evidence)) problems.report(aboutCalendar('nobody-named'));
    else if (owner === null) problems.report(aboutCalendar('owner-unknown'));
  }
  return {
    ...read,
    owner,
    timeZone,
    timeZoneFrom: options.timeZone !== null ? 'reader' : fromFiles === null ? 'machine' : 'files',
    workingHours: workingHoursOf(found.calendars, timeZone),
    problems: problems.all(),
  };
}

function findEvents(files: readonly CalendarFile[], options: ReadingOptions, report: Report): Found {
  const found: Found = { calendars: [], events: [], rows: [], pages: { open: [], last: [] } };
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  let before = 0;
  for (const file of files) {
    const start = before;
    const onProgress = (bytes: number): boolean => {
      options.onProgress?.({ step: 'bytes', done: start + bytes, total });
      return !options.deadline.isLate();
    };
    const late = { ...aboutFile('time-cut', file), values: { seconds: String(options.deadline.seconds) } };
    if (!onProgress(0) || !readFile(file, found, onProgress, report)) report(late);
    before += file.bytes.length;
  }
  options.onProgress?.({ step: 'bytes', done: total, total });
  const page = found.pages.open.at(-1);
  if (page !== undefined && found.pages.last.length === 0) report(aboutFile('json-more-pages', page));
  return found;
}

/** False where the time was up before the end of the file. */
function readFile(
  file: CalendarFile,
  found: Found,
  onProgress: (bytes: number) => boolean,
  report: Report,
): boolean {
  const room = MOST_EVENTS - found.events.length - found.rows.length;
  const isTooLarge = file.bytes.length > MOST_FILE_BYTES;
  switch (isTooLarge ? 'too-large' : formatOf(file.bytes)) {
    case 'too-large':
      report({ ...aboutFile('file-too-large', file), values: { bound: String(MOST_FILE_BYTES) } });
      return true;
    case 'empty':
      report(aboutFile('file-empty', file));
      return true;
    case 'html':
      report(aboutFile('file-html', file));
      return true;
    case 'json':
      readGraphFile(file, room, found, report);
      return true;
    case 'ics':
      return readIcsFile(file, room, found, onProgress, report);
  }
}

function readGraphFile(file: CalendarFile, room: number, found: Found, report: Report): void {
  const page = parseGraphFile(file, room, report);
  if (page === null) return;
  for (const row of page.rows) found.rows.push(row);
  (page.goesOn ? found.pages.open : found.pages.last).push(file);
}

function readIcsFile(
  file: CalendarFile,
  room: number,
  found: Found,
  onProgress: (bytes: number) => boolean,
  report: Report,
): boolean {
  let said = 0;
  let isWhole = true;
  const limits = {
    events: room,
    onProgress: (bytes: number): boolean => {
      isWhole = onProgress(bytes);
      return isWhole;
    },
  };
  const read = parseIcs(file.bytes, file.name, limits, (problem) => {
    said += 1;
    report(problem);
  });
  if (read.calendars.length === 0) report(aboutFile('file-no-calendar', file));
  else if (read.events.length === 0 && said === 0) report(aboutFile('file-no-events', file));
  for (const calendar of read.calendars) found.calendars.push(calendar);
  for (const event of read.events) found.events.push(event);
  return isWhole;
}

function placeEvents(
  found: Found,
  owner: string | null,
  timeZone: TimeZone,
  options: ReadingOptions,
  report: Report,
): Pick<OwnCalendar, 'events' | 'window'> {
  const zones = createZoneResolver(timeZone, (code, zone, calendar) => {
    const bound = code === 'zones-cut' ? MOST_ZONES : MOST_CHANGES_OF_ZONE;
    const values = { zone, used: timeZone, bound: String(bound) };
    report({ code, file: calendar.file, line: calendar.line, event: null, values });
  });
  const series = reviseEvents(found.events, zones, (code, event) => report(aboutEvent(code, event)));
  const rows = readGraphRows(found.rows, { self: owner ?? '', mailbox: owner ?? '', timeZone }, report);
  const window = chooseWindow([
    ...series.flatMap(({ master, exceptions }) =>
      [...(master === null ? [] : [master]), ...exceptions].map(({ placement }) =>
        placement.clock.toInstant(placement.start),
      ),
    ),
    ...rows.map(({ start }) => start),
  ]);
  if (window === null) return { events: [], window };
  const context = {
    zones,
    window,
    timeZone,
    deadline: options.deadline,
    onProgress: (done: number, total: number) => options.onProgress?.({ step: 'series', done, total }),
  };
  const occurrences = expandEvents(series, context, report);
  const events = occurrences.map((occurrence) => toCalendarEvent(occurrence, { address: owner, timeZone }));
  const within = rows.filter(({ start, end }) => start < window.to && end >= window.from);
  const all = withoutCrowds([...events, ...within].toSorted(compareEvents), window);
  if (all.date !== null) {
    const values = { bound: String(MOST_EVENTS_OF_DAY), count: String(all.dropped), date: all.date };
    report({ ...aboutCalendar('day-crowded'), values });
  }
  return { events: all.events, window };
}

/** The order in which a calendar is read, whatever the order of the file. */
function compareEvents(a: CalendarEvent, b: CalendarEvent): number {
  return a.start - b.start || a.end - b.end || compareText(a.title, b.title) || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function workingHoursOf(calendars: readonly IcsCalendar[], timeZone: TimeZone): WorkingHours {
  const usual = defaultWorkingHours(timeZone);
  const stated = calendars.find(({ workingHours }) => workingHours !== null)?.workingHours;
  if (stated === undefined || stated === null) return usual;
  const spans = [{ from: stated.from, to: stated.to }];
  return { ...usual, days: Object.fromEntries(stated.days.map((day) => [day, spans])) };
}

function aboutFile(code: ProblemCode, file: CalendarFile): CalendarProblem {
  return { code, file: file.name, line: null, event: null, values: {} };
}

function aboutCalendar(code: ProblemCode): CalendarProblem {
  return { code, file: '', line: null, event: null, values: {} };
}
