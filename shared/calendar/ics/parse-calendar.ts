import type { ContentLine } from './content-line.ts';
import type { IcsCalendar, IcsWorkingHours, IcsZone } from './ics-calendar.ts';
import { parseIcsTime, type IcsTime } from './ics-time.ts';
import { addressOf, plainAddress } from './person.ts';

/** The properties of a VCALENDAR that are read. */
export const CALENDAR_PROPERTIES: ReadonlySet<string> = new Set([
  'METHOD',
  'X-WR-TIMEZONE',
  'X-WR-CALNAME',
  'X-OWNER',
  'X-CALEND',
  'X-CLIPSTART',
  'X-CLIPEND',
  'X-MS-OLK-WKHRSTART',
  'X-MS-OLK-WKHREND',
  'X-MS-OLK-WKHRDAYS',
]);

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Reads what a VCALENDAR says of itself; its properties may stand after its events. */
export function parseCalendar(
  lines: readonly ContentLine[],
  zones: ReadonlyMap<string, IcsZone>,
  file: string,
  line: number,
): IcsCalendar {
  const lineOf = (name: string): ContentLine | undefined => lines.find((each) => each.name === name);
  const textOf = (name: string): string | null => lineOf(name)?.values[0]?.trim() || null;
  const timeOf = (name: string): IcsTime | null => parseIcsTime(textOf(name) ?? '', null, false);
  const ownerLine = lineOf('X-OWNER');
  const name = textOf('X-WR-CALNAME');
  return {
    file,
    line,
    method: textOf('METHOD')?.toUpperCase() ?? null,
    timeZone: textOf('X-WR-TIMEZONE'),
    name: name === null ? null : plainAddress(name),
    owner: ownerLine === undefined ? null : addressOf(ownerLine),
    from: timeOf('X-CLIPSTART'),
    to: timeOf('X-CLIPEND'),
    lastEnd: timeOf('X-CALEND'),
    workingHours: parseWorkingHours(
      textOf('X-MS-OLK-WKHRSTART'),
      textOf('X-MS-OLK-WKHREND'),
      textOf('X-MS-OLK-WKHRDAYS'),
    ),
    zones,
  };
}

function parseWorkingHours(
  start: string | null,
  end: string | null,
  days: string | null,
): IcsWorkingHours | null {
  const from = clockOf(start);
  const to = clockOf(end);
  const weekdays = (days ?? '')
    .toUpperCase()
    .split(',')
    .map((day) => WEEKDAYS.indexOf(day.trim()) + 1)
    .filter((day) => day > 0);
  if (from === null || to === null || to <= from || weekdays.length === 0) return null;
  return { from, to, days: weekdays };
}

function clockOf(text: string | null): string | null {
  const [, hour, minute] = /^([01]\d|2[0-3])([0-5]\d)\d\d$/.exec(text ?? '') ?? [];
  return hour === undefined || minute === undefined ? null : `${hour}:${minute}`;
}
