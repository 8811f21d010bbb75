import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { PostgresHome } from './postgres-home.ts';
import { lastLine, programPath, runProgram } from './postgres-programs.ts';
import { randomPassword, readOrWriteSecret, readSecret } from './secret-file.ts';
import { StoreError } from './store-error.ts';

export const SUPERUSER = 'postgres';

/** The cluster's superuser password: made before the cluster, kept beside it, never replaced under an existing one. */
export async function superuserPassword(home: PostgresHome): Promise<string> {
  const file = passwordFile(home);
  if (existsSync(home.cluster) && (await readSecret(file)) === null) {
    throw new StoreError({
      code: 'postgres-secret-missing',
      message: `The database in ${home.cluster} exists, but its password file ${file} is gone.`,
      action: 'Put the file back from a backup, or move the folder away to start with an empty database.',
    });
  }
  return readOrWriteSecret(file, randomPassword(), home.account);
}

/** Makes the cluster where there is none: fills a draft and renames it, so that it is there whole or not at all. */
export async function createCluster(home: PostgresHome, report: (line: string) => void): Promise<void> {
  if (existsSync(home.cluster)) return;
  await removeAbandonedDrafts(home);
  const draft = `${home.cluster}-draft-${process.pid}-${randomBytes(4).toString('hex')}`;
  const options = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256', `--username=${SUPERUSER}`];
  const files = [`--pgdata=${draft}`, `--pwfile=${passwordFile(home)}`];
  const { exitCode, output } = await runProgram(
    programPath(home.native, 'initdb'),
    [...options, ...files],
    home.account,
  );
  if (exitCode !== 0) throw initdbFailed(output);
  try {
    await rename(draft, home.cluster);
  } catch (cause) {
    await rm(draft, { recursive: true });
    if (!existsSync(home.cluster)) throw cause;
    return; // another process was faster
  }
  report(`Created a PostgreSQL database in ${home.cluster}.`);
}

function passwordFile(home: PostgresHome): string {
  return path.join(home.folder, 'superuser-password');
}

async function removeAbandonedDrafts(home: PostgresHome): Promise<void> {
  for (const name of await readdir(home.folder)) {
    const pid = /^cluster-draft-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      await rm(path.join(home.folder, name), { recursive: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}

function initdbFailed(output: string): StoreError {
  return new StoreError({
    code: 'postgres-program-failed',
    message: `initdb failed: ${lastLine(output)}`,
    action: 'Run npm ci again with its install scripts, or set DATABASE_URL and DATABASE_OWNER_URL.',
  });
}
