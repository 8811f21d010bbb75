import type { Instant, Interval, LocalDate, TimeZone } from '../../shared/calendar/time.ts';
import type { TimeClass } from '../../shared/classification/classification.ts';
import type { EntryContent, GraphResponse, Mailperson, Recurrence } from '../calendar/calendar-entry.ts';

export interface Invited {
  readonly person: Mailperson;
  readonly type: 'required' | 'optional' | 'resource';
  readonly response: GraphResponse;
}

/** One meeting of the seeded company before it is laid into mailboxes, a copy for each participant inside. */
export interface Meeting extends Interval {
  /** Unique in the company; ids are derived from it. */
  readonly name: string;
  readonly subject: string;
  readonly organizer: Mailperson;
  readonly invited: readonly Invited[];
  readonly timeZone: TimeZone;
  readonly isAllDay: boolean;
  readonly recurrence: Recurrence | null;
  readonly cancelledDates: readonly LocalDate[];
  readonly exceptions: readonly MeetingException[];
  readonly showAs: EntryContent['showAs'];
  readonly sensitivity: EntryContent['sensitivity'];
  readonly isCancelled: boolean;
  readonly isOnline: boolean;
  readonly location: string;
  readonly createdAt: Instant;
  /** What the time is for in the author's mind; never stored, tests compare with it. */
  readonly intended: TimeClass;
  /** Comes on top of what a week usually holds. */
  readonly isExtra: boolean;
}

/** One occurrence that was given another time. */
export interface MeetingException extends Interval {
  readonly originalDate: LocalDate;
}

type Given = Pick<
  Meeting,
  'name' | 'subject' | 'organizer' | 'start' | 'end' | 'timeZone' | 'createdAt' | 'intended'
>;

/** A meeting with everything that was not said left ordinary. */
export function meetingOf(given: Given & Partial<Meeting>): Meeting {
  return {
    invited: [],
    isAllDay: false,
    recurrence: null,
    cancelledDates: [],
    exceptions: [],
    showAs: 'busy',
    sensitivity: 'normal',
    isCancelled: false,
    isOnline: (given.invited ?? []).length > 0,
    location: '',
    isExtra: false,
    ...given,
  };
}

export function invite(person: Mailperson, response: GraphResponse = 'accepted'): Invited {
  return { person: { name: person.name, address: person.address }, type: 'required', response };
}

export function mailperson(person: Mailperson): Mailperson {
  return { name: person.name, address: person.address };
}
