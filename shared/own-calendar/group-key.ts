import type { CalendarEvent } from '../calendar/event.ts';

/** The key of an event's group. What has neither series nor title is alone in it. */
export function groupKeyOf({ seriesKey, title }: CalendarEvent, key: string): string {
  const words = title.trim().toLocaleLowerCase('sv');
  if (words !== '') return `title ${words}`;
  return seriesKey === null ? `event ${key}` : `series ${seriesKey}`;
}
