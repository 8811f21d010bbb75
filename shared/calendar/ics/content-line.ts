import ICAL from 'ical.js';
import type { LogicalLine } from './logical-lines.ts';

/** One property with its parameters; names in upper case, texts without their escapes. */
export interface ContentLine {
  readonly number: number;
  readonly name: string;
  readonly params: ReadonlyMap<string, string>;
  /** The parts of a list of texts; one value of everything else. */
  readonly values: readonly string[];
}

const COLON = 0x3a;
const SEMICOLON = 0x3b;
const NAME = /^[A-Z0-9-]{1,80}$/;
const LONGEST_NAME = 80;

/**
 * Dates and rules are left as they stand: the parser lets 30 February roll over, and throws a whole list away for one
 * bad date in it. Texts and parameters are its work.
 */
const AS_WRITTEN: Parameters<typeof ICAL.parse.property>[1] = {
  value: { text: Reflect.get(ICAL.design.icalendar.value, 'text') },
  param: ICAL.design.icalendar.param,
  property: {
    uid: { defaultType: 'text' },
    tzid: { defaultType: 'text' },
    summary: { defaultType: 'text' },
    'x-wr-calname': { defaultType: 'text' },
    categories: { defaultType: 'text', multiValue: ',' },
  },
  propertyGroups: false,
};

/**
 * The name of the property on a line, in upper case, without decoding the line; null where there is no name or no
 * colon, as in what is left of a value with a raw line break in it.
 */
export function nameOfLine({ parts }: LogicalLine): string | null {
  let name = '';
  for (const part of parts) {
    for (const byte of part) {
      if (byte === COLON) return checkedName(name);
      if (byte === SEMICOLON) return parts.some((rest) => rest.includes(COLON)) ? checkedName(name) : null;
      if (name.length > LONGEST_NAME) return null;
      name += String.fromCharCode(byte);
    }
  }
  return null;
}

/** Reads an unfolded line; null where it is broken. */
export function parseContentLine(text: string, number: number): ContentLine | null {
  try {
    const read: unknown = ICAL.parse.property(withQuotedZone(text), AS_WRITTEN);
    if (!Array.isArray(read)) return null;
    const [name, params, type, ...values]: readonly unknown[] = read;
    return {
      number,
      name: String(name).toUpperCase(),
      params: paramsOf(params, String(type)),
      values: values.map(String),
    };
  } catch {
    // A parser error is the answer "broken"; the caller reports line and event.
    return null;
  }
}

function checkedName(name: string): string | null {
  // Files that were joined carry a byte order mark (EF BB BF) in their middle.
  const plain = name
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trim()
    .toUpperCase();
  return NAME.test(plain) ? plain : null;
}

function paramsOf(params: unknown, type: string): ReadonlyMap<string, string> {
  const read = new Map<string, string>();
  for (const [name, value] of Object.entries(params ?? {})) read.set(name.toUpperCase(), String(value));
  // The parser moves VALUE from the parameters to a place of its own.
  if (type !== 'unknown' && type !== 'text') read.set('VALUE', type.toUpperCase());
  return read;
}

/** Longer lines are lists, and looking for a colon in them takes its time. */
const LONGEST_UNQUOTED = 2_000;

/** `DTSTART;TZID=(UTC+01:00) Berlin:2026…`: a colon in an unquoted zone would end the parameters. */
function withQuotedZone(text: string): string {
  if (text.length > LONGEST_UNQUOTED) return text;
  const parts = /^([^":]*;TZID=)([^";]*:[^";]*?)((?:;[^":]*)?:\d{8}[\dTZ,]*)$/i.exec(text);
  const [, before, zone, after] = parts ?? [];
  return before === undefined || zone === undefined ? text : `${before}"${zone}"${after ?? ''}`;
}
