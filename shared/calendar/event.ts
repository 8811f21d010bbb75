import type { Instant, LocalDate } from './time.ts';

/** `unknown` is what Graph sends for values it has no name for; it counts as busy. */
export type ShowAs = 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere' | 'unknown';
export type Sensitivity = 'normal' | 'personal' | 'private' | 'confidential';
/** The response of one participant; `organizer` is the organizer's own. */
export type Response =
  | 'none'
  | 'organizer'
  | 'tentativelyAccepted'
  | 'accepted'
  | 'declined'
  | 'notResponded';

export interface Attendee {
  /** Lower case. */
  readonly address: string;
  readonly kind: 'required' | 'optional' | 'resource';
  readonly response: Response;
  /** When the response was given, if Graph says so. */
  readonly respondedAt: Instant | null;
  /** True where this attendee proposed a new time (only visible on the organizer's copy). */
  readonly proposedNewTime: boolean;
}

/**
 * One event or occurrence as it stands in one person's calendar. Body, place and attachments never get this
 * far: they are dropped at the parse (domain R5). Of a private, personal or confidential event only the busy
 * time is kept: title, organizer, attendees and categories are empty.
 */
export interface CalendarEvent {
  /** Immutable id within that mailbox. */
  readonly id: string;
  /** The same meeting in every mailbox, and after a move: series key and original date (facts: identity). */
  readonly instanceKey: string;
  /** Set for occurrences and exceptions: the same for the whole series in every mailbox. */
  readonly seriesKey: string | null;
  readonly seriesMasterId: string | null;
  readonly type: 'singleInstance' | 'occurrence' | 'exception';
  /** For an all-day event these are the midnights of its floating dates read in the person's zone. */
  readonly start: Instant;
  readonly end: Instant;
  /** Floating dates, end exclusive; null for a timed event. */
  readonly allDay: { readonly start: LocalDate; readonly end: LocalDate } | null;
  readonly title: string;
  /** Lower-case address, or null where the export names nobody. */
  readonly organizer: string | null;
  readonly isOrganizer: boolean;
  readonly attendees: readonly Attendee[];
  /** The person's own response. */
  readonly response: Response;
  readonly showAs: ShowAs;
  readonly sensitivity: Sensitivity;
  readonly isCancelled: boolean;
  readonly categories: readonly string[];
  readonly isOnlineMeeting: boolean;
  readonly createdAt: Instant | null;
  readonly lastModifiedAt: Instant | null;
}

/** An event of which only the busy time may be kept. */
export function isConfined(event: Pick<CalendarEvent, 'sensitivity'>): boolean {
  return event.sensitivity !== 'normal';
}
