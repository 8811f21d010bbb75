import type { Because } from '../classification/classification.ts';
import type { ReportedEvent } from './summarise-own-calendar.ts';

/** Events that are one to a reader: of one series, or of one title. */
export interface EventGroup {
  readonly key: string;
  readonly title: string;
  /** How many times it stands in the calendar. */
  readonly times: number;
  /** Minutes counted, of all of them. */
  readonly minutes: number;
  /** Of its first. */
  readonly because: readonly Because[];
  readonly room: ReportedEvent['room'];
  readonly events: readonly ReportedEvent[];
}

/** What was counted and could not be told, or was until the reader told it; most time first. */
export function unsureGroups(events: readonly ReportedEvent[]): readonly EventGroup[] {
  return group(events.filter((event) => event.isSettled || (event.class === 'unsure' && event.counted > 0)));
}

/** Internal time with others, most first. Where a calendar names nobody, who was there is not known and all is taken. */
export function internalMeetings(events: readonly ReportedEvent[]): readonly EventGroup[] {
  const internal = events.filter((event) => event.class === 'internal' && event.counted > 0);
  const meetings = internal.filter(({ event }) => event.attendees.length > 0 || !event.isOrganizer);
  return group(meetings.length > 0 ? meetings : internal);
}

function group(events: readonly ReportedEvent[]): readonly EventGroup[] {
  return [...Map.groupBy(events, (event) => event.group)]
    .map(([key, same]) => ({
      key,
      title: same[0]?.event.title ?? '',
      times: same.length,
      minutes: same.reduce((sum, { counted }) => sum + counted, 0),
      because: same[0]?.because ?? [],
      room: same[0]?.room ?? null,
      events: same,
    }))
    .toSorted((a, b) => b.minutes - a.minutes || b.times - a.times || (a.title < b.title ? -1 : 1));
}
