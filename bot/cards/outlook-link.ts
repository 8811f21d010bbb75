import type { Interval } from '../../shared/calendar/time.ts';

const COMPOSE = 'https://outlook.office.com/calendar/deeplink/compose';

/** Opens Outlook's form for a new event, filled in. Nothing is booked until the reader saves it. */
export function outlookLink(event: {
  readonly title: string;
  readonly span: Interval;
  readonly attendees: readonly string[];
}): string {
  const query = [
    ['path', '/calendar/action/compose'],
    ['rru', 'addevent'],
    ['subject', event.title],
    ['startdt', new Date(event.span.start).toISOString()],
    ['enddt', new Date(event.span.end).toISOString()],
    ...(event.attendees.length > 0 ? [['to', event.attendees.join(',')]] : []),
  ];
  // Outlook shows a plus sign where a form would mean a space.
  return `${COMPOSE}?${query.map((pair) => pair.map((part) => encodeURIComponent(part)).join('=')).join('&')}`;
}
