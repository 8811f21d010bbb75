import type { ClassifiedEvent } from '../calendar/counting.ts';
import { roleOf } from '../calendar/counting.ts';
import type { CalendarEvent } from '../calendar/event.ts';
import { intersectIntervals, minutesOfIntervals } from '../calendar/intervals.ts';
import type { Interval } from '../calendar/time.ts';
import { MINUTE } from '../calendar/time.ts';
import { addDays } from '../calendar/time-zone.ts';
import { workingIntervals } from '../calendar/working-hours.ts';
import type { Surroundings } from './move.ts';

type Days = Pick<Surroundings, 'workingHours' | 'holidays'>;

/**
 * Whether this takes working time: then moving it is a move, and it can take the slot of another. A private event does
 * neither, for it changes available time and nothing else. An unsure one does: a correction may still turn it into a
 * selling activity, and until then it is neither asked about nor in any pattern.
 */
export function isActivity(snapshot: ClassifiedEvent): boolean {
  const role = roleOf(snapshot);
  return role === 'counted' || role === 'day';
}

/** All-day events are compared by their floating dates: their instants follow the rep's zone. */
export function sameSlot(a: CalendarEvent, b: CalendarEvent): boolean {
  if (a.allDay !== null && b.allDay !== null)
    return a.allDay.start === b.allDay.start && a.allDay.end === b.allDay.end;
  return a.start === b.start && a.end === b.end;
}

/** Elapsed minutes; of an all-day event the working hours of its days. */
export function activityMinutes(event: CalendarEvent, days: Days): number {
  return minutesWithin(event, { start: event.start, end: event.end }, days);
}

/** The part of those minutes that lies within `bounds`. */
export function minutesWithin(
  event: CalendarEvent,
  bounds: Interval,
  { workingHours, holidays }: Days,
): number {
  const start = Math.max(event.start, bounds.start);
  const end = Math.min(event.end, bounds.end);
  if (end <= start) return 0;
  if (event.allDay === null) return (end - start) / MINUTE;
  const working: Interval[] = [];
  for (let date = event.allDay.start; date < event.allDay.end; date = addDays(date, 1))
    working.push(...workingIntervals(date, workingHours, holidays));
  return minutesOfIntervals(intersectIntervals(working, [{ start, end }]));
}
