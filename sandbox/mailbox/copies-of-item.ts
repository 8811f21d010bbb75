import type { CalendarEntry, CalendarItem } from '../calendar/calendar-entry.ts';
import { occurrenceOf } from '../calendar/recurrence.ts';
import { listByUid } from '../store/calendar-store.ts';
import type { Edit } from './edit.ts';

/**
 * The copies of an item in every mailbox that still has it. An occurrence becomes an exception in each: that
 * is what editing one does, and it keeps the occurrence's id.
 */
export async function loadCopies(edit: Edit, item: CalendarItem): Promise<CalendarEntry[]> {
  const all = await listByUid(edit.db, item.uid);
  const { originalDate } = item;
  // A single meeting's copies; of a whole series its exceptions belong to it too.
  if (originalDate === null) return all.filter((copy) => !copy.deleted);
  const exceptions = all.filter((copy) => copy.originalDate === originalDate);
  const masters = all.filter((copy) => copy.kind === 'seriesMaster' && !copy.deleted);
  const fresh = masters
    .filter((master) => !exceptions.some((exception) => exception.mailbox === master.mailbox))
    .filter((master) => !master.content.cancelledDates.includes(originalDate))
    .flatMap((master) => exceptionOf(master, originalDate));
  return [...exceptions.filter((exception) => !exception.deleted), ...fresh];
}

function exceptionOf(master: CalendarEntry, originalDate: string): CalendarEntry[] {
  const { recurrence } = master.content;
  if (!recurrence) return [];
  const content = { ...master.content, recurrence: null, cancelledDates: [] };
  return [{ ...occurrenceOf(master, recurrence, originalDate), kind: 'exception', content }];
}
