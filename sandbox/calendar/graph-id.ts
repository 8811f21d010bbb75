import { createHash } from 'node:crypto';
import type { LocalDate } from '../../shared/calendar/time.ts';

/** Exchange's two forms of an id; the same item answers to both, and they share no prefix. */
export type IdFormat = 'default' | 'immutable';

const PREFIX: Record<IdFormat, string> = {
  default: 'AAMkADdjM2ViZTk1LTQ4NmQtNGIxOQBGAAAAAAD',
  immutable: 'AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A',
};
const SUFFIX = 'AAA=';
/** An occurrence's key is its master's with the original date behind this mark. */
const OCCURRENCE_MARK = 'FRAAg';
const OCCURRENCE_TAIL = /^(.+)FRAAg([A-Za-z0-9_-]{8})$/;
const GLOBAL_OBJECT_ID = '040000008200E00074C5B7101A82E008';

/** A key that is the same whenever the same words come in: mailbox and meeting. */
export function entryKey(mailbox: string, uid: string): string {
  return createHash('sha256').update(`${mailbox}|${uid}`).digest('base64url').slice(0, 40);
}

export function occurrenceKey(masterKey: string, originalDate: LocalDate, revision: number): string {
  const bytes = Buffer.alloc(6);
  bytes.writeUInt32BE(Math.round(Date.parse(`${originalDate}T00:00:00Z`) / 86_400_000));
  bytes.writeUInt16BE(revision, 4);
  return `${masterKey}${OCCURRENCE_MARK}${bytes.toString('base64url')}`;
}

export function parseOccurrenceKey(
  key: string,
): { masterKey: string; originalDate: LocalDate; revision: number } | null {
  const [, masterKey, tail] = OCCURRENCE_TAIL.exec(key) ?? [];
  if (masterKey === undefined || tail === undefined) return null;
  const bytes = Buffer.from(tail, 'base64url');
  const originalDate = new Date(bytes.readUInt32BE() * 86_400_000).toISOString().slice(0, 10);
  return { masterKey, originalDate, revision: bytes.readUInt16BE(4) };
}

/** The same text with each occurrence's key in it, whole ids included, for the occurrence so many days later. */
export function shiftOccurrenceKeys(text: string, days: number): string {
  if (!text.includes(OCCURRENCE_MARK)) return text;
  return text.replaceAll(/([A-Za-z0-9_-]{40})FRAAg([A-Za-z0-9_-]{8})/g, (key, master: string) => {
    const named = parseOccurrenceKey(key);
    if (!named) return key;
    const date = new Date(Date.parse(named.originalDate) + days * 86_400_000).toISOString().slice(0, 10);
    return occurrenceKey(master, date, named.revision);
  });
}

export function toGraphId(key: string, format: IdFormat): string {
  return `${PREFIX[format]}${key}${SUFFIX}`;
}

/** The key inside an id of either form, or null where it is no id of ours. */
export function fromGraphId(id: string): string | null {
  const prefix = Object.values(PREFIX).find((known) => id.startsWith(known));
  if (prefix === undefined || !id.endsWith(SUFFIX)) return null;
  return id.slice(prefix.length, -SUFFIX.length);
}

/** A GlobalObjectId in hex with its date zeroed: Graph's `uid`, and the `iCalUId` of masters and singles. */
export function meetingUid(seed: string): string {
  const data = createHash('sha256').update(seed).digest('hex').toUpperCase();
  return `${GLOBAL_OBJECT_ID}00000000${data.slice(0, 16)}000000000000000010000000${data.slice(16, 48)}`;
}

/** The `iCalUId` of one occurrence: hex characters 32–39 hold its original date (year, month, day). */
export function occurrenceICalUId(uid: string, originalDate: LocalDate): string {
  const [year = 0, month = 0, day = 0] = originalDate.split('-').map(Number);
  const date = [year >> 8, year & 0xff, month, day].map((n) => n.toString(16).padStart(2, '0')).join('');
  return `${uid.slice(0, 32)}${date.toUpperCase()}${uid.slice(40)}`;
}
