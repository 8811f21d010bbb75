import type { CalendarItem } from '../calendar/calendar-entry.ts';
import { fullRow, type EventRow } from './event-row.ts';
import { isOn } from './faults.ts';
import type { GraphDeps } from './graph-deps.ts';
import { GraphError } from './graph-error.ts';
import type { Preferences } from './request-preferences.ts';

/** What Calendars.ReadBasic.All does not show. */
const NOT_BASIC: readonly string[] = [
  'body',
  'bodyPreview',
  'attachments',
  'extensions',
  'singleValueExtendedProperties',
  'multiValueExtendedProperties',
  'onlineMeeting',
  'onlineMeetingUrl',
];

/** A full row as it goes out, with the faults that spoil rows. */
export function eventRow(
  { graph: { faults } }: GraphDeps,
  item: CalendarItem,
  prefer: Preferences,
): EventRow {
  let row = fullRow(item, prefer);
  if (isOn(faults, 'nullICalUId', item.mailbox)) row = { ...row, iCalUId: null, uid: null };
  if (isOn(faults, 'occurrencesShareICalUId', item.mailbox)) row = { ...row, iCalUId: item.uid };
  if (isOn(faults, 'customTimeZone', item.mailbox)) {
    const zone = 'tzone://Microsoft/Custom';
    row = { ...row, originalStartTimeZone: zone, originalEndTimeZone: zone };
  }
  return isOn(faults, 'readBasicOnly', item.mailbox) ? without(row, NOT_BASIC) : row;
}

function without(row: EventRow, fields: readonly string[]): EventRow {
  return {
    ...Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name))),
    id: row.id,
  };
}

/** `$select`: the named fields, and always the id and the etag. */
export function selectFields(
  { graph: { faults } }: GraphDeps,
  item: CalendarItem,
  row: EventRow,
  select: readonly string[] | null,
): EventRow {
  if (select === null) return row;
  if (isOn(faults, 'readBasicOnly', item.mailbox) && select.some((name) => NOT_BASIC.includes(name)))
    throw new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  const keep = new Set([...select, 'id', '@odata.etag', '@odata.type']);
  if (isOn(faults, 'selectDropsDates', item.mailbox)) {
    keep.delete('createdDateTime');
    keep.delete('lastModifiedDateTime');
  }
  return { ...Object.fromEntries(Object.entries(row).filter(([name]) => keep.has(name))), id: row.id };
}
