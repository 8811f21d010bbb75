import type { Interval } from '../../shared/calendar/time.ts';
import { findByKey, listByWindow, listExceptions } from '../store/calendar-store.ts';
import type { SandboxDatabase } from '../store/sandbox-database.ts';
import type { CalendarEntry, CalendarItem } from './calendar-entry.ts';
import { parseOccurrenceKey } from './graph-id.ts';
import { expandMaster, occurrenceOf, recurrenceDates } from './recurrence.ts';

/**
 * What a calendar view of one mailbox shows: single items first, then occurrences and exceptions by start,
 * as Exchange orders them. Masters never show.
 */
export async function readCalendarView(
  db: SandboxDatabase,
  mailbox: string,
  window: Interval,
): Promise<CalendarItem[]> {
  const entries = await listByWindow(db, mailbox, window);
  const replaced = replacedDates(await listExceptions(db, mailbox));
  const singles = entries.filter((entry) => entry.kind === 'singleInstance');
  const series = entries.flatMap((entry): CalendarItem[] => {
    if (entry.kind === 'seriesMaster')
      return expandMaster(entry, replaced.get(entry.key) ?? new Set(), window);
    return entry.kind === 'exception' ? [entry] : [];
  });
  return [...singles, ...series.toSorted((a, b) => a.start - b.start || (a.key < b.key ? -1 : 1))];
}

/**
 * One item by key: a stored one (a deleted one too, the caller decides), else the occurrence that the key
 * names, if its series still has it. Null where nothing answers to the key.
 */
export async function readItem(
  db: SandboxDatabase,
  mailbox: string,
  key: string,
): Promise<CalendarItem | null> {
  const stored = await findByKey(db, mailbox, key);
  if (stored) return stored;
  const named = parseOccurrenceKey(key);
  if (!named) return null;
  const master = await findByKey(db, mailbox, named.masterKey);
  const recurrence = master?.content.recurrence;
  if (!master || !recurrence || master.deleted || recurrence.revision !== named.revision) return null;
  const falls = recurrenceDates(recurrence, named.originalDate, named.originalDate).length > 0;
  if (!falls || master.content.cancelledDates.includes(named.originalDate)) return null;
  return occurrenceOf(master, recurrence, named.originalDate);
}

function replacedDates(exceptions: readonly CalendarEntry[]): Map<string, Set<string>> {
  const byMaster = new Map<string, Set<string>>();
  for (const { masterKey, originalDate } of exceptions) {
    if (masterKey === null || originalDate === null) continue;
    byMaster.set(masterKey, (byMaster.get(masterKey) ?? new Set()).add(originalDate));
  }
  return byMaster;
}
