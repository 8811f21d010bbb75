import type { CalendarEvent } from '../../shared/calendar/event.ts';
import { classify } from '../../shared/classification/classify.ts';

/** What an open form says of a meeting. Nothing of it leaves the form. */
export interface FormSnapshot {
  readonly title: string;
  readonly organizer: string | null;
  readonly attendees: readonly string[];
  readonly categories: readonly string[];
  readonly isPrivate: boolean;
  /** The form's owner, lower case. */
  readonly self: string;
  /** Milliseconds since 1970. */
  readonly oldStart: number;
  readonly start: number;
  readonly end: number;
}

/** What a question needs (domain §7). The server looks again before it shows the reasons. */
const LEAST_CONFIDENCE = 0.8;

/**
 * Whether the form says that it is being moved: a selling meeting that the rep organizes, to a later day, before its old
 * start. By the published rules alone, without a token and without asking anybody; where they do not know, no.
 */
export function decideNotice(
  snapshot: FormSnapshot,
  now: number,
  dayOf: (instant: number) => string,
): boolean {
  const { isPrivate, oldStart, start, self } = snapshot;
  if (isPrivate || start <= oldStart || dayOf(start) === dayOf(oldStart)) return false;
  if (oldStart <= now) return false;
  const sorted = classify(eventOf(snapshot), {
    self,
    ownDomains: [self.slice(self.indexOf('@') + 1)],
    customerDomains: null,
    partnerDomains: null,
    vendorDomains: null,
  });
  return sorted.class === 'selling' && sorted.confidence >= LEAST_CONFIDENCE;
}

/** As it stood before the move: a new time is no evidence of what the meeting is for. */
function eventOf(form: FormSnapshot): CalendarEvent {
  const { oldStart, start, end, self } = form;
  return {
    id: '',
    instanceKey: '',
    seriesKey: null,
    seriesMasterId: null,
    type: 'singleInstance',
    start: oldStart,
    end: oldStart + (end - start),
    allDay: null,
    title: form.title,
    organizer: form.organizer ?? self,
    isOrganizer: true,
    attendees: form.attendees.map((address) => ({
      address,
      kind: 'required',
      response: 'none',
      respondedAt: null,
      proposedNewTime: false,
    })),
    response: 'organizer',
    showAs: 'busy',
    sensitivity: 'normal',
    isCancelled: false,
    categories: form.categories,
    isOnlineMeeting: false,
    createdAt: null,
    lastModifiedAt: null,
  };
}
