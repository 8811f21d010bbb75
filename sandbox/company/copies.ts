import type { Instant } from '../../shared/calendar/time.ts';
import type { CalendarEntry, EntryContent } from '../calendar/calendar-entry.ts';
import { entryKey, meetingUid, occurrenceKey } from '../calendar/graph-id.ts';
import type { Invited, Meeting } from './meeting.ts';
import type { Person } from './person.ts';

/** A meeting as it lies in the mailbox of everybody inside who organizes it or is invited. */
export function copiesOf(
  seed: string,
  meeting: Meeting,
  byAddress: ReadonlyMap<string, Person>,
): CalendarEntry[] {
  const uid = meetingUid(`${seed}|${meeting.name}`);
  const addresses = [meeting.organizer.address, ...meeting.invited.map((invited) => invited.person.address)];
  return [...new Set(addresses)].flatMap((address) => {
    const owner = byAddress.get(address);
    return owner ? copyIn(owner, meeting, uid) : [];
  });
}

function copyIn(owner: Person, meeting: Meeting, uid: string): CalendarEntry[] {
  const content = contentFor(owner, meeting);
  const key = entryKey(owner.key, uid);
  const entry: CalendarEntry = {
    mailbox: owner.key,
    key,
    kind: meeting.recurrence ? 'seriesMaster' : 'singleInstance',
    uid,
    masterKey: null,
    originalDate: null,
    start: meeting.start,
    end: meeting.end,
    deleted: false,
    content,
  };
  const exceptions = meeting.exceptions.map(({ originalDate, start, end }): CalendarEntry => ({
    ...entry,
    kind: 'exception',
    key: occurrenceKey(key, originalDate, meeting.recurrence?.revision ?? 0),
    masterKey: key,
    originalDate,
    start,
    end,
    content: { ...content, recurrence: null, cancelledDates: [], modifiedAt: beforeStart(start, content) },
  }));
  return [entry, ...exceptions];
}

/** An exception was made a day before it was held, or when the series was. */
function beforeStart(start: Instant, content: EntryContent): Instant {
  return Math.max(content.createdAt, start - 86_400_000);
}

function contentFor(owner: Person, meeting: Meeting): EntryContent {
  const isOrganizer = owner.address === meeting.organizer.address;
  const mine = meeting.invited.find((invited) => invited.person.address === owner.address);
  const response = isOrganizer ? 'organizer' : ownAnswer(mine);
  return {
    subject:
      meeting.isCancelled && !isOrganizer ? `${cancelledWord(owner)}: ${meeting.subject}` : meeting.subject,
    organizer: meeting.organizer,
    isOrganizer,
    attendees: meeting.invited.map((invited) => attendeeOf(invited, meeting)),
    response,
    respondedAt: isOrganizer || response === 'notResponded' ? null : meeting.createdAt + 3_600_000,
    showAs: isOrganizer ? meeting.showAs : shownAs(meeting, response),
    sensitivity: meeting.sensitivity,
    categories: [],
    isAllDay: meeting.isAllDay,
    isCancelled: meeting.isCancelled,
    isOnlineMeeting: meeting.isOnline,
    location: meeting.location,
    body: meeting.isOnline ? 'Microsoft Teams-möte' : '',
    timeZone: meeting.timeZone,
    recurrence: meeting.recurrence,
    cancelledDates: meeting.cancelledDates,
    createdAt: meeting.createdAt,
    modifiedAt: meeting.createdAt,
  };
}

/** The owner's own copy says `notResponded` where the organizer's says `none`. */
function ownAnswer(mine: Invited | undefined): EntryContent['response'] {
  return mine === undefined || mine.response === 'none' ? 'notResponded' : mine.response;
}

function attendeeOf(invited: Invited, meeting: Meeting) {
  return {
    ...invited.person,
    type: invited.type,
    response: invited.response,
    respondedAt: invited.response === 'none' ? null : meeting.createdAt + 3_600_000,
    proposedNewTime: null,
  };
}

/** Outlook shows an invitation as tentative until it is accepted, and a kept declined one as free. */
function shownAs(meeting: Meeting, response: EntryContent['response']): EntryContent['showAs'] {
  if (response === 'accepted') return meeting.showAs;
  return response === 'declined' ? 'free' : 'tentative';
}

/** What Outlook puts before the title of a cancelled meeting, in the mailbox's language. */
export function cancelledWord(owner: Pick<Person, 'language'>): string {
  return { sv: 'Inställt', nb: 'Avlyst', en: 'Canceled' }[owner.language];
}
