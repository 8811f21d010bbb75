import { sql, type Transaction } from 'kysely';
import { connect } from '../../api/store/connect.ts';
import type { Database } from '../../api/store/schema.ts';
import type { AnyJob } from '../../api/jobs/job.ts';
import type { Queue } from '../../api/jobs/queue.ts';

/** What waits, as the queue holds it. */
export interface WaitingJob {
  readonly name: string;
  readonly payload: object;
}

/**
 * A queue that works when it is told to, one job after another in the order in which they came. As with the real one, a job
 * waits from the moment at which the transaction that sent it commits, one for each name and key, and one that fails waits
 * on.
 */
export interface SteppedQueue extends Queue {
  /** Runs what waits, and what that brings, until nothing does. Returns how many ran. @throws what a job throws. */
  drain(): Promise<number>;
  /** What waits, first come first. */
  waiting(): Promise<WaitingJob[]>;
}

/** As owner it makes a table of its own beside the product's; as app it works with it. */
export async function createSteppedQueue(urls: { ownerUrl: string; appUrl: string }): Promise<SteppedQueue> {
  await createTable(urls.ownerUrl);
  const { db, close } = connect(urls.appUrl, { max: 1 });
  const handlers = new Map<string, { keyOf(payload: object): string; run(payload: object): Promise<void> }>();
  const waiting = async () => {
    const { rows } = await sql<
      WaitingJob & { id: number }
    >`select id, name, payload from stepped_job order by id`.execute(db);
    return rows;
  };
  return {
    enqueue: (trx, name, payload) => insert(trx, name, handlers.get(name)?.keyOf(payload), payload),
    work: async <Deps>(jobs: readonly AnyJob<Deps>[], deps: Deps) => {
      for (const job of jobs)
        handlers.set(job.name, { keyOf: job.keyOf, run: (payload) => job.runWith(payload, deps) });
    },
    waiting,
    drain: async () => {
      let ran = 0;
      for (let [job] = await waiting(); job; [job] = await waiting()) {
        // Out of the queue first: what comes while it runs is another job.
        await sql`delete from stepped_job where id = ${job.id}`.execute(db);
        await handlers.get(job.name)?.run(job.payload);
        ran += 1;
      }
      return ran;
    },
    stop: () => close(),
    isHealthy: () => true,
  };
}

async function createTable(ownerUrl: string): Promise<void> {
  const owner = connect(ownerUrl, { max: 1 });
  await sql`create table stepped_job (
    id bigint generated always as identity primary key,
    name text not null, key text not null, payload jsonb not null, unique (name, key))`.execute(owner.db);
  await sql`grant select, insert, delete on stepped_job to followthrough_app`.execute(owner.db);
  await owner.close();
}

async function insert(
  trx: Transaction<Database>,
  name: string,
  key: string | undefined,
  payload: object,
): Promise<void> {
  if (key === undefined) throw new Error(`There is no job named ${name}.`);
  await sql`insert into stepped_job (name, key, payload) values (${name}, ${key}, ${JSON.stringify(payload)}::jsonb)
    on conflict do nothing`.execute(trx);
}
