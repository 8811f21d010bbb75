import type { RecurrenceRule } from './recurrence-rule.ts';
import type { IcsDuration, IcsTime } from './ics-time.ts';
import type { Attendee, Sensitivity, ShowAs } from '../event.ts';
import type { Instant } from '../time.ts';

/** What a VCALENDAR says of all its events. Zone names are local to it: two files joined may define one name twice. */
export interface IcsCalendar {
  readonly file: string;
  readonly line: number;
  readonly method: string | null;
  /** Google's and Apple's hint at the person's zone; no standard. */
  readonly timeZone: string | null;
  readonly name: string | null;
  /** Address that Outlook gives of the person whose calendar it is. */
  readonly owner: string | null;
  /** The stretch that was asked for; series reach beyond it, single events do not. */
  readonly from: IcsTime | null;
  readonly to: IcsTime | null;
  /** When the last event of the export ends. */
  readonly lastEnd: IcsTime | null;
  readonly workingHours: IcsWorkingHours | null;
  readonly zones: ReadonlyMap<string, IcsZone>;
}

/** What Outlook writes of the person's working hours: `HH:MM`, and ISO weekdays. */
export interface IcsWorkingHours {
  readonly from: string;
  readonly to: string;
  readonly days: readonly number[];
}

export interface IcsZone {
  readonly name: string;
  readonly observances: readonly IcsObservance[];
}

/** One STANDARD or DAYLIGHT part. Offsets are seconds ahead of UTC. */
export interface IcsObservance {
  readonly start: number;
  readonly offsetFrom: number;
  readonly offsetTo: number;
  readonly rule: RecurrenceRule | null;
  readonly dates: readonly number[];
}

export type IcsEnd =
  | { readonly kind: 'time'; readonly time: IcsTime }
  | { readonly kind: 'length'; readonly length: IcsDuration }
  | { readonly kind: 'none' };

/** A VEVENT, its times not yet placed: which instants they mean depends on zones that may follow it in the file. */
export interface IcsEvent {
  readonly calendar: IcsCalendar;
  readonly line: number;
  readonly uid: string | null;
  readonly sequence: number;
  /** When the revision was made; 0 where nothing says so. */
  readonly stamp: number;
  readonly recurrenceId: IcsTime | null;
  /** The change holds for all later occurrences too (RANGE=THISANDFUTURE). */
  readonly isFromHereOn: boolean;
  /** Null only where a cancellation or a changed occurrence leaves it out. */
  readonly start: IcsTime | null;
  readonly end: IcsEnd;
  readonly rules: readonly RecurrenceRule[];
  readonly added: readonly AddedDate[];
  readonly excluded: readonly IcsTime[];
  /** Outlook's mark of an all-day event whose times are midnights. */
  readonly isMarkedAllDay: boolean;
  readonly title: string;
  readonly organizer: string | null;
  readonly attendees: readonly Attendee[];
  readonly showAs: ShowAs;
  readonly sensitivity: Sensitivity;
  readonly isCancelled: boolean;
  readonly categories: readonly string[];
  readonly isOnlineMeeting: boolean;
  readonly createdAt: Instant | null;
  readonly lastModifiedAt: Instant | null;
}

/** RDATE, which may have an end of its own. */
export interface AddedDate {
  readonly start: IcsTime;
  readonly end: IcsEnd | null;
}
