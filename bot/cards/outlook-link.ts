import type { Interval } from '../../shared/calendar/time.ts';
import { shortenTitle } from './shorten-title.ts';

const COMPOSE = 'https://outlook.office.com/calendar/deeplink/compose';
/** Two of them fit in a card of 4 KB. A meeting with more people than that is booked without its list. */
const LONGEST = 640;

/** Opens Outlook's form for a new event, filled in. Nothing is booked until the reader saves it. */
export function outlookLink(event: {
  readonly title: string;
  readonly span: Interval;
  readonly attendees: readonly string[];
}): string {
  const link = linkOf([
    ['path', '/calendar/action/compose'],
    ['rru', 'addevent'],
    ['subject', shortenTitle(event.title)],
    ['startdt', new Date(event.span.start).toISOString()],
    ['enddt', new Date(event.span.end).toISOString()],
  ]);
  const withAttendees = `${link}&to=${encodeURIComponent(event.attendees.join(','))}`;
  return event.attendees.length > 0 && withAttendees.length <= LONGEST ? withAttendees : link;
}

/** By hand: Outlook shows the plus sign that a form's encoding writes for a space. */
function linkOf(query: readonly (readonly [string, string])[]): string {
  return `${COMPOSE}?${query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}
