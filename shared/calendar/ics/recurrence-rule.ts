import ICAL from 'ical.js';
import { parseIcsTime, type IcsTime } from './ics-time.ts';

export const FREQUENCIES = [
  'YEARLY',
  'MONTHLY',
  'WEEKLY',
  'DAILY',
  'HOURLY',
  'MINUTELY',
  'SECONDLY',
] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** `BYDAY`: each such weekday (`nth` 0), or the nth of the month or year, from its end where negative. */
export interface WeekdayOf {
  readonly weekday: number;
  readonly nth: number;
}

/** RFC 5545 3.3.10. Weekdays are ISO: 1 = Monday. Lists are in order; empty where the part is missing. */
export interface RecurrenceRule {
  readonly text: string;
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  /** Inclusive. */
  readonly until: IcsTime | null;
  readonly weekStart: number;
  readonly months: readonly number[];
  readonly weeks: readonly number[];
  readonly yearDays: readonly number[];
  readonly monthDays: readonly number[];
  readonly weekdays: readonly WeekdayOf[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  readonly positions: readonly number[];
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** Calendars of other peoples (RFC 7529) would need their months; read as ours they would fall on wrong days. */
const FOREIGN = new Set(['RSCALE', 'SKIP']);

/** Reads an RRULE value; null where no rule can be made of it. An empty part is no part. */
export function parseRecurrenceRule(text: string): RecurrenceRule | null {
  const parts = text
    .trim()
    .toUpperCase()
    .split(';')
    .map((part) => part.trim())
    .filter((part) => /^[A-Z-]+=./.test(part));
  if (parts.some((part) => FOREIGN.has(part.slice(0, part.indexOf('='))))) return null;
  const until = parts.find((part) => part.startsWith('UNTIL='))?.slice('UNTIL='.length) ?? null;
  const end = until === null ? null : parseIcsTime(until, null, false);
  if (until !== null && end === null) return null;
  const rule = readParts(parts.filter((part) => !part.startsWith('UNTIL=')).join(';'));
  return rule === null ? null : { ...rule, text, until: end };
}

function readParts(text: string): Omit<RecurrenceRule, 'text' | 'until'> | null {
  try {
    const recur = ICAL.Recur.fromString(text);
    const frequency = FREQUENCIES.find((name) => name === recur.freq);
    if (frequency === undefined) return null;
    const count = recur.count ?? null;
    if (count !== null && count < 1) return null;
    const weekdays = (recur.parts.BYDAY ?? []).map(weekdayOf);
    const numbers = (values: readonly number[] | undefined): readonly number[] =>
      (values ?? []).toSorted((a, b) => a - b);
    const { BYMONTHDAY, BYYEARDAY, BYWEEKNO, BYSETPOS } = recur.parts;
    if ([BYMONTHDAY, BYYEARDAY, BYWEEKNO, BYSETPOS].some((values) => values?.includes(0))) return null;
    return {
      frequency,
      interval: Math.max(1, recur.interval ?? 1),
      count,
      weekStart: weekStartOf(text),
      months: numbers(recur.parts.BYMONTH),
      weeks: numbers(BYWEEKNO),
      yearDays: numbers(BYYEARDAY),
      monthDays: numbers(BYMONTHDAY),
      weekdays,
      hours: numbers(recur.parts.BYHOUR),
      minutes: numbers(recur.parts.BYMINUTE),
      seconds: numbers(recur.parts.BYSECOND?.filter((second) => second < 60)),
      positions: numbers(BYSETPOS),
    };
  } catch {
    // The parser's words for a bad part; the caller reports the rule as it stands.
    return null;
  }
}

function weekdayOf(text: string): WeekdayOf {
  return { weekday: WEEKDAYS.indexOf(text.slice(-2)) + 1, nth: Number(text.slice(0, -2)) };
}

/** Monday where nothing is said; Outlook says Sunday. */
function weekStartOf(text: string): number {
  const named = /(?:^|;)WKST=([A-Z]{2})(?:;|$)/.exec(text)?.[1];
  return named === undefined ? 1 : WEEKDAYS.indexOf(named) + 1;
}
