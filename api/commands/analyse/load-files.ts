import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FileIntake } from '../../../shared/own-calendar/file-intake.ts';
import { CALENDAR_NAME } from '../../../shared/own-calendar/unpack-archive.ts';

const ARCHIVE_NAME = /\.zip$/i;

/** Reads files, folders and archives into memory, within bounds; nothing is written or unpacked to the disk. */
export async function loadFiles(paths: readonly string[]): Promise<FileIntake> {
  const intake = new FileIntake();
  for (const path of paths) await load(path, basename(path), intake);
  return intake;
}

async function load(path: string, name: string, intake: FileIntake): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() === true) return await loadFolder(path, name, intake);
  if (found?.isFile() !== true) return intake.say('file-unreadable', name);
  if (!intake.mayTake(name, found.size)) return;
  const content = await readFile(path).catch(() => null);
  if (content === null) intake.say('file-unreadable', name);
  else intake.take(content, name);
}

async function loadFolder(path: string, name: string, intake: FileIntake): Promise<void> {
  const entries = await readdir(path, { recursive: true }).catch(() => null);
  if (entries === null) return intake.say('file-unreadable', name);
  const calendars = entries.filter((entry) => CALENDAR_NAME.test(entry) || ARCHIVE_NAME.test(entry));
  if (calendars.length === 0) return intake.say('archive-empty', name);
  for (const entry of calendars.toSorted()) await load(join(path, entry), entry, intake);
}
