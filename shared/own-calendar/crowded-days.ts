import type { CalendarEvent } from '../calendar/event.ts';
import { MOST_EVENTS_OF_DAY } from '../calendar/ics/bounds.ts';
import type { ReadingWindow } from '../calendar/ics/reading-window.ts';
import { dateOfDay } from '../calendar/time-zone.ts';
import { DAY, type LocalDate } from '../calendar/time.ts';

export interface UncrowdedEvents {
  readonly events: readonly CalendarEvent[];
  /** How many were left out. */
  readonly dropped: number;
  /** The first day that had too many; null where none had. */
  readonly date: LocalDate | null;
}

/**
 * Leaves out what stands on days that are full already: to share out a time among thousands of events that overlap costs
 * their number squared. Days are those of UTC, which is near enough for a bound.
 */
export function withoutCrowds(events: readonly CalendarEvent[], window: ReadingWindow): UncrowdedEvents {
  const firstDay = Math.floor(window.from / DAY);
  const counts = new Uint16Array(Math.floor(window.to / DAY) - firstDay + 1);
  const kept: CalendarEvent[] = [];
  let date: LocalDate | null = null;
  for (const event of events) {
    const from = Math.max(0, Math.floor(event.start / DAY) - firstDay);
    const to = Math.min(counts.length, Math.floor((event.end - 1) / DAY) - firstDay + 1);
    const days = counts.subarray(from, Math.max(to, from + 1));
    const full = days.findIndex((count) => count >= MOST_EVENTS_OF_DAY);
    if (full < 0) {
      for (let day = 0; day < days.length; day += 1) days[day] = (days[day] ?? 0) + 1;
      kept.push(event);
    } else {
      date ??= dateOfDay(firstDay + from + full);
    }
  }
  return { events: kept, dropped: events.length - kept.length, date };
}
