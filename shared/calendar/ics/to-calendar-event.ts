import { isConfined, type Attendee, type CalendarEvent, type Response } from '../event.ts';
import { instanceKeyOf, seriesKeyOf, type EventIdentity } from '../identity.ts';
import type { TimeZone } from '../time.ts';
import { toLocalDate } from '../time-zone.ts';
import type { Occurrence } from './expand-series.ts';

export interface Owner {
  /** Lower case; null where nothing says whose calendar it is. */
  readonly address: string | null;
  readonly timeZone: TimeZone;
}

/** Strongest first: what the owner said in one of two lines for the same address. */
const SAID: readonly Response[] = ['declined', 'accepted', 'tentativelyAccepted'];

/** An occurrence as an event of its owner's calendar; of a confined one only the busy time is kept. */
export function toCalendarEvent(occurrence: Occurrence, owner: Owner): CalendarEvent {
  const { event, times, type } = occurrence;
  const isOrganizer = isOrganizedBy(occurrence, owner);
  const identity = identityOf(occurrence, owner);
  const read: CalendarEvent = {
    id: identity.id,
    instanceKey: instanceKeyOf(identity),
    seriesKey: seriesKeyOf(identity),
    seriesMasterId: identity.seriesMasterId,
    type,
    ...times,
    title: event.title,
    organizer: event.organizer ?? (isOrganizer ? owner.address : null),
    isOrganizer,
    attendees: event.attendees,
    response: isOrganizer ? 'organizer' : responseOf(event.attendees, owner.address),
    showAs: event.showAs,
    sensitivity: event.sensitivity,
    isCancelled: event.isCancelled,
    categories: event.categories,
    isOnlineMeeting: event.isOnlineMeeting,
    createdAt: event.createdAt,
    lastModifiedAt: event.lastModifiedAt,
  };
  return isConfined(read) ? withBusyTimeOnly(read) : read;
}

/**
 * Outlook's exports often leave the organizer out. Who has a meeting without one in the calendar, and is not among those
 * invited, called it; so is an appointment that names nobody one's own.
 */
function isOrganizedBy({ event }: Occurrence, { address }: Owner): boolean {
  if (event.organizer !== null) return event.organizer === address;
  if (event.attendees.length === 0) return true;
  return address !== null && event.attendees.every((attendee) => attendee.address !== address);
}

function responseOf(attendees: readonly Attendee[], address: string | null): Response {
  const own = attendees.filter((attendee) => attendee.address === address).map(({ response }) => response);
  return SAID.find((response) => own.includes(response)) ?? own[0] ?? 'none';
}

function withBusyTimeOnly(event: CalendarEvent): CalendarEvent {
  return { ...event, title: '', organizer: null, attendees: [], categories: [], isOnlineMeeting: false };
}

function identityOf({ event, times, type, originalDate }: Occurrence, owner: Owner): EventIdentity {
  const place = event.uid ?? `${event.calendar.file}:${event.line}`;
  const startDate = times.allDay?.start ?? toLocalDate(times.start, owner.timeZone);
  return {
    mailbox: owner.address ?? '',
    id: `${place}|${times.start}`,
    type,
    seriesMasterId: type === 'singleInstance' ? null : place,
    uid: event.uid,
    iCalUId: null,
    occurrenceId: null,
    originalStartDate: originalDate,
    startDate,
  };
}
