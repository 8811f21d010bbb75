import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** The job that gives corrected events their class also sums the running week anew. */
export async function makeSortingDue(trx: Trx, personId: string, now: Instant): Promise<void> {
  await trx
    .updateTable('person')
    .set({ resort_due_at: new Date(now) })
    .where('person_id', '=', personId)
    .execute();
}

/** As worker: what was taught counts otherwise than before, so that every calendar is weighed anew. */
export async function makeTaughtDueForAll(trx: Trx, now: Instant): Promise<void> {
  await trx
    .updateTable('person')
    .set({ resort_taught: true, resort_due_at: new Date(now) })
    .where('person_id', 'in', trx.selectFrom('mailbox').select('person_id'))
    .execute();
}

/** Whether what was taught, or is no longer, is still to be weighed. */
export async function isBeingTaught(trx: Trx, personId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('person')
    .select('resort_taught')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.resort_taught ?? false;
}

/** What else than a person's own words is to be looked at anew. */
export interface ResortScope {
  /** The organisation's lists are others: everything. */
  readonly all: boolean;
  /** Something was taught, or is no longer. */
  readonly taught: boolean;
}

/**
 * As worker: what is to be sorted anew, which the caller then does in this transaction. Whoever asks for more later waits
 * until that is over, and is heard the next time.
 */
export async function takeResortScope(trx: Trx, personId: string): Promise<ResortScope> {
  const row = await trx
    .selectFrom('person')
    .select(['resort_all', 'resort_taught'])
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  const scope = { all: row?.resort_all ?? false, taught: row?.resort_taught ?? false };
  if (scope.all || scope.taught)
    await trx
      .updateTable('person')
      .set({ resort_all: false, resort_taught: false })
      .where('person_id', '=', personId)
      .execute();
  return scope;
}
