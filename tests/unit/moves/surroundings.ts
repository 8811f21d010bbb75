import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import type { Instant } from '../../../shared/calendar/time.ts';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import type { ActivityType, TimeClass } from '../../../shared/classification/classification.ts';
import type { ActivityChange } from '../../../shared/moves/detect-move.ts';
import type { ActivitySnapshot, StandingEvent, Surroundings } from '../../../shared/moves/move.ts';
import { anAttendee, anEvent, at, classified, REP, STOCKHOLM } from '../../factories/event.ts';

export const MANAGER = 'mia.chef@nordvik.example';
export const COLLEAGUE = 'bo.lind@nordvik.example';
export const CUSTOMER = 'eva.strand@nordlast.example';

/** Anna Wik at Nordvik, Monday to Friday 08–17 in Stockholm, under Mia, with an empty calendar. */
export function surroundings(overrides: Partial<Surroundings> = {}): Surroundings {
  return {
    self: REP,
    ownDomains: ['nordvik.example'],
    reportingLine: [MANAGER, 'vd@nordvik.example'],
    freeMail: (domain) => domain === 'gmail.com',
    workingHours: defaultWorkingHours(STOCKHOLM),
    holidays: [],
    now: at('2026-11-18 12:10'),
    calendar: [],
    ...overrides,
  };
}

/** A demo with a customer on Thursday 2026-11-19 10–11, called by the rep. */
export function demo(overrides: Partial<CalendarEvent> = {}): ActivitySnapshot {
  return snapshot('selling', {
    id: 'demo',
    title: 'Demo Nordlast',
    start: at('2026-11-19 10:00'),
    end: at('2026-11-19 11:00'),
    attendees: [anAttendee(CUSTOMER)],
    ...overrides,
  });
}

export function snapshot(
  timeClass: TimeClass,
  overrides: Partial<CalendarEvent> = {},
  activity?: ActivityType,
): ActivitySnapshot {
  return { ...classified(timeClass, overrides, activity), confidence: 0.95 };
}

export function standing(activity: ActivitySnapshot, bookedAt: Instant): StandingEvent {
  return { ...activity, bookedAt };
}

/** The activity with other times, the rest as it was. */
export function movedTo(activity: ActivitySnapshot, start: string, end: string): ActivitySnapshot {
  return { ...activity, event: anEvent({ ...activity.event, start: at(start), end: at(end) }) };
}

/** A change seen on Wednesday 2026-11-18 at noon. */
export function changeOf(
  first: ActivitySnapshot,
  last: ActivitySnapshot | null,
  overrides: Partial<ActivityChange> = {},
): ActivityChange {
  const firstChangeAt = at('2026-11-18 12:00');
  return { first, last, firstChangeAt, lastChangeAt: firstChangeAt, goneEvidence: null, ...overrides };
}
