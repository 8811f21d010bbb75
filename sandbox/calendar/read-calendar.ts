import type { Interval } from '../../shared/calendar/time.ts';
import { listByKeys, listByWindow, listExceptions } from '../store/calendar-store.ts';
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
  return (await readItems(db, mailbox, [key])).get(key) ?? null;
}

/** The same for many keys; those that nothing answers to are left out. */
export async function readItems(
  db: SandboxDatabase,
  mailbox: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, CalendarItem>> {
  const stored = await listByKeys(db, mailbox, keys);
  const named = keys.filter((key) => !stored.has(key)).map((key) => ({ key, ...parseOccurrenceKey(key) }));
  const masterKeys = new Set(named.flatMap(({ masterKey }) => masterKey ?? []));
  const masters = await listByKeys(db, mailbox, [...masterKeys]);
  const items = new Map<string, CalendarItem>(stored);
  for (const { key, masterKey, originalDate, revision } of named) {
    const master = masterKey === undefined ? undefined : masters.get(masterKey);
    const item =
      master && originalDate !== undefined ? occurrenceNamed(master, originalDate, revision) : null;
    if (item) items.set(key, item);
  }
  return items;
}

function occurrenceNamed(
  master: CalendarEntry,
  originalDate: string,
  revision: number | undefined,
): CalendarItem | null {
  const { recurrence, cancelledDates } = master.content;
  if (!recurrence || master.deleted || recurrence.revision !== revision) return null;
  const falls = recurrenceDates(recurrence, originalDate, originalDate).length > 0;
  if (!falls || cancelledDates.includes(originalDate)) return null;
  return occurrenceOf(master, recurrence, originalDate);
}

function replacedDates(exceptions: readonly CalendarEntry[]): Map<string, Set<string>> {
  const byMaster = new Map<string, Set<string>>();
  for (const { masterKey, originalDate } of exceptions) {
    if (masterKey === null || originalDate === null) continue;
    byMaster.set(masterKey, (byMaster.get(masterKey) ?? new Set()).add(originalDate));
  }
  return byMaster;
}
