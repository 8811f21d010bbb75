import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, onTestFailed, vi } from 'vitest';
import { firstClosedTo } from '../../api/store/postgres-account.ts';
import { meSchema } from '../../shared/contract/me.ts';
import { teamTimeSchema, type TeamTime } from '../../shared/contract/team-time.ts';
import { startApp, type AppOptions, type AppProcess } from './app-process.ts';
import { processesOf } from './processes.ts';

const READY_WITHIN_MS = 30_000;
const IS_ROOT = process.getuid?.() === 0;
const NOBODY = { uid: 65_534, gid: 65_534 };
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Another user can only be played by root, and only in a checkout that this user may read. */
const CAN_PLAY_NOBODY = IS_ROOT && (await firstClosedTo(NOBODY, [process.execPath, ROOT])) === null;

let parent: string;
let dataDir: string;
/** Where root's PostgreSQL has its data when it cannot enter ours. */
let away: string;
let apps: AppProcess[];

beforeEach(async () => {
  parent = await realpath(await mkdtemp(path.join(tmpdir(), 'followthrough-start-')));
  dataDir = path.join(parent, 'data');
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  away = path.join('/var/lib/followthrough', hash);
  apps = [];
});

afterEach(async () => {
  for (const { pid } of await left()) process.kill(pid, 'SIGKILL');
  await rm(parent, { recursive: true, force: true });
  await rm(away, { recursive: true, force: true });
});

function start(options: Partial<AppOptions> = {}): AppProcess {
  const app = startApp({ dataDir, ...options });
  apps.push(app);
  onTestFailed(() => void process.stderr.write(`${app.lines.join('\n')}\n`));
  return app;
}

async function left() {
  const found = await Promise.all(apps.map(({ pid }) => processesOf({ pid, folders: [dataDir, away] })));
  return found.flat();
}

/** What the first team's manager sees, asked as the tab asks it. */
async function managersFigures(origin: string): Promise<TeamTime['figures']> {
  const { token }: { token: string } = await json(`${origin}/sandbox/api/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: 'karin' }),
  });
  const headers = { authorization: `Bearer ${token}` };
  const [team] = meSchema.parse(await json(`${origin}/api/me`, { headers })).manages;
  return teamTimeSchema.parse(await json(`${origin}/api/teams/${team?.id}/time`, { headers })).figures;
}

/** An edit in a rep's calendar is announced there. */
async function expectToBeRungAt(origin: string): Promise<void> {
  await json(`${origin}/sandbox/api/calendar/maja/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      subject: 'Fokustid',
      start: '2030-01-08T09:00:00Z',
      end: '2030-01-08T10:00:00Z',
    }),
  });
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  expect(metrics).toMatch(/_count\{route="\/graph\/notifications",status="202"\} [1-9]/);
}

async function json<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return response.json();
}

describe('a start without anything configured', () => {
  it('is ready in half a minute below a closed folder, and continues after Ctrl-C and after a kill', async () => {
    await chmod(parent, 0o700);
    const begun = performance.now();
    const first = start();
    const origin = await first.ready();
    expect(performance.now() - begun).toBeLessThan(READY_WITHIN_MS);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    expect(first.lines.slice(-5)).toEqual([
      `Sandbox        ${origin}/sandbox/`,
      `Manager’s tab  ${origin}/sandbox/teams?as=karin&page=time`,
      `Rep’s tab      ${origin}/sandbox/teams?as=maja&page=moved`,
      `Set-up page    ${origin}/sandbox/teams?as=admin&page=setup`,
      `Followthrough listens on ${origin}`,
    ]);
    const figures = await managersFigures(origin);
    expect(figures.status).toBe('published');

    expect(await first.interrupt()).toEqual({ code: 0, signal: null });
    expect(await left()).toEqual([]);

    const second = start();
    expect(await managersFigures(await second.ready())).toEqual(figures);
    expect(second.lines.filter((line) => line.startsWith('Created'))).toEqual([]);
    expect(await second.signal('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });

    const third = start();
    const elsewhere = await third.ready();
    expect(elsewhere).not.toBe(origin);
    expect(await managersFigures(elsewhere)).toEqual(figures);
    await vi.waitFor(() => expectToBeRungAt(elsewhere), { timeout: 20_000, interval: 500 });
    expect(third.lines.join('\n')).toContain('Continuing with the PostgreSQL that is running');
    expect(await third.interrupt()).toEqual({ code: 0, signal: null });
    expect(await left()).toEqual([]);
  });

  // Each line is said right before a program is called or a connection opened that must not outlive the start.
  it.each([
    'No Microsoft tenant is configured',
    'Created a PostgreSQL database',
    'Migrated the database: 0001',
    'Migrated the database: 0005',
  ])('leaves no process behind when Ctrl-C comes right after "%s"', async (line) => {
    await chmod(parent, 0o755);
    const app = start();
    await app.said(line);
    expect(await app.interrupt()).toEqual({ code: 0, signal: null });
    expect(await left()).toEqual([]);
  });

  it('leaves no process behind when a supervisor stops it in the middle of the start', async () => {
    await chmod(parent, 0o755);
    const app = start();
    await app.said('Created a PostgreSQL database');
    expect(await app.signal('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(await left()).toEqual([]);
  });

  it.runIf(CAN_PLAY_NOBODY)('needs no more than an ordinary user has', async () => {
    await chmod(parent, 0o755);
    await mkdir(dataDir, { mode: 0o700 });
    await chown(dataDir, NOBODY.uid, NOBODY.gid);
    const app = start({ account: NOBODY });
    expect((await managersFigures(await app.ready())).status).toBe('published');
    expect(await app.interrupt()).toEqual({ code: 0, signal: null });
    expect(await left()).toEqual([]);
  });
});

describe('a start that cannot be', () => {
  it('says in one line that the port is taken, and leaves nothing running', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    await chmod(parent, 0o755);
    const app = start({ port });
    expect(await app.ended).toEqual({ code: 1, signal: null });
    expect(app.errors).toEqual([
      `Port ${port} is taken by another program. Stop it, or start with another port: PORT=${port + 1} npm start`,
    ]);
    expect(await left()).toEqual([]);
    other.close();
  });

  it.runIf(CAN_PLAY_NOBODY)('says in one line that the data folder cannot be read', async () => {
    await chmod(parent, 0o755);
    await mkdir(dataDir, { mode: 0o700 });
    const app = start({ account: NOBODY });
    expect(await app.ended).toEqual({ code: 1, signal: null });
    expect(app.errors).toEqual([
      `The data folder ${dataDir} cannot be read and written (EACCES). Give this user the right to read and write it, or set DATA_DIR to another folder.`,
    ]);
    expect(await left()).toEqual([]);
  });

  it('says in one line which settings it cannot use', async () => {
    const app = start({ environment: { ROLE: 'everything', LOG_LEVEL: 'loud' } });
    expect(await app.ended).toEqual({ code: 1, signal: null });
    expect(app.errors).toEqual([
      'These settings cannot be used: ROLE, LOG_LEVEL. See .env.example for what each of them takes.',
    ]);
  });
});
