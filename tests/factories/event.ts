import type { Attendee, CalendarEvent } from '../../shared/calendar/event.ts';
import type { ClassifiedEvent } from '../../shared/calendar/time-split.ts';
import type { Instant, TimeZone } from '../../shared/calendar/time.ts';
import { HOUR } from '../../shared/calendar/time.ts';
import { atWallClock, startOfDay } from '../../shared/calendar/time-zone.ts';
import type { ActivityType, TimeClass } from '../../shared/classification/classification.ts';

export const STOCKHOLM = 'Europe/Stockholm';
/** The person in whose calendar the built events stand. */
export const REP = 'anna.wik@nordvik.example';

/** `at('2026-11-17 10:00')`: what that wall clock means as an instant, in Stockholm unless told otherwise. */
export function at(text: string, zone: TimeZone = STOCKHOLM): Instant {
  return atWallClock(text.slice(0, 10), text.slice(11), zone);
}

/**
 * A busy hour alone on Tuesday 2026-11-17 10:00 in Stockholm, organised by the rep. An event given only a start is
 * an hour long, one given only floating dates gets their midnights in Stockholm, and the instance key follows the id.
 */
export function anEvent(overrides: Partial<CalendarEvent> = {}): CalendarEvent {
  const { allDay } = overrides;
  const id = overrides.id ?? 'event-1';
  const start = overrides.start ?? (allDay ? startOfDay(allDay.start, STOCKHOLM) : at('2026-11-17 10:00'));
  return {
    id,
    instanceKey: id,
    seriesKey: null,
    seriesMasterId: null,
    type: 'singleInstance',
    start,
    end: allDay ? startOfDay(allDay.end, STOCKHOLM) : start + HOUR,
    allDay: null,
    title: 'Ring kundlistan',
    organizer: REP,
    isOrganizer: true,
    attendees: [],
    response: 'organizer',
    showAs: 'busy',
    sensitivity: 'normal',
    isCancelled: false,
    categories: [],
    isOnlineMeeting: false,
    createdAt: null,
    lastModifiedAt: null,
    ...overrides,
  };
}

/** A required attendee who has accepted. */
export function anAttendee(address: string, overrides: Partial<Attendee> = {}): Attendee {
  return {
    address,
    kind: 'required',
    response: 'accepted',
    respondedAt: null,
    proposedNewTime: false,
    ...overrides,
  };
}

/** What makes `anEvent` a meeting that somebody else called and the rep accepted. */
export function invitedBy(organizer: string, overrides: Partial<CalendarEvent> = {}): Partial<CalendarEvent> {
  return {
    organizer,
    isOrganizer: false,
    response: 'accepted',
    attendees: [anAttendee(REP), anAttendee('bo.lind@nordvik.example')],
    ...overrides,
  };
}

const USUAL_ACTIVITY: Readonly<Record<TimeClass, ActivityType>> = {
  selling: 'customer_meeting',
  supporting: 'preparation',
  internal: 'team_meeting',
  ignored: 'marker',
  unsure: 'planning',
};

/** An event with a class; its key is the event's instance key. */
export function classified(
  timeClass: TimeClass,
  overrides: Partial<CalendarEvent> = {},
  activity: ActivityType = USUAL_ACTIVITY[timeClass],
): ClassifiedEvent {
  const event = anEvent(overrides);
  return { key: event.instanceKey, event, class: timeClass, activity };
}
