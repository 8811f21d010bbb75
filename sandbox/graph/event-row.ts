import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Instant, TimeZone } from '../../shared/calendar/time.ts';
import type { CalendarItem, EntryAttendee, Recurrence } from '../calendar/calendar-entry.ts';
import { occurrenceICalUId, toGraphId, type IdFormat } from '../calendar/graph-id.ts';
import type { Preferences } from './request-preferences.ts';
import { windowsZone } from './windows-zone.ts';

const NO_DATE = '0001-01-01T00:00:00Z';
const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export type EventRow = Record<string, unknown> & { id: string };

/** An event as `calendarView` and `GET event` return it: all fields, in Graph's exact shapes. */
export function fullRow(item: CalendarItem, prefer: Preferences): EventRow {
  const { content } = item;
  return {
    '@odata.etag': etagOf(item),
    id: toGraphId(item.key, prefer.idFormat),
    createdDateTime: sevenDigits(content.createdAt),
    lastModifiedDateTime: sevenDigits(content.modifiedAt),
    changeKey: changeKeyOf(item),
    categories: content.categories,
    transactionId: null,
    originalStartTimeZone: windowsZone(content.timeZone),
    originalEndTimeZone: windowsZone(content.timeZone),
    iCalUId: item.originalDate === null ? item.uid : occurrenceICalUId(item.uid, item.originalDate),
    uid: item.uid,
    reminderMinutesBeforeStart: 15,
    isReminderOn: !content.isAllDay,
    hasAttachments: false,
    subject: content.subject,
    bodyPreview: content.body,
    importance: 'normal',
    sensitivity: content.sensitivity,
    isAllDay: content.isAllDay,
    isCancelled: content.isCancelled,
    isOrganizer: content.isOrganizer,
    responseRequested: true,
    seriesMasterId: item.masterKey === null ? null : toGraphId(item.masterKey, prefer.idFormat),
    showAs: content.showAs,
    type: item.kind,
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(toGraphId(item.key, 'default'))}&exvsurl=1&path=/calendar/item`,
    onlineMeetingUrl: null,
    isOnlineMeeting: content.isOnlineMeeting,
    onlineMeetingProvider: content.isOnlineMeeting ? 'teamsForBusiness' : 'unknown',
    allowNewTimeProposals: true,
    occurrenceId: occurrenceId(item, prefer.idFormat),
    isDraft: false,
    hideAttendees: false,
    responseStatus: { response: content.response, time: utc(content.respondedAt) },
    body: { contentType: 'html', content: `<html><body>${content.body}</body></html>` },
    ...spanOf(item, prefer),
    location: locationOf(content.location),
    locations: content.location === '' ? [] : [locationOf(content.location)],
    recurrence: content.recurrence && item.kind === 'seriesMaster' ? recurrenceRow(content.recurrence) : null,
    attendees: content.attendees.map(attendeeRow),
    organizer: { emailAddress: { name: content.organizer.name, address: content.organizer.address } },
    onlineMeeting: content.isOnlineMeeting
      ? { joinUrl: `https://teams.microsoft.com/l/meetup-join/${item.uid.slice(-32)}` }
      : null,
  };
}

/** What delta sends of an occurrence: no subject, no attendees, nothing to classify by. */
export function stubRow(item: CalendarItem, prefer: Preferences): EventRow {
  return {
    '@odata.type': '#microsoft.graph.event',
    '@odata.etag': etagOf(item),
    id: toGraphId(item.key, prefer.idFormat),
    seriesMasterId: item.masterKey === null ? null : toGraphId(item.masterKey, prefer.idFormat),
    type: item.kind,
    ...spanOf(item, prefer),
  };
}

export function removedRow(key: string, prefer: Preferences): EventRow {
  return {
    '@odata.type': '#microsoft.graph.event',
    id: toGraphId(key, prefer.idFormat),
    '@removed': { reason: 'deleted' },
  };
}

export function oid(masterKey: string, date: string, format: IdFormat): string {
  return `OID.${toGraphId(masterKey, format)}.${date}`;
}

function occurrenceId(item: CalendarItem, format: IdFormat): string | null {
  if (item.masterKey === null || item.originalDate === null) return null;
  return oid(item.masterKey, item.originalDate, format);
}

function spanOf(item: CalendarItem, prefer: Preferences) {
  // All-day events are midnights labelled UTC, whatever zone was preferred.
  const zone = item.content.isAllDay ? { timeZone: 'UTC', timeZoneName: 'UTC' } : prefer;
  const at = (instant: Instant) => ({
    dateTime: wallTime(instant, zone.timeZone),
    timeZone: zone.timeZoneName,
  });
  return { start: at(item.start), end: at(item.end) };
}

function wallTime(instant: Instant, zone: TimeZone): string {
  if (zone === 'UTC') return sevenDigits(instant).slice(0, -1);
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ fractionalSecondDigits: 7 });
}

function attendeeRow(attendee: EntryAttendee) {
  const at = (instant: Instant) => ({ dateTime: `${sevenDigits(instant).slice(0, -1)}`, timeZone: 'UTC' });
  const proposed = attendee.proposedNewTime;
  return {
    type: attendee.type,
    status: { response: attendee.response, time: utc(attendee.respondedAt) },
    emailAddress: { name: attendee.name, address: attendee.address },
    ...(proposed ? { proposedNewTime: { start: at(proposed.start), end: at(proposed.end) } } : {}),
  };
}

function recurrenceRow(recurrence: Recurrence) {
  const { pattern } = recurrence;
  return {
    pattern: {
      type: pattern.type,
      interval: pattern.interval,
      month: 0,
      dayOfMonth: 0,
      daysOfWeek: pattern.type === 'weekly' ? pattern.daysOfWeek.map((day) => DAY_NAMES[day - 1]) : [],
      firstDayOfWeek: 'monday',
      index: 'first',
    },
    range: {
      type: recurrence.endDate === null ? 'noEnd' : 'endDate',
      startDate: recurrence.startDate,
      endDate: recurrence.endDate ?? '0001-01-01',
      recurrenceTimeZone: windowsZone(recurrence.timeZone),
      numberOfOccurrences: 0,
    },
  };
}

function locationOf(name: string) {
  return {
    displayName: name,
    locationType: 'default',
    uniqueId: name,
    uniqueIdType: name === '' ? 'unknown' : 'private',
  };
}

function etagOf(item: CalendarItem): string {
  return `W/"${changeKeyOf(item)}"`;
}

function changeKeyOf(item: CalendarItem): string {
  const state = `${item.key}|${item.content.modifiedAt}|${item.start}|${item.end}|${item.content.response}`;
  return `${createHash('sha256').update(state).digest('base64').slice(0, 22)}==`;
}

function sevenDigits(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, -1)}0000Z`;
}

function utc(instant: Instant | null): string {
  return instant === null ? NO_DATE : new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}
