import { execFile } from 'node:child_process';
import { chmod, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../api/store/connect.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../api/store/embedded-postgres.ts';
import { createVault } from '../../api/store/encryption.ts';
import { migrate } from '../../api/store/migrate.ts';
import { migrations } from '../../api/store/migrations/all.ts';
import { createPersonStore } from '../../api/store/person-store.ts';
import { openStore } from '../../api/store/transaction.ts';
import { defaultWorkingHours } from '../../shared/calendar/working-hours.ts';
import { startOwnServer, type OwnServer } from './own-server.ts';

const run = promisify(execFile);
const TENANT = '11111111-1111-4111-8111-111111111111';
const KEY = Buffer.alloc(32, 5).toString('base64');
const people = createPersonStore(createVault({ dataKey: KEY, indexKey: KEY }));

let server: OwnServer;
let folder: string;
let restored: EmbeddedPostgres | null = null;

beforeAll(async () => {
  server = await startOwnServer();
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'followthrough-restored-')));
  await chmod(folder, 0o755);
  await migrate(server.ownerUrl, migrations, () => undefined);
});

afterAll(async () => {
  await restored?.stop();
  await server.remove();
  await rm(folder, { recursive: true, force: true });
});

async function enrol(name: string, entraId: string): Promise<void> {
  await inTenant(server.appUrl, (trx) =>
    people.saveEntries(trx, [
      {
        entraId,
        name,
        address: `${name.toLowerCase()}@nordvik.example`,
        otherAddresses: [],
        language: 'sv',
        timeZone: 'Europe/Stockholm',
        country: 'SE',
        workingHours: defaultWorkingHours('Europe/Stockholm'),
      },
    ]),
  );
}

type Work<T> = Parameters<ReturnType<ReturnType<typeof openStore>['as']>>[0] extends (
  trx: infer Trx,
) => unknown
  ? (trx: Trx) => Promise<T>
  : never;

async function inTenant<T>(url: string, work: Work<T>): Promise<T> {
  const { db, close } = connect(url, { max: 1 });
  try {
    return await openStore(db, TENANT).as({ kind: 'worker' })(work);
  } finally {
    await close();
  }
}

/** As docs/operations.md tells it: while the server works, its folder is copied, and what was written meanwhile after it. */
async function backUp(): Promise<void> {
  const client = new pg.Client({ connectionString: server.superuserUrl });
  await client.connect();
  await client.query(`select pg_backup_start('backup', true)`);
  await run('cp', ['-a', path.join(server.dataDir, 'postgres'), folder]);
  await enrol('Bo', 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb');
  const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
  await client.end();
  const [from, to] = [path.join(server.dataDir, 'postgres/cluster'), path.join(folder, 'postgres/cluster')];
  await run('cp', ['-a', path.join(from, 'pg_wal'), to]);
  await rm(path.join(to, 'postmaster.pid'));
  await run('cp', ['-p', path.join(to, 'PG_VERSION'), path.join(to, 'backup_label')]);
  await writeFile(path.join(to, 'backup_label'), rows[0]?.labelfile ?? '');
}

describe('a backup', () => {
  it('taken while the server works brings every row back, and the key opens them', async () => {
    await enrol('Anna', 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa');
    await backUp();
    restored = await startEmbeddedPostgres({ dataDir: folder, report: () => undefined });
    const url = new URL(server.appUrl);
    url.port = String(restored.port);
    expect(url.port).not.toBe(new URL(server.appUrl).port);
    const found = await inTenant(url.href, (trx) => people.list(trx));
    expect(found.map(({ name }) => name).toSorted()).toEqual(['Anna', 'Bo']);
  });

  it('cannot be taken as the owner: its dump would lack what row-level security hides, so PostgreSQL refuses', async () => {
    await expect(
      server.query(server.ownerUrl, 'set row_security = off; select * from person'),
    ).rejects.toThrow('query would be affected by row-level security policy');
  });
});
