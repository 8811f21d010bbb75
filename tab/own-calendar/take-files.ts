import { FileIntake } from '../../shared/own-calendar/file-intake.ts';

/** Reads what was dropped, within bounds: a folder that came as a file, or one that lies in a cloud, stops no other. */
export async function takeFiles(
  files: readonly Pick<File, 'name' | 'size' | 'arrayBuffer'>[],
): Promise<FileIntake> {
  const intake = new FileIntake();
  for (const file of files) {
    if (!intake.mayTake(file.name, file.size)) continue;
    const content = await file.arrayBuffer().catch(() => null);
    if (content === null) intake.say('file-unreadable', file.name);
    else intake.take(new Uint8Array(content), file.name);
  }
  return intake;
}
