import type { Attendee, CalendarEvent } from '../../shared/calendar/event.ts';
import type { Vault } from './encryption.ts';

/** What stands beside a sealed event, so that it can be matched without being read. */
export interface EventFingerprints {
  readonly instanceKey: Buffer;
  readonly seriesKey: Buffer | null;
  /** Of an occurrence: the `instanceKey` that its series had when it was a single meeting. */
  readonly singleKey: Buffer | null;
  /** Of a single meeting: the `seriesKey` that it had if it was a series. */
  readonly formerSeriesKey: Buffer | null;
  readonly content: Buffer;
}

/** Keyed hashes of an event's identity and of all that a version is about. */
export function fingerprintsOf(vault: Vault, event: CalendarEvent): EventFingerprints {
  const { seriesKey, instanceKey } = event;
  const isSingle = event.type === 'singleInstance';
  return {
    instanceKey: meetingFingerprint(vault, instanceKey),
    seriesKey: seriesKey === null ? null : seriesFingerprint(vault, seriesKey),
    singleKey: seriesKey === null ? null : meetingFingerprint(vault, seriesKey),
    formerSeriesKey: isSingle ? seriesFingerprint(vault, instanceKey) : null,
    content: vault.fingerprint('title', `content\0${contentOf(event)}`),
  };
}

function seriesFingerprint(vault: Vault, seriesKey: string): Buffer {
  return vault.fingerprint('title', `series\0${seriesKey}`);
}

/** The same for one meeting in every mailbox. */
export function meetingFingerprint(vault: Vault, instanceKey: string): Buffer {
  return vault.fingerprint('title', `meeting\0${instanceKey}`);
}

/**
 * The event in one fixed order. Ids, dates of creation and change, and the place in a series are left out: two events
 * that read the same here are the same version.
 */
function contentOf(event: CalendarEvent): string {
  const { allDay } = event;
  return JSON.stringify([
    // An all-day event floats: its instants follow the reader's zone.
    allDay === null ? [event.start, event.end] : [allDay.start, allDay.end],
    event.title,
    event.organizer,
    event.isOrganizer,
    event.response,
    event.showAs,
    event.sensitivity,
    event.isCancelled,
    event.isOnlineMeeting,
    event.categories.toSorted(),
    event.attendees.map(attendeeContent).toSorted(),
  ]);
}

function attendeeContent({ address, kind, response, respondedAt, proposedNewTime }: Attendee): string {
  return [address, kind, response, respondedAt ?? '', proposedNewTime ? 'proposed' : ''].join('\0');
}
