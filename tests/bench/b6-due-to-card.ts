import { setTimeout as wait } from 'node:timers/promises';
import { installQueue } from '../../api/jobs/queue.ts';
import { createVault } from '../../api/store/encryption.ts';
import type { Store } from '../../api/store/transaction.ts';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Clock } from '../../shared/clock.ts';
import { startBenchConnector, type BenchConnector } from './bench-connector.ts';
import { withBenchDatabase, type BenchDatabase } from './bench-database.ts';
import type { BenchOptions, Row } from './bench.ts';
import { BENCH_KEY, moveJobs, startMovesWorker } from './moves-worker.ts';
import { inventReps, seedMovedReps, type MovedRep } from './moved-reps.ts';

const REPS = 1_000;
const A_SECOND = 3;
const SECONDS = 300;
/** A Tuesday at nine: people may be asked. */
const BEGINS = Date.parse('2026-11-24T08:00:00Z');
/** What is due in the last second arrives within this, or counts as lost. */
const LAST_CARDS_MS = 20_000;

/**
 * B6: three moves a second become due among 1,000 reps, for five minutes; the time from each due time to its card at
 * the sandbox's connector, through the real tick, queue, verdict on the move, plan, outbox and calls.
 */
export async function run({ seconds = SECONDS }: BenchOptions = {}): Promise<Row[]> {
  return withBenchDatabase(async (database) => {
    const begun = Date.now();
    const clock = { now: () => BEGINS + Date.now() - begun };
    const people = inventReps(REPS);
    const connector = await startBenchConnector(database.sandboxUrl, people, clock);
    try {
      const vault = createVault({ dataKey: BENCH_KEY, indexKey: BENCH_KEY });
      const store = database.storeOf(connector.tenantId);
      const reps = await seedMovedReps(store, vault, people, clock.now());
      const due = await work(database, store, connector, clock, () =>
        makeDue(store, reps.slice(0, seconds * A_SECOND), clock),
      );
      return rowsOf(due, await connector.arrivals());
    } finally {
      await connector.close();
    }
  });
}

function rowsOf(due: ReadonlyMap<string, Instant>, arrivals: ReadonlyMap<string, readonly Instant[]>): Row[] {
  const waits = [...due].flatMap(
    ([rep, at]) =>
      arrivals
        .get(rep)
        ?.slice(0, 1)
        .map((came) => came - at) ?? [],
  );
  const p95 = waits.toSorted((a, b) => a - b)[Math.ceil(waits.length * 0.95) - 1] ?? Infinity;
  const lost = due.size - waits.length;
  const twice = [...arrivals.values()].filter((times) => times.length > 1).length;
  return [
    {
      id: 'B6',
      what: `due move to card at the connector, p95 of ${waits.length}, ${A_SECOND} a second among ${REPS} reps`,
      value: p95 / 1000,
      unit: 's',
      bar: '≤ 2',
      pass: p95 <= 2_000,
    },
    { id: 'B6-lost', what: 'due moves without a card', value: lost, unit: '', bar: '0', pass: lost === 0 },
    { id: 'B6-twice', what: 'moves with two cards', value: twice, unit: '', bar: '0', pass: twice === 0 },
  ];
}

/** The app's background work while `load` runs, and until what it brought is done. */
async function work(
  { ownerUrl, appUrl }: BenchDatabase,
  store: Store,
  connector: BenchConnector,
  clock: Clock,
  load: () => Promise<ReadonlyMap<string, Instant>>,
): Promise<ReadonlyMap<string, Instant>> {
  await installQueue(ownerUrl, moveJobs);
  const worker = await startMovesWorker({ appUrl, store, clock, ...connector });
  const due = await load();
  const giveUpAt = Date.now() + LAST_CARDS_MS;
  while ((await connector.arrivals()).size < due.size && Date.now() < giveUpAt) await wait(250);
  await worker.stop();
  return due;
}

/** One rep's move after the other, evenly over each second. Returns when each became due, by object id. */
async function makeDue(
  store: Store,
  reps: readonly MovedRep[],
  clock: Clock,
): Promise<ReadonlyMap<string, Instant>> {
  const due = new Map<string, Instant>();
  const begun = performance.now();
  for (const [index, { personId, objectId }] of reps.entries()) {
    await wait(Math.max(0, begun + (index * 1_000) / A_SECOND - performance.now()));
    const at = clock.now();
    await store.as({ kind: 'worker' })((trx) =>
      trx
        .updateTable('mailbox')
        .set({ settle_due_at: new Date(at) })
        .where('person_id', '=', personId)
        .execute(),
    );
    due.set(objectId, at);
  }
  return due;
}
