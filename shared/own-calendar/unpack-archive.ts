import { unzipSync } from 'fflate';
import type { CalendarFile } from './calendar-file.ts';

/** Names under which programs export calendars. */
export const CALENDAR_NAME = /\.(?:ics|ical|icalendar|json)$/i;

/** `PK` and what follows it in an archive, whatever the file is called. */
export function isArchive(content: Uint8Array): boolean {
  const [p, k, third] = content;
  return p === 0x50 && k === 0x4b && (third === 3 || third === 5);
}

/**
 * The calendars in a zip archive, in memory. `mayTake` is asked before each is unpacked, with the size that the archive
 * states; no more than that is unpacked of it, whatever is inside.
 * @throws Error where it is no archive.
 */
export function unpackArchive(
  content: Uint8Array,
  name: string,
  mayTake: (name: string, bytes: number) => boolean,
): readonly CalendarFile[] {
  const unpacked = unzipSync(content, {
    filter: (entry) => {
      // The Mac adds a folder of shadows, with the same names.
      const isCalendar = CALENDAR_NAME.test(entry.name) && !entry.name.startsWith('__MACOSX/');
      return isCalendar && mayTake(`${name}/${entry.name}`, entry.originalSize);
    },
  });
  return Object.entries(unpacked).map(([entry, bytes]) => ({ name: `${name}/${entry}`, bytes }));
}
