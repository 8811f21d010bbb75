import { createHash } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import {
  access,
  chmod,
  chown,
  cp,
  lchown,
  mkdir,
  readdir,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import path from 'node:path';
import { findOrCreatePostgresAccount, firstClosedTo } from './postgres-account.ts';
import type { Account, PostgresPrograms } from './postgres-programs.ts';
import { StoreError } from './store-error.ts';

/** Where root's PostgreSQL goes when its own user cannot enter the data folder or the binaries. */
const SHARED_STATE = '/var/lib/followthrough';

/** One cluster's place on disk. `account` is set where PostgreSQL must run as somebody else, because we are root. */
export interface PostgresHome {
  /** Folder of the cluster, its log, port and passwords; mode 0700. */
  readonly folder: string;
  /** PGDATA, resolved, as the server itself names it. */
  readonly cluster: string;
  /** The folder with bin/, lib/ and share/. */
  readonly native: string;
  readonly account: Account | undefined;
}

/**
 * Decides where the cluster lives, from which binaries it runs and as whom, and makes the folders.
 * An ordinary user gets `dataDir/postgres` and the binaries of node_modules. PostgreSQL refuses to run as root, so
 * root gets the user `postgres`, and a place below /var/lib where that user cannot reach the usual ones.
 */
export async function preparePostgresHome(
  dataDir: string,
  programs: PostgresPrograms,
  report: (line: string) => void,
): Promise<PostgresHome> {
  const root = process.getuid?.() === 0;
  const data = await openDataFolder(dataDir, root);
  const usual = path.join(data, 'postgres');
  if (!root) return { ...(await makeFolder(usual)), native: programs.native, account: undefined };

  const hash = createHash('sha256').update(data).digest('hex').slice(0, 12);
  const removed = path.join(SHARED_STATE, hash);
  const settledAway = existsSync(path.join(removed, 'postgres', 'cluster'));
  const account = (await ownerOf(path.join(usual, 'cluster'))) ?? (await findOrCreatePostgresAccount(report));
  const closed = await firstClosedTo(account, [data, ...essentialParts(programs.native)]);
  if (closed === null && !settledAway) {
    return { ...(await makeFolder(usual, account)), native: programs.native, account };
  }
  if (!settledAway && existsSync(path.join(usual, 'cluster'))) throw unreachable(usual, closed ?? data);
  report(`PostgreSQL's user cannot enter ${closed ?? data}: its programs and data are below ${removed}.`);
  const native = await copyNative(programs, removed, account);
  return { ...(await makeFolder(path.join(removed, 'postgres'), account)), native, account };
}

async function openDataFolder(dataDir: string, root: boolean): Promise<string> {
  try {
    const created = await mkdir(dataDir, { recursive: true });
    // Root's PostgreSQL passes through the data folder as another user: it may enter, not list.
    if (created !== undefined) await chmod(dataDir, root ? 0o711 : 0o700);
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(dataDir);
  } catch (cause) {
    throw unusable(dataDir, cause);
  }
}

async function makeFolder(folder: string, owner?: Account): Promise<{ folder: string; cluster: string }> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    await chmod(folder, 0o700);
    const resolved = await realpath(folder);
    return { folder: resolved, cluster: path.join(resolved, 'cluster') };
  } catch (cause) {
    throw unusable(folder, cause);
  }
}

/** The user who already owns a cluster keeps it, unless that is root, whom PostgreSQL refuses. */
async function ownerOf(cluster: string): Promise<Account | null> {
  if (!existsSync(cluster)) return null;
  const { uid, gid } = await stat(cluster);
  return uid === 0 ? null : { uid, gid };
}

function essentialParts(native: string): string[] {
  return [
    path.join(native, 'bin', 'postgres'),
    path.join(native, 'lib'),
    path.join(native, 'share', 'postgresql'),
  ];
}

async function copyNative(programs: PostgresPrograms, folder: string, owner: Account): Promise<string> {
  const target = path.join(folder, `native-${programs.version}`);
  if (existsSync(target)) return target;
  try {
    for (const parent of [SHARED_STATE, folder]) {
      await mkdir(parent, { recursive: true });
      await chmod(parent, 0o711);
    }
    const draft = `${target}.${process.pid}`;
    await cp(programs.native, draft, { recursive: true, verbatimSymlinks: true });
    // An install under a strict umask leaves files that only root may read.
    for (const entry of await readdir(draft, { recursive: true }))
      await lchown(path.join(draft, entry), owner.uid, owner.gid);
    await lchown(draft, owner.uid, owner.gid);
    await rename(draft, target).catch(async (cause: unknown) => {
      await rm(draft, { recursive: true });
      if (!existsSync(target)) throw cause;
    });
    return target;
  } catch (cause) {
    throw unusable(folder, cause);
  }
}

function unusable(folder: string, cause: unknown): StoreError {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return new StoreError({
    code: 'data-folder-unusable',
    message: `The data folder ${folder} cannot be read and written (${reason}).`,
    action: 'Give this user the right to read and write it, or set DATA_DIR to another folder.',
    cause,
  });
}

function unreachable(folder: string, closed: string): StoreError {
  return new StoreError({
    code: 'data-folder-unreachable',
    message: `The database in ${folder} exists, but PostgreSQL's user cannot enter ${closed}.`,
    action: `Allow others to pass through it (chmod o+x ${closed}), or start as the user who owns the database.`,
  });
}
