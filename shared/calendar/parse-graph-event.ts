import type { Attendee, CalendarEvent, Response } from './event.ts';
import { isConfined } from './event.ts';
import type { GraphEvent } from './graph-event-schema.ts';
import { graphEvent } from './graph-event-schema.ts';
import type { EventIdentity } from './identity.ts';
import { instanceKeyOf, seriesKeyOf } from './identity.ts';
import type { Instant, LocalDate, TimeZone } from './time.ts';
import { addDays, startOfDay, toLocalDate } from './time-zone.ts';
import { instantOf } from './wall-time.ts';
import { toIanaZone } from './windows-zone.ts';

/**
 * What is asked for with `$select`. Neither body, place nor attachments; `uid` is read where it comes by itself, but not
 * asked for, because a property that a version of Graph does not know refuses the whole request.
 */
export const EVENT_FIELDS: readonly string[] = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'type',
  'seriesMasterId',
  'occurrenceId',
  'iCalUId',
  'originalStart',
  'originalStartTimeZone',
  'subject',
  'sensitivity',
  'showAs',
  'isAllDay',
  'isCancelled',
  'isOrganizer',
  'isOnlineMeeting',
  'responseStatus',
  'organizer',
  'attendees',
  'categories',
  'start',
  'end',
];

export interface EventContext {
  /** The address of the person whose calendar it is. */
  readonly self: string;
  /** That person's mailbox, as events without an iCalendar id are told apart by it. */
  readonly mailbox: string;
  /** In which floating dates are read, and which stands in for zones that nobody can name. */
  readonly timeZone: TimeZone;
}

/** An event that cannot be read. Names the field and the event's id, and never what stood there. */
export class UnreadableEvent extends Error {
  readonly code = 'unreadable_event';
  readonly action = 'Read the event again; if it stays unreadable, report the field with the event id.';
  readonly field: string;
  readonly eventId: string | null;

  constructor(field: string, eventId: string | null) {
    super(`The field "${field}" of event ${eventId ?? 'without an id'} cannot be read`);
    this.name = 'UnreadableEvent';
    this.field = field;
    this.eventId = eventId;
  }
}

/**
 * Reads one row of a calendar view or one event as Graph sends it; a delta's occurrence stub must have been completed
 * from its master before. Of a private, personal or confidential event only the busy time is kept.
 * Throws `UnreadableEvent`.
 */
export function parseGraphEvent(raw: unknown, context: EventContext): CalendarEvent {
  const parsed = graphEvent.safeParse(raw);
  if (!parsed.success) {
    throw new UnreadableEvent(parsed.error.issues[0]?.path.join('.') || 'event', idOf(raw));
  }
  const row = parsed.data;
  const type = row.type ?? (row.seriesMasterId === null ? 'singleInstance' : 'occurrence');
  const times = timesOf(row, context.timeZone);
  const identity = identityOf(row, type, times, context);
  const self = context.self.trim().toLowerCase();
  const isOrganizer = row.isOrganizer ?? (row.organizer === null || row.organizer === self);
  const event: CalendarEvent = {
    id: row.id,
    instanceKey: instanceKeyOf(identity),
    seriesKey: seriesKeyOf(identity),
    seriesMasterId: row.seriesMasterId,
    type,
    ...times,
    title: row.subject,
    organizer: row.organizer,
    isOrganizer,
    attendees: row.attendees,
    response: row.responseStatus?.response ?? impliedResponse(row.attendees, isOrganizer, self),
    showAs: row.showAs,
    sensitivity: row.sensitivity,
    isCancelled: row.isCancelled,
    categories: row.categories,
    isOnlineMeeting: row.isOnlineMeeting,
    createdAt: row.createdDateTime,
    lastModifiedAt: row.lastModifiedDateTime,
  };
  return isConfined(event) ? withBusyTimeOnly(event) : event;
}

/** What stands in nobody's calendar but the busy time: no title, nobody's address, no category (domain R5). */
function withBusyTimeOnly(event: CalendarEvent): CalendarEvent {
  return { ...event, title: '', organizer: null, attendees: [], categories: [], isOnlineMeeting: false };
}

function impliedResponse(attendees: readonly Attendee[], isOrganizer: boolean, self: string): Response {
  if (isOrganizer) return 'organizer';
  return attendees.find((attendee) => attendee.address === self)?.response ?? 'none';
}

type Times = Pick<CalendarEvent, 'start' | 'end' | 'allDay'>;

function timesOf(row: GraphEvent, timeZone: TimeZone): Times {
  if (row.isAllDay) {
    const start = floatingDate(row.start, timeZone);
    const end = floatingDate(row.end, timeZone);
    const allDay = { start, end: end > start ? end : addDays(start, 1) };
    return { start: startOfDay(allDay.start, timeZone), end: startOfDay(allDay.end, timeZone), allDay };
  }
  const start = zonedInstant(row.start, timeZone);
  const end = zonedInstant(row.end, timeZone);
  if (end < start) throw new UnreadableEvent('end', row.id);
  return { start, end, allDay: null };
}

function zonedInstant(time: GraphEvent['start'], fallback: TimeZone): Instant {
  return instantOf(time.dateTime, toIanaZone(time.timeZone, fallback));
}

/** Midnights of an all-day event float, whatever their label says; a time that is no midnight does mean an instant. */
function floatingDate(time: GraphEvent['start'], timeZone: TimeZone): LocalDate {
  const { dateTime } = time;
  if (dateTime.time === '00:00' && dateTime.rest === 0) return dateTime.date;
  return toLocalDate(zonedInstant(time, timeZone), timeZone);
}

function identityOf(
  row: GraphEvent,
  type: CalendarEvent['type'],
  times: Times,
  context: EventContext,
): EventIdentity {
  const seriesZone = row.isAllDay ? 'UTC' : toIanaZone(row.originalStartTimeZone ?? '', context.timeZone);
  return {
    mailbox: context.mailbox,
    id: row.id,
    type,
    seriesMasterId: row.seriesMasterId,
    uid: row.uid,
    iCalUId: row.iCalUId,
    occurrenceId: row.occurrenceId,
    originalStartDate: row.originalStart === null ? null : toLocalDate(row.originalStart, seriesZone),
    startDate: times.allDay?.start ?? toLocalDate(times.start, seriesZone),
  };
}

function idOf(raw: unknown): string | null {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return null;
  return typeof raw.id === 'string' && raw.id !== '' ? raw.id : null;
}
