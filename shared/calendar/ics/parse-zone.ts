import type { ContentLine } from './content-line.ts';
import { DAY_SECONDS } from './civil-date.ts';
import type { IcsObservance, IcsZone } from './ics-calendar.ts';
import { parseIcsTime } from './ics-time.ts';
import { parseRecurrenceRule } from './recurrence-rule.ts';

const MOST_OBSERVANCE_DATES = 1_000;

/** Reads a VTIMEZONE; null where it has no name. Parts of it that cannot be read are no parts. */
export function parseZone(
  lines: readonly ContentLine[],
  parts: readonly (readonly ContentLine[])[],
): IcsZone | null {
  const name = lines.find((line) => line.name === 'TZID')?.values[0]?.trim();
  if (name === undefined || name === '') return null;
  return { name, observances: parts.map(parseObservance).filter((part) => part !== null) };
}

function parseObservance(lines: readonly ContentLine[]): IcsObservance | null {
  const valueOf = (name: string): string | null =>
    lines.find((line) => line.name === name)?.values[0] ?? null;
  const start = wallOf(valueOf('DTSTART'));
  const offsetTo = parseOffset(valueOf('TZOFFSETTO'));
  if (start === null || offsetTo === null) return null;
  const rule = valueOf('RRULE');
  return {
    start,
    offsetTo,
    offsetFrom: parseOffset(valueOf('TZOFFSETFROM')) ?? offsetTo,
    rule: rule === null ? null : parseRecurrenceRule(rule),
    dates: lines
      .filter((line) => line.name === 'RDATE')
      .flatMap((line) => line.values[0]?.split(',', MOST_OBSERVANCE_DATES) ?? [])
      .map(wallOf)
      .filter((wall) => wall !== null),
  };
}

function wallOf(text: string | null): number | null {
  const time = text === null ? null : parseIcsTime(text, null, false);
  if (time === null) return null;
  return time.kind === 'date' ? time.day * DAY_SECONDS : time.wall;
}

/** Seconds of `+0100`, `-0330` or `+005306`. */
function parseOffset(text: string | null): number | null {
  const [, sign, hours, minutes, seconds = '0'] =
    /^([+-])(\d\d):?([0-5]\d)(?::?([0-5]\d))?$/.exec(text?.trim() ?? '') ?? [];
  if (hours === undefined || Number(hours) > 23) return null;
  const size = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -size : size;
}
