import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createSeededRandom, type SeededRandom } from '../../sandbox/company/seeded-random.ts';
import { freshSandboxDatabase } from '../integration/sandbox/fresh-sandbox.ts';
import { openAppDatabase, type AppDatabase } from './app-database.ts';
import { startApp, type AppProcess } from './app-process.ts';
import { processesOf, type RunningProcess } from './processes.ts';
import { createRepScript, type RepScript } from './rep-script.ts';
import { startSandboxProcess, type SandboxProcess, type SandboxRep } from './sandbox-process.ts';

/** An app that is killed again and again, and a pretend Microsoft 365 that outlives it. */
export interface KillWorld {
  readonly sandbox: SandboxProcess;
  readonly database: AppDatabase;
  readonly reps: readonly SandboxRep[];
  readonly script: RepScript;
  readonly random: SeededRandom;
  app(): AppProcess;
  /** Starts the app where it is not running, and waits until it says that it is ready. */
  restart(): Promise<void>;
  /** Starts the app and kills it before it is ready. */
  killInStart(): Promise<void>;
  /** Of the app, and of its database too where asked. */
  kill(options: { withDatabase: boolean }): Promise<void>;
  /** What runs of it. */
  processes(): Promise<readonly RunningProcess[]>;
  remove(): Promise<void>;
}

export async function startKillWorld(seed: string): Promise<KillWorld> {
  const random = createSeededRandom(seed);
  const sandboxDatabase = await freshSandboxDatabase();
  // What the product holds at the end is then what it saw between the kills, and nothing besides.
  const sandbox = await startSandboxProcess(sandboxDatabase.url, {}, ['--without-past']);
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'followthrough-kill-')));
  await chmod(folder, 0o755);
  const dataDir = path.join(folder, 'data');
  // The same each time: Graph goes on ringing where the app was.
  const port = await freePort();
  const start = () => startApp({ dataDir, port, environment: { SANDBOX_ORIGIN: sandbox.origin } });
  let app = start();
  await app.ready();
  const pids = [app.pid];
  const database = openAppDatabase(dataDir);
  const reps = await sandbox.reps();
  const processes = async () => {
    const found = await Promise.all(pids.map((pid) => processesOf({ pid, folders: [dataDir] })));
    return [...new Map(found.flat().map((one) => [one.pid, one])).values()];
  };
  const startAgain = () => {
    app = start();
    pids.push(app.pid);
  };
  return {
    sandbox,
    database,
    reps,
    script: createRepScript(sandbox, reps, random),
    random,
    app: () => app,
    restart: async () => {
      startAgain();
      await app.ready();
    },
    killInStart: async () => {
      startAgain();
      await wait(random.between(100, 1_500));
      await app.signal('SIGKILL');
    },
    kill: async ({ withDatabase }) => {
      const postmaster = withDatabase ? await database.postmasterPid() : null;
      const ended = app.signal('SIGKILL');
      if (postmaster !== null) process.kill(postmaster, 'SIGKILL');
      await ended;
    },
    processes,
    remove: async () => {
      await database.close();
      for (const { pid } of await processes()) killQuietly(pid);
      await sandbox.stop();
      await sandboxDatabase.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** It may have ended since it was listed. */
function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      probe.close(() => resolve(port));
    });
    probe.on('error', reject);
  });
}

/** Looks again and again, for so long at most. Returns what it last saw. */
export async function look<T>(
  see: () => Promise<T | null>,
  milliseconds: number,
  every = 25,
): Promise<T | null> {
  const giveUpAt = performance.now() + milliseconds;
  for (;;) {
    const seen = await see();
    if (seen !== null || performance.now() > giveUpAt) return seen;
    await wait(every);
  }
}
