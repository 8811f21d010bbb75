import { DAY_SECONDS, dayOfCivil, daysInMonth } from './civil-date.ts';

/** A date or a date and time as a file states it. Wall-clock times are seconds since 1970-01-01 00:00 by that clock. */
export type IcsTime =
  | { readonly kind: 'date'; readonly day: number }
  | { readonly kind: 'utc'; readonly wall: number }
  /** `tzid` null: floating, what the person's own clock shows. */
  | { readonly kind: 'wall'; readonly wall: number; readonly tzid: string | null };

/** A length as RFC 5545 has it: days by the calendar, seconds by the clock. */
export interface IcsDuration {
  readonly days: number;
  readonly seconds: number;
}

const TIME = /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?(\d\d))?(Z)?)?$/i;
const DURATION = /^([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;
/** A length of 1,000 years is no length; sums of such stay exact. */
const LONGEST_DAYS = 366_000;

/** Reads `20261009`, `20261009T090000` or `…Z`; a Z outranks a zone. Null for a date or time that does not exist. */
export function parseIcsTime(text: string, tzid: string | null, isDate: boolean): IcsTime | null {
  const [, year, month, date, hour, minute, second = '0', utc] = TIME.exec(text.trim()) ?? [];
  const day = existingDay(Number(year), Number(month), Number(date));
  if (day === null) return null;
  // "VALUE=DATE" is forgotten by some, and a time is added under it by others.
  if (isDate || hour === undefined) return { kind: 'date', day };
  const seconds = secondsOfDay(Number(hour), Number(minute), Number(second));
  if (seconds === null) return null;
  const wall = day * DAY_SECONDS + seconds;
  return utc === undefined ? { kind: 'wall', wall, tzid } : { kind: 'utc', wall };
}

/** Reads `P1DT2H`, `-PT15M`, `P2W`; null for what is no length. */
export function parseIcsDuration(text: string): IcsDuration | null {
  const match = DURATION.exec(text.trim());
  if (match === null || !/\d/.test(text)) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(2)
    .map((part) => (part === undefined ? 0 : Number(part)));
  const sign = match[1] === '-' ? -1 : 1;
  const whole = { days: sign * (weeks * 7 + days), seconds: sign * (hours * 3_600 + minutes * 60 + seconds) };
  const isSane = Math.abs(whole.days) + Math.abs(whole.seconds) / DAY_SECONDS <= LONGEST_DAYS;
  return isSane ? whole : null;
}

function existingDay(year: number, month: number, day: number): number | null {
  const exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? dayOfCivil(year, month, day) : null;
}

function secondsOfDay(hour: number, minute: number, second: number): number | null {
  if (hour === 24 && minute === 0 && second === 0) return DAY_SECONDS;
  if (hour > 23 || minute > 59 || second > 60) return null;
  // A leap second is the last second of its minute.
  return hour * 3_600 + minute * 60 + Math.min(second, 59);
}
