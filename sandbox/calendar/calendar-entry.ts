import type { Instant, LocalDate, TimeZone } from '../../shared/calendar/time.ts';

/** How an item lies in one mailbox. Occurrences are not stored: they are expanded from their master. */
export type EntryKind = 'singleInstance' | 'seriesMaster' | 'exception';

export interface Mailperson {
  readonly name: string;
  readonly address: string;
}

export type GraphResponse =
  | 'none'
  | 'organizer'
  | 'tentativelyAccepted'
  | 'accepted'
  | 'declined'
  | 'notResponded';

export interface EntryAttendee extends Mailperson {
  readonly type: 'required' | 'optional' | 'resource';
  readonly response: GraphResponse;
  readonly respondedAt: Instant | null;
  /** Stands on the organizer's copy after *propose new time*. */
  readonly proposedNewTime: { readonly start: Instant; readonly end: Instant } | null;
}

export interface Recurrence {
  readonly pattern:
    | { readonly type: 'daily'; readonly interval: number }
    | { readonly type: 'weekly'; readonly interval: number; readonly daysOfWeek: readonly number[] };
  readonly startDate: LocalDate;
  /** null = no end. */
  readonly endDate: LocalDate | null;
  /** Wall clock of each occurrence in `timeZone`, `HH:MM`. */
  readonly time: string;
  readonly minutes: number;
  readonly timeZone: TimeZone;
  /** Rises when the whole series is shifted: its occurrences then get new ids. */
  readonly revision: number;
}

/** What the copies of one meeting carry, as JSON in the store. */
export interface EntryContent {
  readonly subject: string;
  readonly organizer: Mailperson;
  readonly isOrganizer: boolean;
  readonly attendees: readonly EntryAttendee[];
  readonly response: GraphResponse;
  readonly respondedAt: Instant | null;
  readonly showAs: 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere';
  readonly sensitivity: 'normal' | 'personal' | 'private' | 'confidential';
  readonly categories: readonly string[];
  readonly isAllDay: boolean;
  readonly isCancelled: boolean;
  readonly isOnlineMeeting: boolean;
  readonly location: string;
  readonly body: string;
  readonly timeZone: TimeZone;
  readonly recurrence: Recurrence | null;
  /** Original dates of occurrences that were taken out of the series. Of a master only. */
  readonly cancelledDates: readonly LocalDate[];
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
}

/** One stored item of one mailbox. `key` is the part of its id that both id formats share. */
export interface CalendarEntry {
  readonly mailbox: string;
  readonly key: string;
  readonly kind: EntryKind;
  /** The same in every copy of the meeting, and for a whole series. */
  readonly uid: string;
  readonly masterKey: string | null;
  readonly originalDate: LocalDate | null;
  /** For an all-day item the midnights of its floating dates in UTC; for a master its first occurrence. */
  readonly start: Instant;
  readonly end: Instant;
  /** In Deleted Items: out of the calendar, perhaps still readable by id. */
  readonly deleted: boolean;
  readonly content: EntryContent;
}

/** What a calendar view shows: a stored item, or an occurrence expanded from its master. */
export interface CalendarItem extends Omit<CalendarEntry, 'kind'> {
  readonly kind: EntryKind | 'occurrence';
}
