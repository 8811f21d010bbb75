import { randomBytes } from 'node:crypto';
import { chown, link, readFile, rm, writeFile } from 'node:fs/promises';
import type { Account } from './postgres-programs.ts';

/** A password without characters that a URL would have to escape. */
export function randomPassword(): string {
  return randomBytes(24).toString('base64url');
}

/**
 * Reads a secret, or writes the proposed one (mode 0600) where there is none yet. Several processes may do so at once:
 * the file appears whole, the first one wins, and all get the same text back.
 */
export async function readOrWriteSecret(file: string, proposed: string, owner?: Account): Promise<string> {
  const existing = await readSecret(file);
  if (existing !== null) return existing;
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, proposed, { mode: 0o600, flag: 'wx' });
  try {
    if (owner !== undefined) await chown(draft, owner.uid, owner.gid);
    await link(draft, file);
    return proposed;
  } catch (cause) {
    const winner = await readSecret(file);
    if (winner === null) throw cause;
    return winner;
  } finally {
    await rm(draft, { force: true });
  }
}

/** The secret's text, or null where the file does not exist. */
export async function readSecret(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
}
