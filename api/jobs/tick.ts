import { sql, type Transaction } from 'kysely';
import type { Clock } from '../../shared/clock.ts';
import { HOUR, type Instant } from '../../shared/calendar/time.ts';
import { at } from '../store/instant.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/transaction.ts';
import type { Queue } from './queue.ts';

/** Any number that no other advisory lock of the app has. */
const TICK_LOCK = 7_390_001;
/** A timer whose job dies for good comes back after this; a job that ends well sets its own next time. */
const TIMER_FALLBACK = HOUR;
/** Of each kind, so that a tick stays short when ten thousand calendars are due at once. */
const MOST_AT_ONCE = 200;

export interface TickDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly queue: Queue;
}

interface DueJob {
  readonly name: string;
  readonly payload: object;
}

interface DueColumn {
  readonly table: 'mailbox' | 'person' | 'prompt' | 'reach' | 'weekly_note';
  readonly column: string;
  readonly id: 'person_id' | 'prompt_id' | 'note_id';
  /** What is to be done where the time has come. */
  readonly job: string;
}

const DUE_COLUMNS: readonly DueColumn[] = [
  { table: 'mailbox', column: 'sync_due_at', id: 'person_id', job: 'sync-mailbox' },
  { table: 'mailbox', column: 'settle_due_at', id: 'person_id', job: 'settle-moves' },
  { table: 'person', column: 'plan_due_at', id: 'person_id', job: 'plan-prompt' },
  { table: 'person', column: 'resort_due_at', id: 'person_id', job: 'resort-events' },
  { table: 'reach', column: 'due_at', id: 'person_id', job: 'reach-person' },
  { table: 'prompt', column: 'due_at', id: 'prompt_id', job: 'send-prompt' },
  { table: 'prompt', column: 'close_due_at', id: 'prompt_id', job: 'close-prompt' },
  { table: 'prompt', column: 'refresh_due_at', id: 'prompt_id', job: 'refresh-prompt' },
  { table: 'prompt', column: 'rejudge_due_at', id: 'prompt_id', job: 'rejudge-answers' },
  { table: 'person', column: 'note_due_at', id: 'person_id', job: 'plan-note' },
  { table: 'weekly_note', column: 'due_at', id: 'note_id', job: 'send-note' },
  { table: 'weekly_note', column: 'close_due_at', id: 'note_id', job: 'close-note' },
];

const PAYLOAD_NAMES = { person_id: 'personId', prompt_id: 'promptId', note_id: 'noteId' } as const;

/**
 * Turns what is due by the Clock into jobs: due times are columns, and clearing one and sending its job is one
 * transaction. Any number of instances may tick; one at a time does the work, the others return 0 at once.
 */
export async function tick({ store, clock, queue }: TickDeps): Promise<number> {
  return store.as({ kind: 'worker' })(async (trx) => {
    const { rows } = await sql<{
      locked: boolean;
    }>`select pg_try_advisory_xact_lock(${TICK_LOCK}) as locked`.execute(trx);
    if (!rows[0]?.locked) return 0;
    const due = await takeDue(trx, clock.now());
    for (const job of due) await queue.enqueue(trx, job.name, job.payload);
    return due.length;
  });
}

async function takeDue(trx: Transaction<Database>, now: Instant): Promise<DueJob[]> {
  const found = await findDue(trx, now);
  const due: DueJob[] = [];
  for (const column of found.columns) due.push(...(await takeColumn(trx, column, now)));
  if (found.hasTimers) due.push(...(await takeTimers(trx, now)));
  if (found.isNotified) due.push({ name: 'drain-notifications', payload: {} });
  return due;
}

interface DueKinds {
  readonly columns: readonly DueColumn[];
  readonly hasTimers: boolean;
  readonly isNotified: boolean;
}

/** In most seconds nothing is due, and one question for all kinds together is the whole tick. */
async function findDue(trx: Transaction<Database>, now: Instant): Promise<DueKinds> {
  const isDue = DUE_COLUMNS.map(
    ({ table, column }) =>
      sql`exists (select from ${sql.table(table)} where ${sql.ref(column)} <= ${at(now)})`,
  );
  const { rows } = await sql<{ columns: boolean[]; timers: boolean; notified: boolean }>`
    select array[${sql.join(isDue)}] as columns,
      exists (select from timer where due_at <= ${at(now)}) as timers,
      exists (select from graph_notification) as notified`.execute(trx);
  const [found] = rows;
  return {
    columns: DUE_COLUMNS.filter((_, index) => found?.columns[index]),
    hasTimers: found?.timers ?? false,
    isNotified: found?.notified ?? false,
  };
}

async function takeTimers(trx: Transaction<Database>, now: Instant): Promise<DueJob[]> {
  const timers = await trx
    .updateTable('timer')
    .set({ due_at: new Date(now + TIMER_FALLBACK) })
    .where('due_at', '<=', at(now))
    .returning('job')
    .execute();
  return timers.map((row) => ({ name: row.job, payload: {} }));
}

/**
 * The longest due first. A row that somebody else holds is left for the next tick: one that waited would hold up all that
 * is due, and meet jobs that wait for it.
 */
async function takeColumn(
  trx: Transaction<Database>,
  { table, column, id, job }: DueColumn,
  now: Instant,
): Promise<DueJob[]> {
  const [rows, key, due] = [sql.table(table), sql.ref(id), sql.ref(column)];
  const taken = await sql<{ id: string }>`
    update ${rows} set ${due} = null where ${key} = any(array(
      select ${key} from ${rows} where ${due} <= ${at(now)} order by ${due}
        limit ${MOST_AT_ONCE} for no key update skip locked))
    returning ${key} as id`.execute(trx);
  return taken.rows.map((row) => ({ name: job, payload: { [PAYLOAD_NAMES[id]]: row.id } }));
}
