import { sql, type Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import { at } from './instant.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** Somebody who cannot be reached is tried again the next night, then after two, four … days, at last each four weeks. */
const LONGEST_PAUSE_DAYS = 28;

/** As worker: these people are to be given a chat now, unless that was tried too short a time ago. */
export async function hastenReach(trx: Trx, personIds: readonly string[], now: Instant): Promise<void> {
  if (personIds.length === 0) return;
  await trx
    .insertInto('reach')
    .values(personIds.map((person_id) => ({ person_id, due_at: new Date(now), next_at: new Date(now) })))
    .onConflict((conflict) =>
      conflict
        .column('person_id')
        .doUpdateSet({ due_at: new Date(now) })
        .where('reach.next_at', '<=', at(now)),
    )
    .execute();
}

/** As worker: not now, through no fault of theirs. */
export async function putOffReach(trx: Trx, personId: string, dueAt: Instant): Promise<void> {
  await trx
    .updateTable('reach')
    .set({ due_at: new Date(dueAt) })
    .where('person_id', '=', personId)
    .execute();
}

/** As worker: it was tried in vain. People are tried by day and looked for at night, hence the hours taken off. */
export async function saveUnreached(
  trx: Trx,
  personId: string,
  failure: string,
  now: Instant,
): Promise<void> {
  await sql`update reach set due_at = null, failure = ${failure}, tries = tries + 1,
    next_at = ${new Date(now)}::timestamptz
      + least(power(2, least(tries, 10)), ${LONGEST_PAUSE_DAYS}) * interval '1 day' - interval '18 hours'
    where person_id = ${personId}::uuid`.execute(trx);
}

/** As worker: there is nothing left to do for this person. */
export async function removeReach(trx: Trx, personId: string): Promise<void> {
  await trx.deleteFrom('reach').where('person_id', '=', personId).execute();
}

/** As worker: reps without a chat who have not objected. */
export async function listUnreached(trx: Trx): Promise<string[]> {
  const rows = await trx
    .selectFrom('person')
    .leftJoin('chat', 'chat.person_id', 'person.person_id')
    .leftJoin('notice', 'notice.person_id', 'person.person_id')
    .select('person.person_id')
    .where('is_rep', '=', true)
    .where('left_at', 'is', null)
    .where('chat.person_id', 'is', null)
    .where('objected_at', 'is', null)
    .orderBy('person.person_id')
    .execute();
  return rows.map((row) => row.person_id);
}

/** As worker: whoever has left has no chat with us. Returns how many there were. */
export async function removeChatsOfLeavers(trx: Trx): Promise<number> {
  const leavers = trx.selectFrom('person').select('person_id').where('left_at', 'is not', null);
  await trx.deleteFrom('reach').where('person_id', 'in', leavers).execute();
  const { numDeletedRows } = await trx
    .deleteFrom('chat')
    .where('person_id', 'in', leavers)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** As worker: how many reps can be reached, and how many not. */
export async function countReach(trx: Trx): Promise<{ readonly reps: number; readonly reached: number }> {
  const { rows } = await sql<{ reps: number; reached: number }>`
    select count(*)::int as reps, count(chat.person_id) filter (where chat.state = 'open')::int as reached
    from person left join chat using (person_id) where is_rep and left_at is null`.execute(trx);
  return rows[0] ?? { reps: 0, reached: 0 };
}
