import type { CalendarEntry } from '../../../sandbox/calendar/calendar-entry.ts';
import { expandMaster } from '../../../sandbox/calendar/recurrence.ts';
import { addDays, atWallClock } from '../../../shared/calendar/time-zone.ts';

export type Standing = Pick<CalendarEntry, 'start' | 'end' | 'content'>;

/** What stands in somebody’s calendar in the week from that Monday, occurrences expanded. */
export function standingInWeek(entries: readonly CalendarEntry[], key: string, monday: string): Standing[] {
  const start = atWallClock(monday, '00:00', 'Europe/Stockholm');
  const window = { start, end: atWallClock(addDays(monday, 7), '00:00', 'Europe/Stockholm') };
  const own = entries.filter((entry) => entry.mailbox === key);
  const exceptions = own.filter((entry) => entry.kind === 'exception');
  return own.flatMap((entry): Standing[] => {
    const replaced = exceptions
      .filter((one) => one.masterKey === entry.key)
      .map((one) => one.originalDate ?? '');
    if (entry.kind === 'seriesMaster') return expandMaster(entry, new Set(replaced), window);
    return entry.start >= window.start && entry.start < window.end ? [entry] : [];
  });
}
