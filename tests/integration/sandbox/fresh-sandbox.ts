import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { startSandbox, type RunningSandbox, type SandboxOptions } from '../../../sandbox/start.ts';
import '../../fakes/global-postgres.ts';

/** A Wednesday: the sandbox clock starts at 10:05 Stockholm that day, 09:05 UTC. */
export const REAL_START = Date.parse('2026-11-25T12:00:00Z');
export const DOMAIN_START = Date.parse('2026-11-25T09:05:00Z');

export interface SandboxDatabaseUrl {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database for a sandbox on the run's server: its tables, empty, and the run's keys. */
export async function freshSandboxDatabase(): Promise<SandboxDatabaseUrl> {
  const { superuserUrl, sandboxTemplate } = inject('postgres');
  const name = `s_${randomBytes(6).toString('hex')}`;
  await query(superuserUrl, `create database ${name} template ${sandboxTemplate}`);
  const url = new URL(superuserUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => query(superuserUrl, `drop database if exists ${name} with (force)`) };
}

/** A small sandbox with everything in it, stopped and removed by `remove`. */
export async function freshSandbox(
  options: Partial<SandboxOptions> = {},
): Promise<{ sandbox: RunningSandbox; database: SandboxDatabaseUrl; remove(): Promise<void> }> {
  const database = await freshSandboxDatabase();
  const sandbox = await startSandbox({
    databaseUrl: database.url,
    publicUrl: () => 'http://127.0.0.1:3978',
    company: { seed: 'test', teams: ['mitt', 'norr'], weeksBack: 3, weeksAhead: 2 },
    realNow: () => REAL_START,
    ...options,
  });
  return {
    sandbox,
    database,
    remove: async () => {
      await sandbox.stop();
      await database.drop();
    },
  };
}

async function query(connectionString: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(text);
  await client.end();
}
