import { unzipSync, type UnzipFileInfo } from 'fflate';
import type { CalendarFile } from './calendar-file.ts';

/** Names under which programs export calendars, and people pass them on. */
const EXPORT_NAME = /\.(?:ics|ical|icalendar|json|zip)$/i;
/** The Mac adds shadows of files to archives and foreign disks, with nearly the same names. */
const SHADOW = /(?:^|\/)(?:__MACOSX\/|\._)/;

/** Whether a file in a folder or an archive is one that holds a calendar, or an archive of such. */
export function isExportName(path: string): boolean {
  return EXPORT_NAME.test(path) && !SHADOW.test(path.replaceAll('\\', '/'));
}

/** `PK` and what follows it in an archive, whatever the file is called. */
export function isArchive(content: Uint8Array): boolean {
  const [p, k, third] = content;
  return p === 0x50 && k === 0x4b && (third === 3 || third === 5);
}

export interface Unpacked {
  readonly files: readonly CalendarFile[];
  /** Names of entries that are damaged, encrypted or packed in a way of their own. */
  readonly unreadable: readonly string[];
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
): Unpacked {
  const taken = new Set<string>();
  unzipSync(content, {
    filter: (entry: UnzipFileInfo) => {
      if (isExportName(entry.name) && mayTake(`${name}/${entry.name}`, entry.originalSize)) {
        taken.add(entry.name);
      }
      return false;
    },
  });
  const unpack = (isWanted: (entry: string) => boolean): readonly CalendarFile[] =>
    Object.entries(unzipSync(content, { filter: (entry) => isWanted(entry.name) })).map(([entry, bytes]) => ({
      name: `${name}/${entry}`,
      bytes,
    }));
  try {
    return { files: unpack((entry) => taken.has(entry)), unreadable: [] };
  } catch {
    // One bad entry fails all of them; taken one by one, it fails alone.
    return unpackEach(taken, name, unpack);
  }
}

function unpackEach(
  taken: ReadonlySet<string>,
  name: string,
  unpack: (isWanted: (entry: string) => boolean) => readonly CalendarFile[],
): Unpacked {
  const files: CalendarFile[] = [];
  const unreadable: string[] = [];
  for (const entry of taken) {
    try {
      files.push(...unpack((each) => each === entry));
    } catch {
      // The caller says which.
      unreadable.push(`${name}/${entry}`);
    }
  }
  return { files, unreadable };
}
