import { isExportName } from '../../shared/own-calendar/unpack-archive.ts';

/** One more than a reading takes, so that it says that there were too many. */
const MOST_FILES = 5_001;
const DEEPEST_FOLDER = 20;

/** Something that was dropped, as the browser tells of it. */
export type DroppedEntry =
  | { readonly kind: 'file'; readonly name: string; readonly open: () => Promise<File> }
  /** `next` gives some entries at a time, and none at the end. */
  | { readonly kind: 'folder'; readonly name: string; readonly next: () => Promise<readonly DroppedEntry[]> };

export interface Dropped {
  readonly entry: DroppedEntry | null;
  /** What the browser gives for a file; of a folder, something that cannot be opened. */
  readonly file: File;
}

/** The files of a drop. It has to be asked while the drop is handled: the browser forgets it afterwards. */
export function readDrop({ items }: DataTransfer): readonly Dropped[] {
  return [...items].flatMap((item): Dropped[] => {
    const file = item.getAsFile();
    const entry = item.webkitGetAsEntry();
    if (entry === null) return file === null ? [] : [{ entry, file }];
    return [{ entry: describeEntry(entry), file: file ?? new File([], entry.name) }];
  });
}

/**
 * Folders become the calendars in them, in order of name. A folder without any, or of which not all could be looked at,
 * is given too: it cannot be opened, and the reading says so.
 */
export async function droppedFiles(dropped: readonly Dropped[]): Promise<readonly File[]> {
  const files: File[] = [];
  for (const { entry, file } of dropped) {
    if (entry?.kind !== 'folder') {
      files.push(file);
      continue;
    }
    const before = files.length;
    const isWhole = await walk(entry, 0, files);
    if (!isWhole || files.length === before) files.push(file);
  }
  return files;
}

/** False where something could not be looked at. */
async function walk(entry: DroppedEntry, depth: number, files: File[]): Promise<boolean> {
  if (files.length >= MOST_FILES) return true;
  if (entry.kind === 'file') {
    if (!isExportName(entry.name)) return true;
    const file = await entry.open().catch(() => null);
    if (file !== null) files.push(file);
    return file !== null;
  }
  if (depth >= DEEPEST_FOLDER) return false;
  const entries = await entriesOf(entry.next);
  if (entries === null) return false;
  let isWhole = true;
  for (const each of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    isWhole = (await walk(each, depth + 1, files)) && isWhole;
  }
  return isWhole;
}

/** Null where the folder may not be read. */
async function entriesOf(
  next: () => Promise<readonly DroppedEntry[]>,
): Promise<readonly DroppedEntry[] | null> {
  const entries: DroppedEntry[] = [];
  for (;;) {
    const more = await next().catch(() => null);
    if (more === null) return null;
    if (more.length === 0) return entries;
    entries.push(...more);
  }
}

function describeEntry(entry: FileSystemEntry): DroppedEntry {
  const { name } = entry;
  if (!isFolder(entry)) {
    const open = (): Promise<File> =>
      new Promise((resolve, reject) => {
        if (isFile(entry)) entry.file(resolve, reject);
        else reject(new Error('It is neither a file nor a folder.'));
      });
    return { kind: 'file', name, open };
  }
  const reader = entry.createReader();
  const next = (): Promise<readonly DroppedEntry[]> =>
    new Promise((resolve, reject) => {
      reader.readEntries((entries) => resolve(entries.map(describeEntry)), reject);
    });
  return { kind: 'folder', name, next };
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
