import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { defineJob, type AnyJob } from '../../../api/jobs/job.ts';
import { installQueue, startQueue, type Queue } from '../../../api/jobs/queue.ts';
import { tick } from '../../../api/jobs/tick.ts';
import { jobs } from '../../../api/start/start-product.ts';
import { connect, type Connection } from '../../../api/store/connect.ts';
import { addMailboxes } from '../../../api/store/mailbox-store.ts';
import { openStore, type Store } from '../../../api/store/transaction.ts';
import { at } from '../../factories/event.ts';
import { type FreshDatabase, freshDatabase } from '../../fakes/postgres.ts';

const TENANT = '11111111-1111-4111-8111-111111111111';
const NOW = at('2026-11-25 10:05');
const clock = { now: () => NOW };

/** Fails as often as `left` says, with words in its error that nobody may keep. */
interface Attempts {
  left: number;
  made: number;
}
const unlucky = defineJob<{ id: string }, Attempts>({
  name: 'test-unlucky',
  payload: z.object({ id: z.string() }).strict(),
  key: ({ id }) => id,
  run: async (_, attempts) => {
    attempts.made += 1;
    attempts.left -= 1;
    if (attempts.left >= 0) throw new Error('Zaunkoenig', { cause: new Error('Rotkehlchen') });
  },
});
/** Notes what it did; that of key `slow` ends when it is told to. */
interface Done {
  readonly ids: string[];
  readonly slow: Promise<void>;
}
const noted = defineJob<{ id: string; key: string }, Done>({
  name: 'test-noted',
  payload: z.object({ id: z.string(), key: z.string() }).strict(),
  key: ({ key }) => key,
  run: async ({ id, key }, done) => {
    if (key === 'slow') await done.slow;
    done.ids.push(id);
  },
});
const installed: readonly AnyJob<never>[] = [...jobs, unlucky, noted];

let database: FreshDatabase;
let connection: Connection;
let store: Store;
let queue: Queue;
const logLines: string[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  await installQueue(database.ownerUrl, installed);
  connection = connect(database.appUrl, { max: 8 });
  store = openStore(connection.db, TENANT);
  const log = pino({ level: 'trace' }, { write: (line: string) => void logLines.push(line) });
  queue = await startQueue(database.appUrl, installed, log);
});
afterAll(async () => {
  await queue.stop(1_000);
  await connection.close();
  await database.drop();
});

async function addDueMailbox(personId: string): Promise<void> {
  const bytes = Buffer.of(1);
  await store.as({ kind: 'worker' })(async (trx) => {
    await trx
      .insertInto('person')
      .values({
        person_id: personId,
        entra_id: randomUUID(),
        name_sealed: bytes,
        address_sealed: bytes,
        address_hash: bytes,
        other_addresses_sealed: bytes,
        language: 'sv',
        time_zone: 'Europe/Stockholm',
        country: 'SE',
        working_hours: '{}',
        manager_id: null,
      })
      .execute();
    await addMailboxes(trx, [personId], NOW);
  });
}

async function sent(name: string): Promise<{ payload: object; key: string; state: string }[]> {
  const { rows } = await sql<{ payload: object; key: string; state: string }>`
    select data as payload, singleton_key as key, state::text from pgboss.job where name = ${name}
    order by created_on`.execute(connection.db);
  return rows;
}

describe('what is due', () => {
  it('becomes one job, however many tick at that moment', async () => {
    const names = ['publish-weeks', 'sync-directory', 'renew-subscriptions'];
    await store.as({ kind: 'worker' })((trx) =>
      trx
        .insertInto('timer')
        .values(names.map((job) => ({ job, due_at: new Date(NOW) })))
        .execute(),
    );
    const counts = await Promise.all([1, 2, 3, 4, 5].map(() => tick({ store, clock, queue })));
    expect(counts.toSorted((a, b) => b - a)).toEqual([3, 0, 0, 0, 0]);
    for (const name of names) expect((await sent(name)).map(({ payload }) => payload)).toEqual([{}]);
  });

  it('is left for the next tick while somebody else holds it, and holds nothing else up', async () => {
    const [held, free] = [randomUUID(), randomUUID()];
    for (const personId of [held, free]) await addDueMailbox(personId);
    const asWorker = store.as({ kind: 'worker' });
    const keysOf = async () => (await sent('sync-mailbox')).map(({ key }) => key);
    await asWorker(async (trx) => {
      await trx.selectFrom('mailbox').select('person_id').where('person_id', '=', held).forUpdate().execute();
      expect(await tick({ store, clock, queue })).toBe(1);
    });
    expect(await keysOf()).toEqual([free]);
    expect(await tick({ store, clock, queue })).toBe(1);
    expect(await keysOf()).toEqual([free, held]);
  });

  it('stays due where the job cannot be sent', async () => {
    const due = () =>
      store.as({ kind: 'worker' })((trx) =>
        trx.selectFrom('timer').select('due_at').where('job', '=', 'publish-weeks').executeTakeFirstOrThrow(),
      );
    await store.as({ kind: 'worker' })((trx) =>
      trx
        .updateTable('timer')
        .set({ due_at: new Date(NOW) })
        .where('job', '=', 'publish-weeks')
        .execute(),
    );
    const broken: Queue = { ...queue, enqueue: () => Promise.reject(new Error('away')) };
    await expect(tick({ store, clock, queue: broken })).rejects.toThrow('away');
    expect(await due()).toEqual({ due_at: NOW });
    expect(await tick({ store, clock, queue })).toBe(1);
  });

  it('is not sent where its transaction is rolled back', async () => {
    const before = (await sent('sync-mailbox')).length;
    const personId = '22222222-2222-4222-8222-222222222222';
    const rolledBack = store.as({ kind: 'worker' })(async (trx) => {
      await queue.enqueue(trx, 'sync-mailbox', { personId });
      throw new Error('change of mind');
    });
    await expect(rolledBack).rejects.toThrow('change of mind');
    expect((await sent('sync-mailbox')).length).toBe(before);
  });

  it('waits once for each key, and carries the ids of its payload alone', async () => {
    const [anna, bo] = ['33333333-3333-4333-8333-333333333333', '44444444-4444-4444-8444-444444444444'];
    for (const personId of [anna, bo, anna])
      await store.as({ kind: 'worker' })((trx) => queue.enqueue(trx, 'settle-moves', { personId }));
    expect(await sent('settle-moves')).toEqual([
      { payload: { personId: anna }, key: anna, state: 'created' },
      { payload: { personId: bo }, key: bo, state: 'created' },
    ]);
  });

  it('of another shape is refused before it is sent', async () => {
    const enqueue = (name: string, payload: object) =>
      store.as({ kind: 'worker' })((trx) => queue.enqueue(trx, name, payload));
    await expect(enqueue('sync-mailbox', { personId: 'anna' })).rejects.toThrow('Invalid');
    await expect(enqueue('sync-mailbox', { personId: TENANT, title: 'Demo' })).rejects.toThrow('title');
    await expect(enqueue('no-such-job', {})).rejects.toThrow('There is no job named no-such-job.');
  });
});

describe('work that waits', () => {
  // A queue that looks only now and then would need half a minute for each four of them.
  const AT_ONCE = { timeout: 20_000, interval: 20 };
  /** In one transaction, as a tick does it. */
  const enqueue = (...payloads: { id: string; key: string }[]) =>
    store.as({ kind: 'worker' })(async (trx) => {
      for (const payload of payloads) await queue.enqueue(trx, 'test-noted', payload);
    });

  it('is worked off without a pause, and after work of the same key at once', async () => {
    const { promise: slow, resolve: end } = Promise.withResolvers<void>();
    const done: Done = { ids: [], slow };
    await queue.work([noted], done);
    const many = Array.from({ length: 20 }, (_, index) => `many ${index}`);
    await enqueue(...many.map((id) => ({ id, key: id })));
    await vi.waitFor(() => expect(done.ids.toSorted()).toEqual(many.toSorted()), AT_ONCE);

    await enqueue({ id: 'in hand', key: 'slow' });
    const states = async () => (await sent('test-noted')).filter(({ key }) => key === 'slow');
    await vi.waitFor(async () => expect(await states()).toMatchObject([{ state: 'active' }]), AT_ONCE);
    await enqueue({ id: 'behind it', key: 'slow' });
    await vi.waitFor(async () => expect(await states()).toHaveLength(2), AT_ONCE);
    end();
    await vi.waitFor(() => expect(done.ids.slice(20)).toEqual(['in hand', 'behind it']), AT_ONCE);
  });
});

describe('a job that fails', () => {
  it('waits for its next attempt, and is done by whoever takes it up then', async () => {
    const attempts: Attempts = { left: 1, made: 0 };
    await queue.work([unlucky], attempts);
    await store.as({ kind: 'worker' })((trx) => queue.enqueue(trx, 'test-unlucky', { id: 'a' }));
    await untilState('retry');
    await vi.waitFor(async () => expect(await isDueAgain()).toBe(true), { timeout: 25_000, interval: 50 });
    const { rows } = await sql<{ row: string }>`select j::text as row from pgboss.job j`.execute(
      connection.db,
    );
    expect(rows.map(({ row }) => row).join('')).not.toMatch(/zaunkoenig|rotkehlchen/i);
    const other = await startQueue(database.appUrl, installed, pino({ level: 'silent' }));
    await other.work([unlucky], attempts);
    await untilState('completed');
    await other.stop(1_000);
    expect(attempts.made).toBe(2);
    const lines = logLines.filter((line) => line.includes('"job":"test-unlucky"'));
    expect(lines.length).toBe(1);
    expect(lines.join('')).toContain('"failure":"Error"');
    expect(lines.join('')).not.toMatch(/zaunkoenig|rotkehlchen/i);
  });
});

function untilState(state: string): Promise<void> {
  const look = async () => expect(await sent('test-unlucky')).toMatchObject([{ state }]);
  return vi.waitFor(look, { timeout: 25_000, interval: 50 });
}

async function isDueAgain(): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`select start_after <= now() as due from pgboss.job
    where name = 'test-unlucky'`.execute(connection.db);
  return rows.every(({ due }) => due);
}

describe('the names of jobs', () => {
  it('are each a job’s own', async () => {
    const names = jobs.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const twice = [...jobs, ...jobs.slice(0, 1)];
    await expect(startQueue(database.appUrl, twice, pino({ level: 'silent' }))).rejects.toThrow(
      'has two handlers',
    );
  });

  it('without a queue are refused when their work is to be taken up', async () => {
    const orphan = defineJob({
      name: 'test-orphan',
      payload: z.object({}),
      key: () => 'all',
      run: () => Promise.resolve(),
    });
    await expect(queue.work([noted, orphan], { ids: [], slow: Promise.resolve() })).rejects.toThrow(
      'The job test-orphan has no queue.',
    );
  });

  it('that a tick may send are all known to the queue', async () => {
    const known = new Set(jobs.map(({ name }) => name));
    for (const name of [
      'sync-mailbox',
      'settle-moves',
      'plan-prompt',
      'resort-events',
      'send-prompt',
      'close-prompt',
      'refresh-prompt',
      'drain-notifications',
      'publish-weeks',
      'sync-directory',
      'renew-subscriptions',
    ])
      expect([name, known.has(name)]).toEqual([name, true]);
  });
});
