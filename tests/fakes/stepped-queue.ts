import { type Kysely, sql } from 'kysely';
import { connect } from '../../api/store/connect.ts';
import type { Database } from '../../api/store/schema.ts';
import type { AnyJob } from '../../api/jobs/job.ts';
import type { Queue } from '../../api/jobs/queue.ts';

/** A piece of work, as the queue holds it. */
export interface QueuedJob {
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
  /** Everything that was ever sent, whatever became of it. */
  readonly sent: readonly QueuedJob[];
  /** From now on jobs of that name wait, as if whoever runs them were down. */
  hold(name: string): void;
  /** What has been held back goes, and is returned; from now on such jobs run again. */
  take(name: string): Promise<object[]>;
}

interface Handler {
  keyOf(payload: object): string;
  run(payload: object): Promise<void>;
}

/** As owner it makes a table of its own beside the product's; as app it works with it. */
export async function createSteppedQueue(urls: { ownerUrl: string; appUrl: string }): Promise<SteppedQueue> {
  await createTable(urls.ownerUrl);
  const { db, close } = connect(urls.appUrl, { max: 1 });
  const handlers = new Map<string, Handler>();
  const held = new Set<string>();
  const sent: QueuedJob[] = [];
  const handlerOf = (name: string): Handler => {
    const handler = handlers.get(name);
    if (!handler) throw new Error(`There is no job named ${name}.`);
    return handler;
  };
  return {
    enqueue: async (trx, name, payload) => {
      await insert(trx, { name, payload }, handlerOf(name).keyOf(payload));
      sent.push({ name, payload });
    },
    work: async <Deps>(jobs: readonly AnyJob<Deps>[], deps: Deps) => {
      for (const job of jobs)
        handlers.set(job.name, { keyOf: job.keyOf, run: (payload) => job.runWith(payload, deps) });
    },
    drain: async () => {
      let ran = 0;
      for (let job = await takeFirst(db, [...held]); job; job = await takeFirst(db, [...held])) {
        try {
          await handlerOf(job.name).run(job.payload);
        } catch (error) {
          await insert(db, job, handlerOf(job.name).keyOf(job.payload));
          throw error;
        }
        ran += 1;
      }
      return ran;
    },
    sent,
    hold: (name) => void held.add(name),
    take: async (name) => {
      held.delete(name);
      const { rows } = await sql<QueuedJob>`delete from stepped_job where name = ${name}
        returning name, payload`.execute(db);
      return rows.map(({ payload }) => payload);
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

async function insert(db: Kysely<Database>, { name, payload }: QueuedJob, key: string): Promise<void> {
  await sql`insert into stepped_job (name, key, payload) values (${name}, ${key}, ${JSON.stringify(payload)}::jsonb)
    on conflict do nothing`.execute(db);
}

/** Out of the queue before it runs: what comes meanwhile is another job. */
async function takeFirst(db: Kysely<Database>, held: readonly string[]): Promise<QueuedJob | null> {
  const { rows } = await sql<QueuedJob>`delete from stepped_job where id = (
      select min(id) from stepped_job where name <> all(${held}::text[]))
    returning name, payload`.execute(db);
  return rows[0] ?? null;
}
