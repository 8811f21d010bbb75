import type { MeetingRequest } from '../../shared/contract/outlook.ts';
import { normalisedTitle } from '../../shared/moves/twin.ts';
import { asked } from './asked.ts';
import { OLD_START, OLD_TITLE } from './opened-form.ts';

type Compose = Office.AppointmentCompose;
type Read = Office.AppointmentRead;

/** What the open form says, as far as it takes to find the reader's event. null where there is no appointment. */
export async function readForm(): Promise<MeetingRequest | null> {
  const item: unknown = Office.context.mailbox.item;
  if (isCompose(item)) return readComposed(item);
  return isRead(item) ? readShown(item) : null;
}

/** Calls back when the time in the form has changed. Returns how to stop. */
export function watchForm(changed: () => void): () => void {
  const item: unknown = Office.context.mailbox.item;
  if (!isCompose(item)) return () => undefined;
  item.addHandlerAsync(Office.EventType.AppointmentTimeChanged, changed);
  return () => item.removeHandlerAsync(Office.EventType.AppointmentTimeChanged);
}

async function readComposed(form: Compose): Promise<MeetingRequest> {
  const [title, start, end, itemId, old, oldTitle] = await Promise.all([
    asked<string>((done) => form.subject.getAsync(done)),
    asked<Date>((done) => form.start.getAsync(done)),
    asked<Date>((done) => form.end.getAsync(done)),
    // A new appointment has none.
    asked<string>((done) => form.getItemIdAsync(done)).catch(() => null),
    // Kept where Outlook ran our events; the server knows the old start as well.
    asked<string>((done) => form.sessionData.getAsync(OLD_START, done)).catch(() => null),
    asked<string>((done) => form.sessionData.getAsync(OLD_TITLE, done)).catch(() => null),
  ]);
  const oldStart = Date.parse(old ?? '');
  const isMoved = !Number.isNaN(oldStart) && oldStart !== start.getTime();
  return {
    itemId: restId(itemId),
    seriesId: restId(form.seriesId),
    starts: [start.toISOString(), ...(isMoved ? [new Date(oldStart).toISOString()] : [])],
    // While it is retitled in the form, the calendar has the title that it was opened with.
    titleHash: await hashOf(oldTitle ?? title),
    newTime: { start: start.toISOString(), end: end.toISOString() },
  };
}

async function readShown(item: Read): Promise<MeetingRequest> {
  return {
    itemId: restId(item.itemId),
    seriesId: restId(item.seriesId),
    starts: [item.start.toISOString()],
    titleHash: await hashOf(item.subject),
    newTime: null,
  };
}

/** Graph spells ids otherwise than Outlook: `-` and `_` for `/` and `+`. */
function restId(id: string | null | undefined): string | null {
  return id ? Office.context.mailbox.convertToRestId(id, Office.MailboxEnums.RestVersion.v2_0) : null;
}

async function hashOf(title: string): Promise<string> {
  const bytes = new TextEncoder().encode(normalisedTitle(title));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function isCompose(item: unknown): item is Compose {
  return typeof item === 'object' && item !== null && 'getItemIdAsync' in item && 'sessionData' in item;
}

function isRead(item: unknown): item is Read {
  return (
    typeof item === 'object' &&
    item !== null &&
    'start' in item &&
    item.start instanceof Date &&
    'subject' in item &&
    typeof item.subject === 'string'
  );
}
