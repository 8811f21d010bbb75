import type { Instant } from '../../shared/calendar/time.ts';
import type { CalendarEntry, EntryAttendee } from '../calendar/calendar-entry.ts';
import { cancelledWord } from '../company/copies.ts';
import type { Person } from '../company/person.ts';

/** Another time for this copy; everybody has to answer again, as Exchange asks them to. */
export function rescheduledCopy(
  copy: CalendarEntry,
  start: Instant,
  end: Instant,
  now: Instant,
): CalendarEntry {
  const { content } = copy;
  const attendees = content.attendees.map((attendee) => ({
    ...attendee,
    response: 'none' as const,
    respondedAt: null,
    proposedNewTime: null,
  }));
  const own = content.isOrganizer
    ? {}
    : ({ response: 'notResponded', respondedAt: null, showAs: 'tentative' } as const);
  return { ...copy, start, end, content: { ...content, ...own, attendees, modifiedAt: now } };
}

/** An attendee's copy of a cancelled meeting stays in the calendar. */
export function cancelledCopy(
  copy: CalendarEntry,
  language: Person['language'],
  now: Instant,
): CalendarEntry {
  const subject = `${cancelledWord({ language })}: ${copy.content.subject}`;
  const content = { ...copy.content, subject, isCancelled: true, showAs: 'free', modifiedAt: now } as const;
  return { ...copy, content };
}

export function deletedCopy(copy: CalendarEntry, now: Instant): CalendarEntry {
  return { ...copy, deleted: true, content: { ...copy.content, modifiedAt: now } };
}

export function withAttendee(
  copy: CalendarEntry,
  address: string,
  change: Partial<EntryAttendee>,
  now: Instant,
): CalendarEntry {
  const attendees = copy.content.attendees.map((attendee) =>
    attendee.address === address ? { ...attendee, ...change } : attendee,
  );
  return { ...copy, content: { ...copy.content, attendees, modifiedAt: now } };
}
