import { MOST_LINE_BYTES, MOST_LINES_OF_COMPONENT, MOST_PARTS_OF_ZONE } from './bounds.ts';
import { nameOfLine, parseContentLine, type ContentLine } from './content-line.ts';
import { decodeLine, readLogicalLines, type LogicalLine } from './logical-lines.ts';
import { CALENDAR_PROPERTIES } from './parse-calendar.ts';
import { EVENT_PROPERTIES } from './parse-ics-event.ts';

/** A component as it stands between its BEGIN and its END. */
export interface Component {
  readonly name: string;
  /** Of its BEGIN. */
  readonly line: number;
  readonly lines: ContentLine[];
  readonly parts: Component[];
  readonly faults: Fault[];
}

/** A line that was dropped, or an END that is missing. */
export interface Fault {
  readonly code: 'line-broken' | 'line-too-long' | 'lines-cut' | 'parts-cut' | 'end-missing';
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

const ZONE_PROPERTIES = new Set(['TZID']);
const OBSERVANCE_PROPERTIES = new Set(['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO', 'RRULE', 'RDATE']);
/** What is read of each component. Of those not named here nothing is: an alarm's DURATION is not its event's. */
const PROPERTIES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['VCALENDAR', CALENDAR_PROPERTIES],
  ['VEVENT', EVENT_PROPERTIES],
  ['VTIMEZONE', ZONE_PROPERTIES],
  ['STANDARD', OBSERVANCE_PROPERTIES],
  ['DAYLIGHT', OBSERVANCE_PROPERTIES],
]);
/** In which component each may stand; one that begins elsewhere closes what is open. */
const PARENTS: ReadonlyMap<string, string | null> = new Map([
  ['VCALENDAR', null],
  ['VEVENT', 'VCALENDAR'],
  ['VTIMEZONE', 'VCALENDAR'],
  ['STANDARD', 'VTIMEZONE'],
  ['DAYLIGHT', 'VTIMEZONE'],
]);
/** Apple writes line breaks into this one without folding it; what follows is the rest of an address. */
const RAW_BREAKS = 'X-APPLE-STRUCTURED-LOCATION';
/** Faults that are kept of one component; far more than are listed. */
const MOST_FAULTS = 1_000;
/** Nobody nests components; a file that does is after something else. */
const DEEPEST = 16;

/**
 * Reads the components of a file: each event and zone when it ends, each calendar after all of its own. Lines that are
 * broken are dropped, what is not closed is closed, and both stand among the component's faults.
 * `onProgress` is told how many bytes were read, once in a while; where it answers false, reading stops.
 */
export function* readComponents(
  bytes: Uint8Array,
  onProgress: (bytes: number) => boolean,
): Generator<Component> {
  const open: Component[] = [];
  let previous = '';
  let last = 0;
  let read = 0;
  for (const line of readLogicalLines(bytes)) {
    last = line.number;
    read += 1;
    if (read % LINES_BETWEEN === 0 && !onProgress(offsetIn(bytes, line))) {
      // The calendar is what its events need; one that was read by half is none.
      open.splice(1);
      yield* close(open);
      return;
    }
    const name = nameOfLine(line);
    if (name === 'BEGIN') yield* begin(open, line);
    else if (name === 'END') yield* end(open, line);
    else readProperty(open.at(-1), name, previous, line);
    if (name !== null || beginsWith(line, RAW_BREAKS)) previous = name ?? RAW_BREAKS;
  }
  yield* closeDownTo(open, 0, last);
}

function offsetIn(bytes: Uint8Array, { parts: [first] }: LogicalLine): number {
  return (first?.byteOffset ?? 0) - bytes.byteOffset;
}

const LINES_BETWEEN = 5_000;

function* begin(open: Component[], line: LogicalLine): Generator<Component> {
  const name = componentName(line);
  const parent = PARENTS.get(name);
  if (parent === null) yield* closeDownTo(open, 0, line.number);
  else if (parent !== undefined) {
    const at = open.findLastIndex((component) => component.name === parent);
    if (at >= 0) yield* closeDownTo(open, at + 1, line.number);
  }
  if (open.length < DEEPEST) open.push({ name, line: line.number, lines: [], parts: [], faults: [] });
}

function* end(open: Component[], line: LogicalLine): Generator<Component> {
  const name = componentName(line);
  const at = open.findLastIndex((component) => component.name === name);
  if (at < 0) return;
  yield* closeDownTo(open, at + 1, line.number);
  yield* close(open);
}

/** Closes what is open above `depth`, each with a fault. */
function* closeDownTo(open: Component[], depth: number, line: number): Generator<Component> {
  while (open.length > depth) {
    const component = open.at(-1);
    component?.faults.push({ code: 'end-missing', line, values: { component: component.name } });
    yield* close(open);
  }
}

function* close(open: Component[]): Generator<Component> {
  const component = open.pop();
  const parent = open.at(-1);
  if (component === undefined) return;
  const isPart = component.name === 'STANDARD' || component.name === 'DAYLIGHT';
  if (isPart && parent !== undefined) takePart(parent, component);
  else if (PROPERTIES.has(component.name)) yield component;
  // What was dropped inside an alarm is no matter; that an alarm swallowed the end of its event is.
  else parent?.faults.push(...component.faults.filter(({ code }) => code === 'end-missing'));
}

function takePart(zone: Component, part: Component): void {
  if (zone.parts.length < MOST_PARTS_OF_ZONE) zone.parts.push(part);
  else if (!zone.faults.some(({ code }) => code === 'parts-cut')) {
    zone.faults.push({ code: 'parts-cut', line: part.line, values: { bound: String(MOST_PARTS_OF_ZONE) } });
  }
}

function readProperty(
  component: Component | undefined,
  name: string | null,
  previous: string,
  line: LogicalLine,
): void {
  const wanted = PROPERTIES.get(component?.name ?? '');
  if (component === undefined || wanted === undefined) return;
  const fault = (code: Fault['code'], values: Fault['values'] = {}): void => {
    if (component.faults.length < MOST_FAULTS) component.faults.push({ code, line: line.number, values });
  };
  if (name === null) {
    if (previous !== RAW_BREAKS && !beginsWith(line, RAW_BREAKS)) fault('line-broken');
    return;
  }
  if (!wanted.has(name) || component.lines.length > MOST_LINES_OF_COMPONENT) return;
  if (component.lines.length === MOST_LINES_OF_COMPONENT) {
    fault('lines-cut', { bound: String(MOST_LINES_OF_COMPONENT) });
  }
  if (line.byteLength > MOST_LINE_BYTES) return fault('line-too-long', { bound: String(MOST_LINE_BYTES) });
  const parsed = parseContentLine(decodeLine(line), line.number);
  if (parsed === null) fault('line-broken');
  else component.lines.push(parsed);
}

function beginsWith({ parts: [first] }: LogicalLine, name: string): boolean {
  return first !== undefined && String.fromCharCode(...first.subarray(0, name.length)) === name;
}

function componentName(line: LogicalLine): string {
  const text = line.byteLength > 200 ? '' : decodeLine(line);
  return text
    .slice(text.indexOf(':') + 1)
    .trim()
    .toUpperCase();
}
