import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { installQueue } from '../../api/jobs/queue.ts';
import { jobs } from '../../api/start/start-product.ts';
import { createVault } from '../../api/store/encryption.ts';
import { createPersonStore } from '../../api/store/person-store.ts';
import { hashClientState, save } from '../../api/store/subscription-store.ts';
import type { Store } from '../../api/store/transaction.ts';
import { DAY } from '../../shared/calendar/time.ts';
import { defaultWorkingHours } from '../../shared/calendar/working-hours.ts';
import { withBenchDatabase } from './bench-database.ts';
import type { Row } from './bench.ts';
import { inventReps } from './moved-reps.ts';
import { type Bell, CONNECTIONS, ring, type Load } from './notification-load.ts';

const ROUND_MS = 3_000;
const ROUNDS = 5;
const KILLS = 3;
const SERVER = `${import.meta.dirname}/ack-server.ts`;

/**
 * B3: the product takes notifications in and commits them before its 202, against express and zod without a database, by
 * turns; each a process of its own, the load a third. Then the product is killed under load: what it acknowledged is there.
 */
export async function run(): Promise<Row[]> {
  return withBenchDatabase(async ({ store, ownerUrl, appUrl }) => {
    await installQueue(ownerUrl, jobs);
    const bells = await subscribe(store);
    const durable = await startServer('durable', appUrl);
    const plain = await startServer('plain');
    const rounds: { durable: Load[]; plain: Load[] } = { durable: [], plain: [] };
    try {
      for (const { port } of [durable, plain]) await ring(port, bells, ROUND_MS);
      for (let round = 0; round < ROUNDS; round += 1) {
        rounds.durable.push(await ring(durable.port, bells, ROUND_MS));
        rounds.plain.push(await ring(plain.port, bells, ROUND_MS));
      }
    } finally {
      await Promise.all([durable.kill(), plain.kill()]);
    }
    return [...rowsOf(rounds.durable, rounds.plain), await killUnderLoad(store, appUrl, bells)];
  });
}

function rowsOf(durable: readonly Load[], plain: readonly Load[]): Row[] {
  const rate = median(durable.map(rateOf));
  const ratio = rate / median(plain.map(rateOf));
  const p99 = median(durable.map(({ times }) => times[Math.floor(times.length * 0.99)] ?? Infinity));
  const what = `durable notification ack (${Math.round(rate)} a second, ${CONNECTIONS} connections)`;
  return [
    {
      id: 'B3',
      what: `${what} against express and zod without a database`,
      value: Math.round(ratio * 100) / 100,
      unit: '×',
      bar: '≥ 0.30',
      pass: ratio >= 0.3,
    },
    {
      id: 'B3-p99',
      what: `${what}, p99`,
      value: Math.round(p99 * 10) / 10,
      unit: 'ms',
      bar: '≤ 100',
      pass: p99 <= 100,
    },
  ];
}

/** Each connection's bells have a subscription of their own, so what one lost cannot hide behind another's. */
async function killUnderLoad(store: Store, appUrl: string, bells: readonly Bell[]): Promise<Row> {
  let lost = 0;
  let acknowledged = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await store.as({ kind: 'worker' })((trx) => trx.deleteFrom('graph_notification').execute());
    const server = await startServer('durable', appUrl);
    const load = await ring(server.port, bells, ROUND_MS, () => void server.kill());
    await server.kill();
    const kept = await countKept(store);
    for (const [index, { subscriptionId }] of bells.entries()) {
      const confirmed = load.acknowledged[index] ?? 0;
      acknowledged += confirmed;
      lost += Math.max(0, confirmed - (kept.get(subscriptionId) ?? 0));
    }
  }
  return {
    id: 'B3-lost',
    what: `acknowledged notifications that are lost over ${KILLS} kills under load, of ${acknowledged}`,
    value: lost,
    unit: '',
    bar: '0',
    pass: lost === 0 && acknowledged > 0,
  };
}

async function countKept(store: Store): Promise<ReadonlyMap<string, number>> {
  const { rows } = await store.as({ kind: 'worker' })((trx) =>
    sql<{ id: string; n: number }>`select subscription_id as id, count(*)::int as n from graph_notification
      group by subscription_id`.execute(trx),
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** A rep and a subscription for each connection. */
async function subscribe(store: Store): Promise<Bell[]> {
  const key = Buffer.alloc(32, 1).toString('base64');
  const people = createPersonStore(createVault({ dataKey: key, indexKey: key }));
  const expiresAt = Date.now() + DAY;
  return store.as({ kind: 'worker' })(async (trx) => {
    await people.saveEntries(
      trx,
      inventReps(CONNECTIONS).map(({ objectId, name, address, timeZone }) => ({
        entraId: objectId,
        name,
        address,
        otherAddresses: [],
        language: 'sv',
        timeZone,
        country: 'SE',
        workingHours: defaultWorkingHours(timeZone),
      })),
    );
    const bells: Bell[] = [];
    for (const { personId } of await people.list(trx)) {
      const bell = { subscriptionId: `bench-${personId}`, clientState: `secret-${personId}` };
      const clientStateHash = hashClientState(bell.clientState);
      const { subscriptionId } = bell;
      await save(trx, {
        subscriptionId,
        personId,
        clientStateHash,
        expiresAt,
        renewAt: expiresAt,
        silentSince: null,
      });
      bells.push(bell);
    }
    return bells;
  });
}

interface Server {
  readonly port: number;
  kill(): Promise<void>;
}

async function startServer(...args: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, [SERVER, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line]: Buffer[] = await once(child.stdout, 'data');
  return { port: Number(String(line)), kill: () => killed(child) };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

function rateOf({ times }: Load): number {
  return times.length / (ROUND_MS / 1000);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
