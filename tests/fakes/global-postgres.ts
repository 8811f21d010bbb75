import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { ensureRolesAndDatabase } from '../../api/store/database-roles.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../api/store/embedded-postgres.ts';
import { migrate } from '../../api/store/migrate.ts';
import { migrations } from '../../api/store/migrations/all.ts';
import { loadSigningKey } from '../../sandbox/identity/signing-key.ts';
import { openSandboxDatabase } from '../../sandbox/store/sandbox-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { superuserUrl: string; folder: string; template: string; sandboxTemplate: string };
  }
}

const TEMPLATE = 'followthrough_template';
const SANDBOX_TEMPLATE = 'sandbox_template';

/** What protects data from a machine that fails: these databases live for a minute, and hundreds are made and dropped. */
const SPARED = ['fsync', 'full_page_writes', 'synchronous_commit'];

/** One server, one migrated template and one sandbox’s for each project of a run of the tests, gone with the run. */
export default async function setUpPostgres(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandonedServers();
  const dataDir = path.join(tmpdir(), `followthrough-tests-${project.name}-${process.pid}`);
  const server = await startEmbeddedPostgres({ dataDir, report: quiet });
  await spareTheDisk(server.superuserUrl);
  const { ownerUrl } = await ensureRolesAndDatabase({ ...server, database: TEMPLATE });
  await migrate(ownerUrl, migrations, quiet);
  await createSandboxTemplate(server.superuserUrl);
  project.provide('postgres', {
    superuserUrl: server.superuserUrl,
    folder: server.folder,
    template: TEMPLATE,
    sandboxTemplate: SANDBOX_TEMPLATE,
  });
  return async () => {
    await remove(server, dataDir);
  };
}

async function spareTheDisk(superuserUrl: string): Promise<void> {
  const settings = SPARED.map((setting) => `alter system set ${setting} = off`);
  await query(superuserUrl, [...settings, 'select pg_reload_conf()']);
}

/**
 * A sandbox's tables and keys. All sandboxes of a run sign with the same keys: the bot's SDK remembers for hours whose keys
 * it has seen, and the files of a worker share it.
 */
async function createSandboxTemplate(superuserUrl: string): Promise<void> {
  await query(superuserUrl, [`create database ${SANDBOX_TEMPLATE}`]);
  const url = new URL(superuserUrl);
  url.pathname = `/${SANDBOX_TEMPLATE}`;
  const db = await openSandboxDatabase(url.href);
  await loadSigningKey(db, 'entra');
  await loadSigningKey(db, 'bot-framework');
  await db.destroy();
}

async function query(superuserUrl: string, texts: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  for (const text of texts) await client.query(text);
  await client.end();
}

/** A run of ours that was killed leaves its server behind; taking it over is what the product does too. */
async function removeAbandonedServers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(/^followthrough-tests-\w+-(\d+)$/.exec(name)?.[1]);
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    const dataDir = path.join(tmpdir(), name);
    // Runs that begin together must not clean the same folder; one that is not ours cannot be claimed.
    const claimed = await mkdir(path.join(dataDir, 'claimed')).then(
      () => true,
      () => false,
    );
    if (!claimed) continue;
    await remove(await startEmbeddedPostgres({ dataDir, report: quiet }), dataDir);
  }
}

async function remove(server: EmbeddedPostgres, dataDir: string): Promise<void> {
  await server.stop();
  for (const folder of [path.dirname(server.folder), dataDir])
    await rm(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function quiet(): void {}
