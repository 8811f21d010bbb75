import { MOST_FILE_BYTES } from '../calendar/ics/bounds.ts';
import type { CalendarProblem, ProblemCode } from '../calendar/ics/problem.ts';
import type { CalendarFile } from './calendar-file.ts';
import { isArchive, unpackArchive } from './unpack-archive.ts';

/** Files of one reading: a mailbox saved event by event is a folder of many. */
const MOST_FILES = 5_000;
/** Bytes of one reading. */
const MOST_BYTES = 2 * MOST_FILE_BYTES;
/** An archive in which somebody packed the archive that they got; one deeper is made to go on for ever. */
const DEEPEST_ARCHIVE = 2;

interface Pending {
  readonly files: number;
  readonly bytes: number;
}

/** Takes files one by one, unpacks archives, and stops where it is too much; what was not taken is said once. */
export class FileIntake {
  readonly files: CalendarFile[] = [];
  readonly problems: CalendarProblem[] = [];
  /** Nothing more is taken. */
  isFull = false;
  private bytes = 0;

  /** Whether a file of so many bytes may be taken, on top of those `pending` that are about to be. */
  mayTake(name: string, bytes: number, pending: Pending = { files: 0, bytes: 0 }): boolean {
    if (this.isFull) return false;
    if (bytes > MOST_FILE_BYTES) this.say('file-too-large', name, MOST_FILE_BYTES);
    else if (this.files.length + pending.files >= MOST_FILES) this.stop('files-too-many', MOST_FILES);
    else if (this.bytes + pending.bytes + bytes > MOST_BYTES) this.stop('bytes-too-many', MOST_BYTES);
    else return true;
    return false;
  }

  /** `depth` is in how many archives the file was. */
  take(content: Uint8Array, name: string, depth = 0): void {
    if (!isArchive(content)) return this.keep({ name, bytes: content });
    if (depth >= DEEPEST_ARCHIVE) return this.say('archive-nested', name, DEEPEST_ARCHIVE);
    const before = this.files.length + this.problems.length;
    const pending = { files: 0, bytes: 0 };
    try {
      const { files, unreadable } = unpackArchive(content, name, (entry, bytes) => {
        if (!this.mayTake(entry, bytes, pending)) return false;
        pending.files += 1;
        pending.bytes += bytes;
        return true;
      });
      for (const file of files) this.take(file.bytes, file.name, depth + 1);
      for (const entry of unreadable) this.say('archive-unreadable', entry);
    } catch {
      return this.say('archive-unreadable', name);
    }
    if (this.files.length + this.problems.length === before) this.say('archive-empty', name);
  }

  say(code: ProblemCode, file: string, bound?: number): void {
    const values = bound === undefined ? {} : { bound: String(bound) };
    this.problems.push({ code, file, line: null, event: null, values });
  }

  private keep(file: CalendarFile): void {
    this.bytes += file.bytes.length;
    this.files.push(file);
  }

  private stop(code: ProblemCode, bound: number): void {
    this.isFull = true;
    this.say(code, '', bound);
  }
}
