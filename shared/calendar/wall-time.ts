import type { Instant, LocalDate, TimeZone } from './time.ts';
import { HOUR, MINUTE } from './time.ts';
import { atWallClock } from './time-zone.ts';

/** A date and time as Graph writes it: what a clock shows, and which clock only where it says so. */
export interface WallTime {
  readonly date: LocalDate;
  /** `HH:MM` */
  readonly time: string;
  /** What comes on top of the whole minute, in milliseconds. */
  readonly rest: number;
  /** Milliseconds ahead of UTC; null where the text has no offset, as nearly always. */
  readonly offset: number | null;
}

const SHAPE = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?$/;

/** Reads `2026-11-17T09:00:00.0000000`, with or without fraction and offset; null for what is no such time. */
export function readWallTime(text: string): WallTime | null {
  const [, date, time, seconds = '00', fraction = '', offset] = SHAPE.exec(text) ?? [];
  if (date === undefined || time === undefined) return null;
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const canonical = `${date}T${time}:${seconds}.${milliseconds}Z`;
  const read = Date.parse(canonical);
  // Engines read 30 February as 2 March and 24:00 as the next midnight.
  if (Number.isNaN(read) || new Date(read).toISOString() !== canonical) return null;
  return {
    date,
    time,
    rest: Number(seconds) * 1_000 + Number(milliseconds),
    offset: offset === undefined ? null : readOffset(offset),
  };
}

/** Exchange writes "never" as year 1. */
export function isNoDate(wall: WallTime): boolean {
  return wall.date.startsWith('0001-');
}

/** The instant; `zone` matters only where the text itself has no offset. */
export function instantOf(wall: WallTime, zone: TimeZone): Instant {
  if (wall.offset === null) return atWallClock(wall.date, wall.time, zone) + wall.rest;
  return atWallClock(wall.date, wall.time, 'UTC') + wall.rest - wall.offset;
}

function readOffset(text: string): number {
  if (text === 'Z') return 0;
  const size = Number(text.slice(1, 3)) * HOUR + Number(text.slice(4, 6)) * MINUTE;
  return text.startsWith('-') ? -size : size;
}
