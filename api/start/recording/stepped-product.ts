import { sql } from 'kysely';
import type { Clock } from '../../../shared/clock.ts';
import type { Instant } from '../../../shared/calendar/time.ts';
import { tick } from '../../jobs/tick.ts';
import type { Store } from '../../store/transaction.ts';
import type { SteppedQueue } from './stepped-queue.ts';

/** What a replay steps: the product's own work, as one call. */
export interface SteppedProduct {
  work(): Promise<void>;
  nextDue(): Promise<Instant | null>;
}

/** Ticks as the running product does each second, and does all of the work before the next tick. */
export function createSteppedProduct(store: Store, clock: Clock, queue: SteppedQueue): SteppedProduct {
  return {
    work: async () => {
      while ((await tick({ store, clock, queue })) > 0) await queue.drain();
    },
    nextDue: () =>
      store.as({ kind: 'worker' })(async (trx) => {
        const { rows } = await sql<{ due: Instant | null }>`select least(
            (select min(settle_due_at) from mailbox),
            (select min(plan_due_at) from person),
            (select min(resort_due_at) from person),
            (select min(least(due_at, close_due_at, refresh_due_at, rejudge_due_at)) from prompt)) as due`.execute(
          trx,
        );
        return rows[0]?.due ?? null;
      }),
  };
}
