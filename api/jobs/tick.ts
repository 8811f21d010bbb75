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

export interface TickDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly queue: Queue;
}

interface DueJob {
  readonly name: string;
  readonly payload: object;
}

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
  const mailboxes = await trx
    .updateTable('mailbox')
    .set({ sync_due_at: null })
    .where('sync_due_at', '<=', at(now))
    .returning('person_id')
    .execute();
  const settling = await trx
    .updateTable('mailbox')
    .set({ settle_due_at: null })
    .where('settle_due_at', '<=', at(now))
    .returning('person_id')
    .execute();
  const planning = await trx
    .updateTable('person')
    .set({ plan_due_at: null })
    .where('plan_due_at', '<=', at(now))
    .returning('person_id')
    .execute();
  const resorting = await trx
    .updateTable('person')
    .set({ resort_due_at: null })
    .where('resort_due_at', '<=', at(now))
    .returning('person_id')
    .execute();
  const sending = await trx
    .updateTable('prompt')
    .set({ due_at: null })
    .where('due_at', '<=', at(now))
    .returning('prompt_id')
    .execute();
  const closing = await trx
    .updateTable('prompt')
    .set({ close_due_at: null })
    .where('close_due_at', '<=', at(now))
    .returning('prompt_id')
    .execute();
  const refreshing = await trx
    .updateTable('prompt')
    .set({ refresh_due_at: null })
    .where('refresh_due_at', '<=', at(now))
    .returning('prompt_id')
    .execute();
  const timers = await trx
    .updateTable('timer')
    .set({ due_at: new Date(now + TIMER_FALLBACK) })
    .where('due_at', '<=', at(now))
    .returning('job')
    .execute();
  const notified = await trx.selectFrom('graph_notification').select('notification_id').limit(1).execute();
  return [
    ...mailboxes.map((row) => ({ name: 'sync-mailbox', payload: { personId: row.person_id } })),
    ...settling.map((row) => ({ name: 'settle-moves', payload: { personId: row.person_id } })),
    ...planning.map((row) => ({ name: 'plan-prompt', payload: { personId: row.person_id } })),
    ...resorting.map((row) => ({ name: 'resort-events', payload: { personId: row.person_id } })),
    ...sending.map((row) => ({ name: 'send-prompt', payload: { promptId: row.prompt_id } })),
    ...closing.map((row) => ({ name: 'close-prompt', payload: { promptId: row.prompt_id } })),
    ...refreshing.map((row) => ({ name: 'refresh-prompt', payload: { promptId: row.prompt_id } })),
    ...timers.map((row) => ({ name: row.job, payload: {} })),
    ...notified.map(() => ({ name: 'drain-notifications', payload: {} })),
  ];
}
