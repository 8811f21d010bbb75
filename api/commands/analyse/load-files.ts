import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unzipSync } from 'fflate';
import { MOST_FILE_BYTES } from '../../../shared/calendar/ics/bounds.ts';
import type { CalendarProblem, ProblemCode } from '../../../shared/calendar/ics/problem.ts';
import type { CalendarFile } from '../../../shared/own-calendar/calendar-file.ts';

/** Files of one reading: a mailbox saved event by event is a folder of many. */
const MOST_FILES = 5_000;
/** Bytes of one reading. */
const MOST_BYTES = 2 * MOST_FILE_BYTES;

const CALENDAR_NAME = /\.(?:ics|ical|ifb|icalendar|json)$/i;
const ARCHIVE_NAME = /\.zip$/i;

export interface LoadedFiles {
  readonly files: CalendarFile[];
  readonly problems: CalendarProblem[];
}

/** Reads files, folders and archives into memory, within bounds; nothing is written or unpacked to the disk. */
export async function loadFiles(paths: readonly string[]): Promise<LoadedFiles> {
  const loading = new Loading();
  for (const path of paths) await loading.add(path, basename(path));
  return loading;
}

class Loading implements LoadedFiles {
  readonly files: CalendarFile[] = [];
  readonly problems: CalendarProblem[] = [];
  private bytes = 0;
  private isFull = false;

  async add(path: string, name: string): Promise<void> {
    const found = await stat(path).catch(() => null);
    if (found?.isDirectory() === true) return await this.addFolder(path, name);
    if (found?.isFile() !== true) return this.say('file-unreadable', name);
    if (found.size > MOST_FILE_BYTES) return this.say('file-too-large', name, MOST_FILE_BYTES);
    if (!this.hasRoom(found.size)) return;
    const content = await readFile(path).catch(() => null);
    if (content === null) return this.say('file-unreadable', name);
    if (isArchive(content)) this.addArchive(content, name);
    else this.take({ name, bytes: content });
  }

  private async addFolder(path: string, name: string): Promise<void> {
    const entries = await readdir(path, { recursive: true }).catch(() => null);
    if (entries === null) return this.say('file-unreadable', name);
    const calendars = entries.filter((entry) => CALENDAR_NAME.test(entry) || ARCHIVE_NAME.test(entry));
    if (calendars.length === 0) return this.say('archive-empty', name);
    for (const entry of calendars.toSorted()) {
      if (this.isFull) return;
      await this.add(join(path, entry), entry);
    }
  }

  private addArchive(content: Uint8Array, name: string): void {
    const before = this.files.length + this.problems.length;
    let expected = 0;
    try {
      const unpacked = unzipSync(content, {
        filter: (entry) => {
          if (!CALENDAR_NAME.test(entry.name) || entry.name.startsWith('__MACOSX/')) return false;
          // The archive says how much it unpacks to, and no more than that is unpacked.
          if (entry.originalSize > MOST_FILE_BYTES) {
            this.say('file-too-large', `${name}/${entry.name}`, MOST_FILE_BYTES);
            return false;
          }
          if (!this.hasRoom(expected + entry.originalSize)) return false;
          expected += entry.originalSize;
          return true;
        },
      });
      for (const [entry, bytes] of Object.entries(unpacked)) this.take({ name: `${name}/${entry}`, bytes });
    } catch {
      return this.say('archive-unreadable', name);
    }
    if (this.files.length + this.problems.length === before) this.say('archive-empty', name);
  }

  private take(file: CalendarFile): void {
    this.bytes += file.bytes.length;
    this.files.push(file);
  }

  /** Whether one more file of so many bytes may be taken; says once that none may. */
  private hasRoom(bytes: number): boolean {
    if (this.isFull) return false;
    if (this.files.length >= MOST_FILES) this.say('files-too-many', '', MOST_FILES);
    else if (this.bytes + bytes > MOST_BYTES) this.say('bytes-too-many', '', MOST_BYTES);
    else return true;
    this.isFull = true;
    return false;
  }

  private say(code: ProblemCode, file: string, bound?: number): void {
    const values = bound === undefined ? {} : { bound: String(bound) };
    this.problems.push({ code, file, line: null, event: null, values });
  }
}

/** `PK` and two bytes that follow it in an archive, whatever the file is called. */
function isArchive(content: Uint8Array): boolean {
  const [p, k, third] = content;
  return p === 0x50 && k === 0x4b && (third === 3 || third === 5);
}
