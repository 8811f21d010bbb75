import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createCluster, superuserPassword, SUPERUSER } from './postgres-cluster.ts';
import { type PostgresHome, preparePostgresHome } from './postgres-home.ts';
import { findPostgresPrograms, lastLine, programPath, runProgram } from './postgres-programs.ts';
import { readSecret } from './secret-file.ts';
import { StoreError } from './store-error.ts';

/** A killed server leaves its pid file and, for a moment, a dying process; PostgreSQL refuses to start until that is gone. */
const PATIENCE_MS = 15_000;

/**
 * For one small machine that others share. Error texts may quote stored values, so the log takes start, stop and
 * panics (`log` ranks above `error` here) and nothing that a query caused.
 */
const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  effective_cache_size: '256MB',
  max_wal_size: '512MB',
  max_parallel_workers_per_gather: '0',
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_checkpoints: 'off',
};

export interface EmbeddedPostgres {
  readonly superuserUrl: string;
  readonly port: number;
  /** Folder of the cluster and its passwords (0700); where the roles' passwords are kept too. */
  readonly folder: string;
  /** Ends every connection and stops the server; safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL with its data below `dataDir`, or takes over the one that a killed app left running there.
 * The same port is used again where it is still free. Throws a `StoreError` with what to do.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  report(line: string): void;
}): Promise<EmbeddedPostgres> {
  const programs = await findPostgresPrograms();
  const home = await preparePostgresHome(path.resolve(options.dataDir), programs, options.report);
  const password = await superuserPassword(home);
  await createCluster(home, options.report);
  const port = await startOrReuse(home, password, options.report);
  return { superuserUrl: urlOf(port, password), port, folder: home.folder, stop: () => stop(home) };
}

function urlOf(port: number, password: string): string {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
}

async function startOrReuse(
  home: PostgresHome,
  password: string,
  report: (line: string) => void,
): Promise<number> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const running = await findRunning(home, password);
    if (running !== null) {
      report(`Continuing with the PostgreSQL that is running on port ${running}.`);
      return running;
    }
    const port = await choosePort(home);
    const { exitCode, output } = await pgCtlStart(home, port);
    if (exitCode === 0) {
      await writeFile(portFile(home), String(port), { mode: 0o600 });
      return port;
    }
    if (performance.now() > deadline) throw doesNotStart(home, output);
    await pause(250);
  }
}

/** The port of a server that is up and really serves this cluster, by its own word; else null. */
async function findRunning(home: PostgresHome, password: string): Promise<number | null> {
  const pidFile = await readSecret(path.join(home.cluster, 'postmaster.pid'));
  const port = Number(pidFile?.split('\n')[3]);
  if (!Number.isInteger(port) || port <= 0) return null;
  const client = new pg.Client({ connectionString: urlOf(port, password), connectionTimeoutMillis: 3_000 });
  // A server that dies in mid-query also raises an event, which would end the process; the query rejects as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === home.cluster ? port : null;
  } catch {
    // Refused, a stranger's server or one that is starting: pg_ctl says which, and the caller comes back.
    return null;
  } finally {
    await client.end();
  }
}

async function choosePort(home: PostgresHome): Promise<number> {
  const remembered = Number((await readSecret(portFile(home))) ?? 0);
  const port = (await freePort(remembered)) ?? (await freePort(0));
  if (port === null) throw doesNotStart(home, 'no free port on 127.0.0.1');
  return port;
}

function portFile(home: PostgresHome): string {
  return path.join(home.folder, 'port');
}

async function freePort(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(null));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : null;
      probe.close(() => resolve(port));
    });
  });
}

async function pgCtlStart(home: PostgresHome, port: number): Promise<{ exitCode: number; output: string }> {
  const settings = Object.entries({ ...SERVER_SETTINGS, port: String(port) });
  return pgCtl(home, 'start', [
    `--log=${path.join(home.folder, 'server.log')}`,
    `--options=${settings.map(([name, value]) => `-c ${name}=${value}`).join(' ')}`,
  ]);
}

async function stop(home: PostgresHome): Promise<void> {
  const status = await pgCtl(home, 'status', []);
  if (status.exitCode === 3) return;
  const { exitCode, output } = await pgCtl(home, 'stop', ['-m', 'fast']);
  if (exitCode === 0 || (await pgCtl(home, 'status', [])).exitCode === 3) return;
  throw new StoreError({
    code: 'postgres-does-not-stop',
    message: `PostgreSQL in ${home.cluster} did not stop (${lastLine(output)}).`,
    action: 'It finishes by itself; the next start continues with it.',
  });
}

async function pgCtl(home: PostgresHome, verb: 'start' | 'stop' | 'status', args: readonly string[]) {
  return runProgram(
    programPath(home.native, 'pg_ctl'),
    [verb, '-w', '-D', home.cluster, ...args],
    home.account,
  );
}

function doesNotStart(home: PostgresHome, output: string): StoreError {
  return new StoreError({
    code: 'postgres-does-not-start',
    message: `PostgreSQL in ${home.cluster} does not start (${lastLine(output)}).`,
    action: `Read the end of ${path.join(home.folder, 'server.log')}; if another program holds the folder, end it.`,
  });
}
