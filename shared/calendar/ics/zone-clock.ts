import type { Instant, TimeZone } from '../time.ts';
import { MINUTE } from '../time.ts';
import { atWallClock, dateOfDay, dayOf, wallClock } from '../time-zone.ts';
import { DAY_SECONDS, withinCalendar } from './civil-date.ts';

/**
 * A clock on some wall. Times of it are seconds since 1970-01-01 00:00 by that clock. In a gap the offset before it
 * holds, of a doubled hour it is the first (RFC 5545 3.3.5).
 */
export interface ZoneClock {
  toInstant(wall: number): Instant;
  toWall(instant: Instant): number;
}

export const UTC_CLOCK: ZoneClock = fixedClock(0);

/** `offset` in seconds ahead of UTC. */
export function fixedClock(offset: number): ZoneClock {
  return {
    toInstant: (wall) => (wall - offset) * 1_000,
    toWall: (instant) => Math.floor(instant / 1_000) + offset,
  };
}

export function ianaClock(zone: TimeZone): ZoneClock {
  return {
    toInstant(wanted) {
      const wall = withinCalendar(wanted);
      const day = Math.floor(wall / DAY_SECONDS);
      const seconds = wall - day * DAY_SECONDS;
      return atWallClock(dateOfDay(day), clockText(seconds), zone) + (seconds % 60) * 1_000;
    },
    toWall(wanted) {
      const instant = withinCalendar(wanted / 1_000) * 1_000;
      const { date, minutes } = wallClock(instant, zone);
      return dayOf(date) * DAY_SECONDS + minutes * 60 + Math.floor((instant - minuteBegin(instant)) / 1_000);
    },
  };
}

/** `HH:MM` of seconds since midnight. */
function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function minuteBegin(instant: Instant): Instant {
  return Math.floor(instant / MINUTE) * MINUTE;
}
