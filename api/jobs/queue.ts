import type { Transaction } from 'kysely';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database } from '../store/schema.ts';
import type { AnyJob } from './job.ts';

/** Heartbeat: work of a process that died is taken up again after about 15 s. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 5;
const QUEUE_OPTIONS = {
  // One in hand and one waiting per key: a doorbell during a sync is not lost, a hundred of them are one.
  policy: 'stately',
  notify: true,
  // Work is never given up and never too old: its due time was cleared when it was sent, so nothing else brings it back.
  retryLimit: 1_000_000,
  retentionSeconds: 10 * 365 * 86_400,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  expireInSeconds: 300,
  deleteAfterSeconds: 3600,
} as const;
const CONCURRENCY = 4;
const LOOK_SECONDS = 3;
const CALLED_LOOK_SECONDS = 60;
/** An error that goes on is reported anew at each supervision: after three quiet ones the queue is well again. */
const UNWELL_MS = 3 * SUPERVISE_SECONDS * 1000;

/** As owner: the queue's schema, one queue a job, and the app role's rights. May be run again. */
export async function installQueue(ownerUrl: string, jobs: readonly AnyJob<never>[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 2, supervise: false, schedule: false });
  const failures: unknown[] = [];
  boss.on('error', (error) => failures.push(error));
  await boss.start();
  try {
    const known = new Set((await boss.getQueues()).map((queue) => queue.name));
    for (const { name } of jobs) {
      const { policy, heartbeatSeconds, retryDelayMax, ...changeable } = QUEUE_OPTIONS;
      if (known.has(name)) await boss.updateQueue(name, { ...changeable, heartbeatSeconds });
      else await boss.createQueue(name, { ...changeable, policy, heartbeatSeconds, retryDelayMax });
    }
    await grantQueue(boss);
  } finally {
    await boss.stop({ graceful: false, close: true });
  }
  if (failures.length > 0) throw failures[0];
}

async function grantQueue(boss: PgBoss): Promise<void> {
  const db = boss.getDb();
  const rights = 'select, insert, update, delete';
  await db.executeSql('grant usage on schema pgboss to followthrough_app');
  await db.executeSql(`grant ${rights} on all tables in schema pgboss to followthrough_app`);
  await db.executeSql('grant usage on all sequences in schema pgboss to followthrough_app');
  await db.executeSql('grant execute on all functions in schema pgboss to followthrough_app');
  await db.executeSql(
    `alter default privileges in schema pgboss grant ${rights} on tables to followthrough_app`,
  );
}

export interface Queue {
  /** Puts work into the queue when the transaction commits, and not otherwise. */
  enqueue(trx: Transaction<Database>, name: string, payload: object): Promise<void>;
  /** Takes up work. @throws if a job has no queue. */
  work<Deps>(jobs: readonly AnyJob<Deps>[], deps: Deps): Promise<void>;
  /** Lets work in hand finish, for at most `graceMs`. */
  stop(graceMs: number): Promise<void>;
  isHealthy(): boolean;
  /** Calls after each piece of work of this process, however it ended: it may have made something due. */
  readonly afterWork?: (call: () => void) => void;
}

/** Told of each piece of work that ended. */
export type CountJob = (job: string, outcome: 'done' | 'failed') => void;

/** The queue as the app role: it never changes the schema. */
export async function startQueue(
  appUrl: string,
  jobs: readonly AnyJob<never>[],
  log: Logger,
  count: CountJob = () => undefined,
): Promise<Queue> {
  assertNamesAreUnique(jobs);
  const boss = new PgBoss({
    connectionString: appUrl,
    max: CONCURRENCY + 2,
    migrate: false,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  let failedAt = -Infinity;
  boss.on('error', (error) => {
    failedAt = performance.now();
    log.error({ code: error.name }, 'The job queue reports an error.');
  });
  await boss.start();
  const listeners: (() => void)[] = [];
  const afterWork = () => {
    for (const call of listeners) call();
  };
  const keys = new Map(jobs.map((job) => [job.name, job.keyOf]));
  return {
    enqueue: async (trx, name, payload) => {
      const keyOf = keys.get(name);
      if (!keyOf) throw new Error(`There is no job named ${name}.`);
      await boss.send(name, payload, { singletonKey: keyOf(payload), db: fromKysely(trx) });
    },
    work: async (mine, deps) => {
      await assertQueuesExist(boss, mine);
      for (const job of mine)
        await takeUp(boss, job.name, (work) => runLogged(job, work, { deps, log, count }).finally(afterWork));
    },
    stop: (graceMs) => boss.stop({ graceful: true, timeout: graceMs, close: true }),
    isHealthy: () => performance.now() - failedAt > UNWELL_MS,
    afterWork: (call) => {
      listeners.push(call);
    },
  };
}

/** A worker of a queue that is not there would look for work for ever and find none. */
async function assertQueuesExist(boss: PgBoss, jobs: readonly AnyJob<never>[]): Promise<void> {
  const known = new Set((await boss.getQueues()).map((queue) => queue.name));
  const missing = jobs.find(({ name }) => !known.has(name));
  if (missing) throw new Error(`The job ${missing.name} has no queue. Run \`npm run migrate\`.`);
}

interface Work {
  readonly id: string;
  readonly data: object;
}

/** Each worker of a kind looks when it is called, and again after each piece of work: the queue by itself would wait. */
async function takeUp(boss: PgBoss, name: string, run: (work: Work) => Promise<void>): Promise<void> {
  for (let number = 0; number < CONCURRENCY; number += 1) {
    // Nothing calls for what is tried again later: one of them looks for that.
    const notifyPollingIntervalSeconds = number === 0 ? LOOK_SECONDS : CALLED_LOOK_SECONDS;
    let worker: string | null = null;
    worker = await boss.work<object>(name, { notifyPollingIntervalSeconds }, async ([work]) => {
      if (worker !== null) boss.notifyWorker(worker);
      if (work) await run(work);
    });
  }
}

async function runLogged<Deps>(
  job: AnyJob<Deps>,
  work: Work,
  { deps, log, count }: { readonly deps: Deps; readonly log: Logger; readonly count: CountJob },
): Promise<void> {
  try {
    await job.runWith(work.data, deps);
    count(job.name, 'done');
  } catch (error) {
    count(job.name, 'failed');
    log.error(
      { job: job.name, jobId: work.id, failure: failureName(error) },
      'A job failed and is tried again.',
    );
    // Without its cause: the queue would keep the cause's message, which may carry what a calendar said (R5).
    throw new Error(failureName(error));
  }
}

/** A name and a code, never a message: messages may carry what a calendar said (domain R5). */
export function failureName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? `:${error.code}` : '';
  return `${error.name}${code}`;
}

function assertNamesAreUnique(jobs: readonly AnyJob<never>[]): void {
  const names = jobs.map((job) => job.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`The job ${twice} has two handlers.`);
}
