import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { installQueue } from '../../api/jobs/queue.ts';
import { createVault } from '../../api/store/encryption.ts';
import { startBenchConnector, type BenchConnector } from './bench-connector.ts';
import { withBenchDatabase, type BenchDatabase } from './bench-database.ts';
import type { Row } from './bench.ts';
import { BENCH_KEY, moveJobs } from './moves-worker.ts';
import { inventReps, seedMovedReps } from './moved-reps.ts';

const MOVES = 200;
/** A Tuesday at nine: people may be asked. */
const BEGINS = Date.parse('2026-11-24T08:00:00Z');
/** Five cards a second may leave; by then all have, or are lost. */
const GIVEN_UP_MS = 150_000;
/** A card that is sent twice would come by then. */
const AFTERWARDS_MS = 5_000;

/** B9: two processes take up one backlog of moves that are all due at once, to the last card. */
export async function run(): Promise<Row[]> {
  return withBenchDatabase(async (database) => {
    const clockAhead = BEGINS - Date.now();
    const clock = { now: () => Date.now() + clockAhead };
    const people = inventReps(MOVES);
    const connector = await startBenchConnector(database.sandboxUrl, people, clock);
    try {
      const store = database.storeOf(connector.tenantId);
      const vault = createVault({ dataKey: BENCH_KEY, indexKey: BENCH_KEY });
      await seedMovedReps(store, vault, people, clock.now());
      await installQueue(database.ownerUrl, moveJobs);
      await store.as({ kind: 'worker' })((trx) =>
        trx
          .updateTable('mailbox')
          .set({ settle_due_at: new Date(clock.now()) })
          .execute(),
      );
      const shares = await workOff(database, connector, clockAhead);
      return rowsOf(shares, await connector.arrivals());
    } finally {
      await connector.close();
    }
  });
}

/** Returns how many cards each of the two sent. */
async function workOff(
  { appUrl }: BenchDatabase,
  connector: BenchConnector,
  clockAhead: number,
): Promise<readonly number[]> {
  const { tenantId, botAppId, emulatorUrl } = connector;
  const given = { appUrl, emulatorUrl, tenantId, botAppId, clockAhead, token: await connector.token() };
  const file = path.join(import.meta.dirname, 'worker-child.ts');
  const children = [1, 2].map(() =>
    spawn(process.execPath, [file, JSON.stringify(given)], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const giveUpAt = Date.now() + GIVEN_UP_MS;
  while ((await connector.arrivals()).size < MOVES && Date.now() < giveUpAt) await wait(250);
  await wait(AFTERWARDS_MS);
  return Promise.all(children.map(endOf));
}

async function endOf(child: ChildProcess): Promise<number> {
  const said = child.stdout ? text(child.stdout) : Promise.resolve('');
  child.stdin?.end();
  await once(child, 'exit');
  return z.object({ sent: z.number() }).parse(JSON.parse(await said)).sent;
}

function rowsOf(shares: readonly number[], arrivals: ReadonlyMap<string, readonly number[]>): Row[] {
  const lost = MOVES - arrivals.size;
  const twice = [...arrivals.values()].filter((times) => times.length > 1).length;
  const what = `moves of a backlog of ${MOVES} that two workers (${shares.join(' and ')} cards) took up`;
  return [
    {
      id: 'B9-twice',
      what: `${what}: with two cards`,
      value: twice,
      unit: '',
      bar: '0',
      pass: twice === 0 && shares.every((share) => share > 0),
    },
    { id: 'B9-lost', what: `${what}: without a card`, value: lost, unit: '', bar: '0', pass: lost === 0 },
  ];
}
