import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../api/store/embedded-postgres.ts';
import { firstClosedTo } from '../../../api/store/postgres-account.ts';
import { type Account, runProgram } from '../../../api/store/postgres-programs.ts';

const IS_ROOT = process.getuid?.() === 0;
const APP = fileURLToPath(new URL('../../fakes/embedded-postgres-app.ts', import.meta.url));
const NOBODY: Account = { uid: 65_534, gid: 65_534 };
/** Another user can only be played by root, and only in a checkout that this user may read. */
const CAN_PLAY_NOBODY =
  IS_ROOT && (await firstClosedTo(NOBODY, [process.execPath, path.dirname(APP)])) === null;

let parent: string;
let dataDir: string;
let running: EmbeddedPostgres[];
let lines: string[];

beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'followthrough-embedded-'));
  await chmod(parent, 0o755);
  dataDir = path.join(parent, 'data');
  running = [];
  lines = [];
});

afterEach(async () => {
  await chmod(parent, 0o755);
  for (const server of running) await server.stop();
  for (const server of running) await rm(path.dirname(server.folder), { recursive: true, force: true });
  await rm(parent, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, report: (line) => lines.push(line) });
  running.push(server);
  return server;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' });
    return rows;
  } finally {
    await client.end();
  }
}

async function postmasterPid(server: EmbeddedPostgres): Promise<number> {
  const pidFile = await readFile(path.join(server.folder, 'cluster', 'postmaster.pid'), 'utf8');
  return Number(pidFile.split('\n')[0]);
}

async function startApp(account?: Account): Promise<{ app: ChildProcess; said: unknown }> {
  const app = spawn(process.execPath, [APP, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    ...account,
  });
  const [chunk]: unknown[] = await once(app.stdout, 'data');
  return { app, said: JSON.parse(String(chunk)) };
}

async function killed(app: ChildProcess): Promise<void> {
  const exit = once(app, 'exit');
  app.kill('SIGKILL');
  await exit;
}

const mode = async (file: string): Promise<string> => ((await stat(file)).mode & 0o777).toString(8);

describe('the embedded server', () => {
  it('keeps what it confirms, on loopback, behind a password and closed folders', async () => {
    const server = await start();
    const settings = `select current_setting('fsync'), current_setting('full_page_writes'),
      current_setting('data_checksums'), current_setting('listen_addresses'), current_setting('timezone'),
      current_setting('server_encoding')`;
    expect(await query(server.superuserUrl, settings)).toEqual([
      ['on', 'on', 'on', '127.0.0.1', 'UTC', 'UTF8'],
    ]);
    const stranger = server.superuserUrl.replace(/:[^:@/]+@/, ':guess@');
    await expect(query(stranger, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(await mode(server.folder)).toBe('700');
    expect(await mode(path.join(server.folder, 'cluster'))).toBe('700');
    expect(await mode(path.join(server.folder, 'superuser-password'))).toBe('600');
  });

  it('keeps stored values out of its log when a query fails, and stops when told, twice if need be', async () => {
    const server = await start();
    await query(server.superuserUrl, `create table t as select 'secret-title' as a`);
    await query(server.superuserUrl, 'create unique index on t (a)');
    await expect(query(server.superuserUrl, `insert into t values ('secret-title')`)).rejects.toThrow(
      't_a_idx',
    );
    await expect(query(server.superuserUrl, `select 'secret-title'::int`)).rejects.toThrow('integer');
    await server.stop();
    await server.stop();
    await expect(query(server.superuserUrl, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const log = await readFile(path.join(server.folder, 'server.log'), 'utf8');
    expect(log).toContain('database system is shut down');
    expect(log).not.toContain('secret-title');
  });
});

describe('a program that cannot be started', () => {
  it('is a refusal with what to do, not the end of the process', async () => {
    await expect(runProgram('/nowhere/initdb', [])).rejects.toMatchObject({
      code: 'postgres-program-failed',
      message: 'initdb could not be started (spawn /nowhere/initdb ENOENT).',
    });
  });
});

describe('a second start', () => {
  it('continues with the same data on the same port', async () => {
    const first = await start();
    await query(first.superuserUrl, 'create table kept as select 7 as seven');
    await first.stop();
    const second = await start();
    expect(second.superuserUrl).toBe(first.superuserUrl);
    expect(await query(second.superuserUrl, 'select seven from kept')).toEqual([[7]]);
  });

  it('takes another port when somebody else has the old one', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(first.port, '127.0.0.1');
    await once(squatter, 'listening');
    const second = await start();
    expect(second.port).not.toBe(first.port);
    expect(await query(second.superuserUrl, 'select 1')).toEqual([[1]]);
    squatter.close();
  });

  it('at the same time as the first ends with one server for both', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect(other.superuserUrl).toBe(one.superuserUrl);
    expect(await query(one.superuserUrl, 'select 1')).toEqual([[1]]);
  });

  it('takes over the server that a killed app left running', async () => {
    const { app, said } = await startApp();
    await killed(app);
    const server = await start();
    expect(said).toEqual({ port: server.port, superuserUrl: server.superuserUrl });
    expect(lines).toEqual([`Continuing with the PostgreSQL that is running on port ${server.port}.`]);
  });

  it('recovers what was committed when the server itself was killed', async () => {
    const first = await start();
    await query(first.superuserUrl, 'create table kept as select 7 as seven');
    process.kill(await postmasterPid(first), 'SIGKILL');
    const second = await start();
    expect(second.port).toBe(first.port);
    expect(await query(second.superuserUrl, 'select seven from kept')).toEqual([[7]]);
  });

  it('does not trust a pid file that names the port of another server', async () => {
    const first = await start();
    const own = dataDir;
    dataDir = path.join(parent, 'other');
    const other = await start();
    await other.stop();
    dataDir = own;
    const left = await readFile(path.join(first.folder, 'cluster', 'postmaster.pid'), 'utf8');
    await first.stop();
    dataDir = path.join(parent, 'other');
    const stranger = await start();
    dataDir = own;
    const stale = left.split('\n').with(0, '999999').with(3, String(stranger.port)).join('\n');
    await writeFile(path.join(first.folder, 'cluster', 'postmaster.pid'), stale);
    const again = await start();
    expect(again.port).not.toBe(stranger.port);
    expect(await query(again.superuserUrl, 'show data_directory')).toEqual([
      [path.join(again.folder, 'cluster')],
    ]);
  });
});

describe('a folder that cannot hold the data', () => {
  it('is named, with what to do, when it is a file', async () => {
    await writeFile(dataDir, '');
    await expect(start()).rejects.toMatchObject({
      code: 'data-folder-unusable',
      message: `The data folder ${dataDir} cannot be read and written (EEXIST).`,
      action: 'Give this user the right to read and write it, or set DATA_DIR to another folder.',
    });
  });

  it.runIf(CAN_PLAY_NOBODY)('is named when it belongs to somebody else', async () => {
    await mkdir(dataDir, { mode: 0o700 });
    expect((await startApp(NOBODY)).said).toEqual({
      code: 'data-folder-unusable',
      message: `The data folder ${dataDir} cannot be read and written (EACCES).`,
      action: 'Give this user the right to read and write it, or set DATA_DIR to another folder.',
    });
  });

  it('is not filled anew when only the password is gone', async () => {
    const server = await start();
    await server.stop();
    await rm(path.join(server.folder, 'superuser-password'));
    await expect(start()).rejects.toMatchObject({ code: 'postgres-secret-missing' });
  });
});

describe('the user that PostgreSQL runs as', () => {
  it.runIf(!IS_ROOT)('can work below a folder that is closed to all others', async () => {
    await chmod(parent, 0o700);
    const server = await start();
    expect(await query(server.superuserUrl, 'select 1')).toEqual([[1]]);
  });

  it.runIf(IS_ROOT)(
    'has its data and programs below /var/lib when it cannot enter ours, each time',
    async () => {
      await chmod(parent, 0o700);
      const first = await start();
      const away = path.dirname(first.folder);
      expect(away).toMatch(/^\/var\/lib\/followthrough\/[0-9a-f]{12}$/);
      expect(lines[0]).toBe(
        `PostgreSQL's user cannot enter ${parent}: its programs and data are below ${away}.`,
      );
      await query(first.superuserUrl, 'create table kept as select 7 as seven');
      await first.stop();
      await chmod(parent, 0o755);
      const second = await start();
      expect(await query(second.superuserUrl, 'select seven from kept')).toEqual([[7]]);
    },
  );

  it.runIf(IS_ROOT)('never starts empty because a folder above existing data was closed', async () => {
    const server = await start();
    await server.stop();
    await chmod(parent, 0o700);
    await expect(start()).rejects.toMatchObject({
      code: 'data-folder-unreachable',
      action: `Allow others to pass through it (chmod o+x ${parent}), or start as the user who owns the database.`,
    });
  });

  it.runIf(CAN_PLAY_NOBODY)('is an ordinary user, and stays so when root comes next', async () => {
    await mkdir(dataDir, { mode: 0o700 });
    await chown(dataDir, NOBODY.uid, NOBODY.gid);
    const { app, said } = await startApp(NOBODY);
    expect(existsSync(path.join(dataDir, 'postgres', 'cluster', 'PG_VERSION'))).toBe(true);
    await killed(app);
    const server = await start();
    expect(said).toEqual({ port: server.port, superuserUrl: server.superuserUrl });
    expect((await stat(path.join(server.folder, 'cluster'))).uid).toBe(NOBODY.uid);
  });
});
