import type { Transaction } from 'kysely';
import { DAY, type Instant } from '../../shared/calendar/time.ts';
import { findBursts, NOT_THE_REP } from '../../shared/moves/burst.ts';
import { at } from './instant.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** A burst that begins before a limit is seen whole from so far back. */
const CONTEXT = DAY;

/** Notes which moves of the person were made in one go, among those changed at `since` or later. */
export async function saveBursts(trx: Trx, personId: string, since: Instant): Promise<void> {
  const rows = await trx
    .selectFrom('move')
    .select(['move_id', 'first_change_at', 'burst_id'])
    .where('person_id', '=', personId)
    .where('state', 'in', ['settling', 'open', 'settled'])
    .where((where) => where.or([where('kind', 'is', null), where('kind', '!=', 'overbooked')]))
    .where('first_change_at', '>=', at(since - CONTEXT))
    .execute();
  const bursts = findBursts(rows.map((row) => ({ id: row.move_id, changedAt: row.first_change_at })));
  for (const row of rows) {
    const burstId = bursts.get(row.move_id) ?? null;
    if (burstId === row.burst_id || row.first_change_at < since) continue;
    await trx.updateTable('move').set({ burst_id: burstId }).where('move_id', '=', row.move_id).execute();
  }
}

/**
 * Selling moves of the burst besides this one that nobody else made, so that one answer can speak for them. The first has
 * settled, and is asked about, while the last are still warm.
 */
export async function countOthersInBurst(trx: Trx, burstId: string, moveId: string): Promise<number> {
  const others = await trx
    .selectFrom('move')
    .select((count) => count.fn.countAll<number>().as('others'))
    .where('burst_id', '=', burstId)
    .where('move_id', '!=', moveId)
    .where('state', 'in', ['settling', 'open', 'settled'])
    .where('class', '=', 'selling')
    .where((where) => where.or([where('mover', 'is', null), where('mover', 'not in', NOT_THE_REP)]))
    .executeTakeFirstOrThrow();
  return Number(others.others);
}
