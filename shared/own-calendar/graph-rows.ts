import { z } from 'zod';
import type { CalendarEvent } from '../calendar/event.ts';
import { MOST_EVENTS, MOST_TITLE_LENGTH } from '../calendar/ics/bounds.ts';
import { decodeFile } from '../calendar/ics/logical-lines.ts';
import { plainAddress } from '../calendar/ics/person.ts';
import { cutText, toPlainLine } from '../calendar/ics/plain-text.ts';
import type { CalendarProblem, ProblemCode, Report } from '../calendar/ics/problem.ts';
import { parseGraphEvent, UnreadableEvent, type EventContext } from '../calendar/parse-graph-event.ts';
import type { CalendarFile } from './calendar-file.ts';

/** One row of a calendar view, and the number by which a reader finds it: 1 = the first in its file. */
export interface GraphRow {
  readonly file: string;
  readonly number: number;
  readonly raw: unknown;
}

/** What a row says of whose calendar it is and where that person is, read before it is known. */
export interface RowHints {
  readonly isOwn: boolean;
  readonly organizer: string | null;
  readonly people: readonly string[];
  readonly timeZone: string | null;
}

const address = z.object({ emailAddress: z.object({ address: z.string().nullish() }).nullish() }).nullish();
const hints = z.object({
  isOrganizer: z.boolean().nullish(),
  organizer: address,
  attendees: z.array(address).nullish(),
  originalStartTimeZone: z.string().nullish(),
  start: z.object({ timeZone: z.string().nullish() }).nullish(),
});

/** One answer of a calendar view. */
export interface GraphPage {
  readonly rows: readonly GraphRow[];
  /** Graph says that there is a page after it. */
  readonly goesOn: boolean;
}

/** Reads a JSON file of calendar view rows: an array, or the `{"value":[…]}` in which Graph sends it; null for what is neither. */
export function parseGraphFile(file: CalendarFile, room: number, report: Report): GraphPage | null {
  const say = (code: ProblemCode, values: CalendarProblem['values'] = {}, line: number | null = null): void =>
    report({ code, file: file.name, line, event: null, values });
  const text = decodeFile(file.bytes);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    say('json-broken', {}, lineOf(error, text));
    return null;
  }
  const rows = rowsOf(content);
  if (rows === null) {
    say('json-no-events');
    return null;
  }
  const goesOn = hasNextLink(content);
  // A page of a longer answer may be empty, and it is the last one all the same, or not.
  if (rows.length === 0 && !goesOn) say('file-no-events');
  if (rows.length > room) {
    say('events-cut', { bound: String(MOST_EVENTS), count: String(rows.length - room) });
  }
  const taken = rows.slice(0, room).map((raw, index) => ({ file: file.name, number: index + 1, raw }));
  return { rows: taken, goesOn };
}

export function hintsOf({ raw }: GraphRow): RowHints | null {
  const read = hints.safeParse(raw);
  if (!read.success) return null;
  const { isOrganizer, organizer, attendees, originalStartTimeZone, start } = read.data;
  const plain = (person: z.output<typeof address>): string | null =>
    plainAddress(person?.emailAddress?.address ?? '');
  const people = [organizer, ...(attendees ?? [])].flatMap((person) => plain(person) ?? []);
  return {
    isOwn: isOrganizer ?? false,
    organizer: plain(organizer),
    people: [...new Set(people)],
    timeZone: originalStartTimeZone ?? start?.timeZone ?? null,
  };
}

/** The events of the rows, each id once, as the last row that has it says. A row that cannot be read is reported. */
export function readGraphRows(
  rows: readonly GraphRow[],
  context: EventContext,
  report: Report,
): readonly CalendarEvent[] {
  const events = new Map<string, CalendarEvent>();
  for (const row of rows) {
    const event = readRow(row, context, report);
    if (event !== null) events.set(event.id, event);
  }
  return [...events.values()];
}

function readRow(
  { raw, file, number }: GraphRow,
  context: EventContext,
  report: Report,
): CalendarEvent | null {
  const say = (code: ProblemCode, values: CalendarProblem['values']): null => {
    report({ code, file, line: number, event: null, values });
    return null;
  };
  if (isSeriesMaster(raw)) return say('row-series', {});
  try {
    const event = parseGraphEvent(raw, context);
    const title = toPlainLine(event.title);
    if (title.length > MOST_TITLE_LENGTH) say('row-title-cut', { bound: String(MOST_TITLE_LENGTH) });
    return {
      ...event,
      title: cutText(title, MOST_TITLE_LENGTH),
      categories: event.categories.map(toPlainLine),
      organizer: event.organizer === null ? null : toPlainLine(event.organizer),
      attendees: event.attendees.map((attendee) => ({ ...attendee, address: toPlainLine(attendee.address) })),
    };
  } catch (error) {
    if (error instanceof UnreadableEvent) return say('row-unreadable', { field: error.field });
    throw error;
  }
}

function isSeriesMaster(raw: unknown): boolean {
  return typeof raw === 'object' && raw !== null && 'type' in raw && raw.type === 'seriesMaster';
}

function hasNextLink(content: unknown): boolean {
  return typeof content === 'object' && content !== null && '@odata.nextLink' in content;
}

function rowsOf(content: unknown): readonly unknown[] | null {
  if (Array.isArray(content)) return content;
  if (typeof content !== 'object' || content === null || !('value' in content)) return null;
  return Array.isArray(content.value) ? content.value : null;
}

/** The line at which an engine stopped, from 1; it may not say, and then it met the end. */
function lineOf(error: unknown, text: string): number {
  const [, position] = /\bposition (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
  const read = position === undefined ? text : text.slice(0, Number(position));
  return read.split('\n').length;
}
