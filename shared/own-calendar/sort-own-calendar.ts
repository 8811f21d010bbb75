import type { CalendarEvent } from '../calendar/event.ts';
import { classify } from '../classification/classify.ts';
import type { Because, Classification, ClassificationContext } from '../classification/classification.ts';
import { describeRoom } from '../classification/room.ts';
import type { OwnCalendar } from './read-own-calendar.ts';

/** An event with what it was sorted as; `key` tells it from all others of the calendar. */
export interface SortedEvent {
  readonly key: string;
  readonly event: CalendarEvent;
  readonly classification: Classification;
  /** Who is in the room, of an event that is unsure; null where the calendar does not name people. */
  readonly room: Pick<Because, 'signal' | 'value'> | null;
}

/** What the reader knows of the world; the domain of their own address need not be among their own. */
export interface SortingOptions {
  readonly ownDomains: readonly string[];
  readonly customerDomains: readonly string[] | null;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Sorts every event as everywhere in the product. */
export function sortOwnCalendar(
  { events, owner }: Pick<OwnCalendar, 'events' | 'owner'>,
  options: SortingOptions,
): readonly SortedEvent[] {
  const context: ClassificationContext = {
    self: owner ?? '',
    ownDomains: options.ownDomains,
    customerDomains: options.customerDomains,
    partnerDomains: null,
    vendorDomains: null,
  };
  const namesPeople = events.some((event) => event.attendees.length > 0 || !event.isOrganizer);
  return events.map((event, index) => {
    options.onProgress?.(index + 1, events.length);
    const classification = classify(event, context);
    const isOpen = classification.class === 'unsure' && namesPeople;
    return { key: String(index), event, classification, room: isOpen ? roomOf(event, context) : null };
  });
}

function roomOf(event: CalendarEvent, context: ClassificationContext): SortedEvent['room'] {
  const { kind, domain } = describeRoom(event, context);
  return { signal: `room.${kind}`, value: domain };
}
