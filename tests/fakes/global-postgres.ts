import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { ensureRolesAndDatabase } from '../../api/store/database-roles.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../api/store/embedded-postgres.ts';
import { migrate } from '../../api/store/migrate.ts';
import { migrations } from '../../api/store/migrations/all.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { superuserUrl: string; folder: string; template: string };
  }
}

const TEMPLATE = 'followthrough_template';

/** What protects data from a machine that fails: these databases live for a minute, and hundreds are made and dropped. */
const SPARED = ['fsync', 'full_page_writes', 'synchronous_commit'];

/** One server and one migrated template for each project of a run of the tests, gone with the run. */
export default async function setUpPostgres(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandonedServers();
  const dataDir = path.join(tmpdir(), `followthrough-tests-${project.name}-${process.pid}`);
  const server = await startEmbeddedPostgres({ dataDir, report: quiet });
  await spareTheDisk(server.superuserUrl);
  const { ownerUrl } = await ensureRolesAndDatabase({ ...server, database: TEMPLATE });
  await migrate(ownerUrl, migrations, quiet);
  project.provide('postgres', {
    superuserUrl: server.superuserUrl,
    folder: server.folder,
    template: TEMPLATE,
  });
  return async () => {
    await remove(server, dataDir);
  };
}

async function spareTheDisk(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  for (const setting of SPARED) await client.query(`alter system set ${setting} = off`);
  await client.query('select pg_reload_conf()');
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
