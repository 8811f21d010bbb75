import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FileIntake } from '../../../shared/own-calendar/file-intake.ts';
import { isExportName } from '../../../shared/own-calendar/unpack-archive.ts';

/** Reads files, folders and archives into memory, within bounds; nothing is written or unpacked to the disk. */
export async function loadFiles(paths: readonly string[]): Promise<FileIntake> {
  const intake = new FileIntake();
  for (const path of paths) await load(path, basename(path), intake);
  return intake;
}

async function load(path: string, name: string, intake: FileIntake): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() === true) return await loadFolder(path, name, intake);
  await loadFile(path, name, intake);
}

async function loadFile(path: string, name: string, intake: FileIntake): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() !== true) return intake.say('file-unreadable', name);
  if (!intake.mayTake(name, found.size)) return;
  const content = await readFile(path).catch(() => null);
  if (content === null) intake.say('file-unreadable', name);
  else intake.take(content, name);
}

/** Folders within folders, one after the other: one that may not be opened hides no other. */
async function loadFolder(path: string, name: string, intake: FileIntake): Promise<void> {
  const before = intake.files.length + intake.problems.length;
  await loadEntries(path, name, '', intake);
  if (intake.files.length + intake.problems.length === before) intake.say('archive-empty', name);
}

/** `within` is the way from the folder that was named to this one. */
async function loadEntries(path: string, name: string, within: string, intake: FileIntake): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null);
  if (entries === null) return intake.say('file-unreadable', within === '' ? name : within);
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (intake.isFull) return;
    const inside = join(within, entry.name);
    if (entry.isDirectory()) await loadEntries(join(path, entry.name), name, inside, intake);
    else if (isExportName(inside)) await loadFile(join(path, entry.name), inside, intake);
  }
}
