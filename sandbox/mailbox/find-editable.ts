import type { CalendarItem } from '../calendar/calendar-entry.ts';
import { fromGraphId } from '../calendar/graph-id.ts';
import { readItem } from '../calendar/read-calendar.ts';
import type { Edit } from './edit.ts';
import { MailboxRefusal } from './mailbox-refusal.ts';

/** The item behind a Graph id of either form, if it still stands in the calendar. */
export async function findEditable(edit: Edit, mailbox: string, eventId: string): Promise<CalendarItem> {
  const key = fromGraphId(eventId);
  const item = key === null ? null : await readItem(edit.db, mailbox, key);
  if (!item || item.deleted) throw new MailboxRefusal('not_found', 'The event is no longer in the calendar.');
  return item;
}
