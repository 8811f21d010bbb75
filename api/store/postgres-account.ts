import path from 'node:path';
import { type Account, runProgram } from './postgres-programs.ts';
import { StoreError } from './store-error.ts';

const ACCOUNT_NAME = 'postgres';

/** The operating system's user `postgres`, made where it is missing. Only root may ask. */
export async function findOrCreatePostgresAccount(report: (line: string) => void): Promise<Account> {
  const existing = await findAccount();
  if (existing !== null) return existing;
  const made = await runProgram('useradd', [
    '--system',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    ACCOUNT_NAME,
  ]).catch((cause: unknown) => ({ exitCode: 1, output: String(cause) }));
  const account = await findAccount();
  if (account === null) {
    throw new StoreError({
      code: 'postgres-account-missing',
      message: `PostgreSQL cannot run as root, and the user ${ACCOUNT_NAME} could not be created (${made.output}).`,
      action: `Start as an ordinary user, or create the user ${ACCOUNT_NAME}.`,
    });
  }
  report(`Created the system user ${ACCOUNT_NAME}: PostgreSQL cannot run as root.`);
  return account;
}

/**
 * The first of these paths, or of their parents from the root down, that `account` may not enter (a folder) or run
 * (a program); null when all are open to it. The question is put to the kernel, which knows about access lists too.
 */
export async function firstClosedTo(account: Account, targets: readonly string[]): Promise<string | null> {
  const steps = targets.flatMap(withParents).filter((step, at, all) => all.indexOf(step) === at);
  const script = 'for step do [ -x "$step" ] || { printf %s "$step"; exit 1; }; done';
  const { exitCode, output } = await runProgram('/bin/sh', ['-c', script, 'sh', ...steps], account);
  return exitCode === 0 ? null : output;
}

async function findAccount(): Promise<Account | null> {
  const uid = await runProgram('id', ['-u', ACCOUNT_NAME]);
  const gid = await runProgram('id', ['-g', ACCOUNT_NAME]);
  if (uid.exitCode !== 0 || gid.exitCode !== 0) return null;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

function withParents(target: string): string[] {
  const parent = path.dirname(target);
  return parent === target ? [target] : [...withParents(parent), target];
}
