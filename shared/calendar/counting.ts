import type { ActivityType, TimeClass } from '../classification/classification.ts';
import type { CalendarEvent } from './event.ts';
import { isConfined } from './event.ts';
import type { Interval, TimeZone } from './time.ts';
import { startOfDay } from './time-zone.ts';
import type { Holiday, WorkingHours } from './working-hours.ts';

/** An event with what it was sorted as. `key` names the activity: the same before and after a move. */
export interface ClassifiedEvent {
  readonly key: string;
  readonly event: CalendarEvent;
  readonly class: TimeClass;
  readonly activity: ActivityType;
}

/** Whose time is counted, and when that person works. Days and weeks are those of the working hours' zone. */
export interface CountingSettings {
  readonly workingHours: WorkingHours;
  readonly holidays: readonly Holiday[];
}

/**
 * What an event does to the time of its owner (domain §4): it takes its own minutes (`counted`), the rest of its days'
 * working hours (`day`), makes the owner unavailable (`absence`, `private`, `break`), or nothing.
 */
export type Role = 'counted' | 'day' | 'absence' | 'private' | 'break' | 'nothing';

/** State comes first: nothing that is cancelled, declined or shown as free has any effect. */
export function roleOf({ event, class: timeClass, activity }: ClassifiedEvent): Role {
  if (event.isCancelled || event.response === 'declined' || event.showAs === 'free') return 'nothing';
  const isPrivate = isConfined(event) || (timeClass === 'ignored' && activity === 'private');
  // A day marked as worked elsewhere says where somebody works, also where the entry is private.
  if (isPrivate) return event.allDay && event.showAs === 'workingElsewhere' ? 'nothing' : 'private';
  if (event.showAs === 'oof') return 'absence';
  if (timeClass === 'ignored') return activity === 'break' && !event.allDay ? 'break' : 'nothing';
  if (event.allDay === null) return 'counted';
  const isBusy = event.showAs === 'busy' || event.showAs === 'unknown';
  return isBusy && timeClass !== 'unsure' ? 'day' : 'nothing';
}

/** How many ranks `presenceOf` knows. */
export const PRESENCE_RANKS = 6;

/**
 * How surely the owner is there, 0–5, to settle overlaps: with other people before alone, then organizer or accepted
 * before tentative before no answer.
 */
export function presenceOf(event: CalendarEvent): number {
  return (isWithOthers(event) ? 3 : 0) + certaintyOf(event);
}

/** Rooms are not people, and the owner is not another. */
function isWithOthers(event: CalendarEvent): boolean {
  if (!event.isOrganizer && event.organizer !== null) return true;
  const people = event.attendees.filter(
    ({ kind, address, response }) =>
      kind !== 'resource' && response !== 'organizer' && address !== event.organizer,
  );
  // Where an export names no organizer, one of the people invited is the owner.
  return people.length > (event.isOrganizer ? 0 : 1);
}

function certaintyOf(event: CalendarEvent): number {
  if (event.isOrganizer || event.response === 'organizer' || event.response === 'accepted') return 2;
  return event.response === 'tentativelyAccepted' ? 1 : 0;
}

/** The event's time; the floating dates of an all-day event are read in `zone`. */
export function spanOf(event: CalendarEvent, zone: TimeZone): Interval {
  if (event.allDay === null) return { start: event.start, end: event.end };
  return { start: startOfDay(event.allDay.start, zone), end: startOfDay(event.allDay.end, zone) };
}
