import type { CalendarEvent } from '../event.ts';
import { DAY, type Instant, type LocalDate } from '../time.ts';
import { dateOfDay } from '../time-zone.ts';
import { DAY_SECONDS, withinCalendar } from './civil-date.ts';
import type { IcsCalendar, IcsEnd, IcsEvent } from './ics-calendar.ts';
import type { IcsTime } from './ics-time.ts';
import type { ZoneResolver } from './resolve-zone.ts';
import type { ZoneClock } from './zone-clock.ts';

/** How long: so much by the clock on the wall, days first where there are any, or so much elapsed time. */
type Length =
  | { readonly kind: 'wall'; readonly seconds: number }
  | { readonly kind: 'elapsed'; readonly milliseconds: number };

/** Where an event stands: on which clock, from when on it (in wall-clock seconds), for how long. */
export interface Placement {
  /** Whole days stand on no clock and never go through an instant; `clock` is then the person's. */
  readonly isAllDay: boolean;
  readonly start: number;
  readonly clock: ZoneClock;
  readonly length: Length;
  /** The end does not come after the start; the length is 0. */
  readonly isInverted: boolean;
}

/** Which occurrence of a series: its own start before any change, or whichever is on a day. */
export type Position =
  /** An instant; of whole days the midnight in UTC. */
  { readonly at: Instant } | { readonly day: number };

export function placeEvent(event: IcsEvent, start: IcsTime, zones: ZoneResolver): Placement {
  return placeAllDay(event, start, zones) ?? placeTimed(event, start, zones);
}

/** The times of an occurrence that starts at `start` on the clock of the placement. */
export function timesAt(
  { isAllDay, clock, length }: Placement,
  start: number,
): Pick<CalendarEvent, 'start' | 'end' | 'allDay'> {
  const begin = clock.toInstant(start);
  if (length.kind === 'elapsed') return { start: begin, end: begin + length.milliseconds, allDay: null };
  const last = start + length.seconds;
  const end = Math.max(begin, clock.toInstant(last));
  if (!isAllDay) return { start: begin, end, allDay: null };
  return { start: begin, end, allDay: { start: dateOn(start), end: dateOn(last) } };
}

/** The date that the clock shows with a wall-clock time. */
export function dateOn(wall: number): LocalDate {
  return dateOfDay(Math.floor(withinCalendar(wall) / DAY_SECONDS));
}

/** The same for one occurrence that has an end of its own. */
export function withEnd(
  placement: Placement,
  start: number,
  end: IcsEnd,
  calendar: IcsCalendar,
  zones: ZoneResolver,
): Placement {
  if (placement.isAllDay) {
    const days = wholeDays(end, Math.floor(start / DAY_SECONDS), zones);
    return { ...placement, length: { kind: 'wall', seconds: Math.max(1, days) * DAY_SECONDS } };
  }
  const begin = placement.clock.toInstant(start);
  const until =
    end.kind === 'time'
      ? zones
          .clockOf(end.time, calendar)
          .toInstant(end.time.kind === 'date' ? end.time.day * DAY_SECONDS : end.time.wall)
      : begin;
  const elapsed =
    end.kind === 'length' ? (end.length.days * DAY_SECONDS + end.length.seconds) * 1_000 : until - begin;
  return { ...placement, length: { kind: 'elapsed', milliseconds: Math.max(0, elapsed) } };
}

/** The occurrence that begins at `start` on the clock of its series. */
export function instantIn({ isAllDay, clock }: Placement, start: number): Instant {
  return isAllDay ? Math.floor(start / DAY_SECONDS) * DAY : clock.toInstant(start);
}

/**
 * What RECURRENCE-ID, EXDATE or RDATE mean in a series: they may be UTC, of another zone or a mere date, and what has no zone
 * has that of the series.
 */
export function positionIn(
  time: IcsTime,
  series: Placement,
  calendar: IcsCalendar,
  zones: ZoneResolver,
): Position {
  if (series.isAllDay) return { at: dayOf(time, zones) * DAY };
  if (time.kind === 'date') return { day: time.day };
  const isOpen = time.kind === 'wall' && time.tzid === null;
  return { at: (isOpen ? series.clock : zones.clockOf(time, calendar)).toInstant(time.wall) };
}

/** The wall clock of the series at a position; of a day its midnight. */
export function wallOf(position: Position, series: Placement): number {
  if ('day' in position) return position.day * DAY_SECONDS;
  return series.isAllDay ? position.at / 1_000 : series.clock.toWall(position.at);
}

function placeAllDay(event: IcsEvent, start: IcsTime, zones: ZoneResolver): Placement | null {
  const first = start.kind === 'date' ? start.day : markedDay(event, start, zones);
  if (first === null) return null;
  const days = wholeDays(event.end, first, zones);
  return {
    isAllDay: true,
    start: first * DAY_SECONDS,
    clock: zones.personal,
    // A day that ends when it begins is that day.
    length: { kind: 'wall', seconds: Math.max(1, days) * DAY_SECONDS },
    isInverted: days < 0,
  };
}

/** The day of an event that Outlook marked as all-day, if it runs from midnight to midnight on its own or the person's clock. */
function markedDay(
  { isMarkedAllDay, end }: IcsEvent,
  start: Exclude<IcsTime, { kind: 'date' }>,
  zones: ZoneResolver,
): number | null {
  if (!isMarkedAllDay) return null;
  const walls = [start, ...(end.kind === 'time' && end.time.kind !== 'date' ? [end.time] : [])];
  const isMidnight = ({ wall }: { readonly wall: number }): boolean => wall % DAY_SECONDS === 0;
  if (walls.every(isMidnight)) return start.wall / DAY_SECONDS;
  const own = walls.map((time) => ({
    wall: time.kind === 'utc' ? zones.personal.toWall(time.wall * 1_000) : time.wall,
  }));
  return own.every(isMidnight) ? (own[0]?.wall ?? 0) / DAY_SECONDS : null;
}

function wholeDays(end: IcsEnd, first: number, zones: ZoneResolver): number {
  if (end.kind === 'none') return 0;
  if (end.kind === 'time') return dayOf(end.time, zones) - first;
  return end.length.days + Math.floor(end.length.seconds / DAY_SECONDS);
}

/** The day of a time that belongs to whole days. Midnights are dates, whoever's; other UTC times are read by the person. */
function dayOf(time: IcsTime, zones: ZoneResolver): number {
  if (time.kind === 'date') return time.day;
  const isForeign = time.kind === 'utc' && time.wall % DAY_SECONDS !== 0;
  return Math.floor((isForeign ? zones.personal.toWall(time.wall * 1_000) : time.wall) / DAY_SECONDS);
}

function placeTimed(event: IcsEvent, start: IcsTime, zones: ZoneResolver): Placement {
  const clock = zones.clockOf(start, event.calendar);
  const wall = start.kind === 'date' ? start.day * DAY_SECONDS : start.wall;
  const length = lengthOf(event.end, { time: start, wall, clock }, event.calendar, zones);
  const size = length.kind === 'wall' ? length.seconds : length.milliseconds;
  const isTimed = event.end.kind === 'time';
  return {
    isAllDay: false,
    start: wall,
    clock,
    length: size > 0 ? length : { kind: 'wall', seconds: 0 },
    isInverted: size < 0 || (size === 0 && isTimed),
  };
}

/**
 * By the wall clock where start and end are on the same one, as calendars show it: a shift from 22:00 to 06:00 ends at 06:00
 * also in the night in which the clock goes back.
 */
function lengthOf(
  end: IcsEnd,
  start: { readonly time: IcsTime; readonly wall: number; readonly clock: ZoneClock },
  calendar: IcsCalendar,
  zones: ZoneResolver,
): Length {
  if (end.kind === 'none') return { kind: 'wall', seconds: 0 };
  if (end.kind === 'length') {
    const { days, seconds } = end.length;
    // Days by the calendar, the rest by the clock (RFC 5545 3.3.6); of a rest alone nothing is nominal.
    if (days === 0) return { kind: 'elapsed', milliseconds: seconds * 1_000 };
    return { kind: 'wall', seconds: days * DAY_SECONDS + seconds };
  }
  if (end.time.kind === 'date') return { kind: 'wall', seconds: end.time.day * DAY_SECONDS - start.wall };
  if (isSameClock(start.time, end.time)) return { kind: 'wall', seconds: end.time.wall - start.wall };
  const endInstant = zones.clockOf(end.time, calendar).toInstant(end.time.wall);
  return { kind: 'elapsed', milliseconds: endInstant - start.clock.toInstant(start.wall) };
}

function isSameClock(a: IcsTime, b: IcsTime): boolean {
  if (a.kind === 'wall' && b.kind === 'wall') return a.tzid === b.tzid;
  return a.kind === b.kind;
}
