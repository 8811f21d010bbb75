import { MOST_FILE_BYTES } from '../calendar/ics/bounds.ts';
import type { CalendarProblem, ProblemCode } from '../calendar/ics/problem.ts';
import type { CalendarFile } from './calendar-file.ts';
import { isArchive, unpackArchive } from './unpack-archive.ts';

/** Files of one reading: a mailbox saved event by event is a folder of many. */
const MOST_FILES = 5_000;
/** Bytes of one reading. */
const MOST_BYTES = 2 * MOST_FILE_BYTES;

/** Takes files one by one, unpacks archives, and stops where it is too much; what was not taken is said once. */
export class FileIntake {
  readonly files: CalendarFile[] = [];
  readonly problems: CalendarProblem[] = [];
  private bytes = 0;
  private isFull = false;

  /** Whether a file of so many bytes may be taken, on top of `pending` bytes that are about to be. */
  mayTake(name: string, bytes: number, pending = 0): boolean {
    if (this.isFull) return false;
    if (bytes > MOST_FILE_BYTES) this.say('file-too-large', name, MOST_FILE_BYTES);
    else if (this.files.length >= MOST_FILES) this.stop('files-too-many', MOST_FILES);
    else if (this.bytes + pending + bytes > MOST_BYTES) this.stop('bytes-too-many', MOST_BYTES);
    else return true;
    return false;
  }

  take(content: Uint8Array, name: string): void {
    if (!isArchive(content)) return this.keep({ name, bytes: content });
    const before = this.files.length + this.problems.length;
    let pending = 0;
    try {
      const unpacked = unpackArchive(content, name, (entry, bytes) => {
        if (!this.mayTake(entry, bytes, pending)) return false;
        pending += bytes;
        return true;
      });
      for (const file of unpacked) this.keep(file);
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
