import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

const KEY = 'notices';

/** `from`: when an administrator had the reps told. `triedAt`: when each who was not told was last tried; null before. */
const noticesSchema = z.object({ from: z.number(), triedAt: z.number().nullable() });
export type Notices = z.infer<typeof noticesSchema>;

/** Null where nobody has had the reps told. */
export async function loadNotices(trx: Trx): Promise<Notices | null> {
  const row = await trx.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst();
  return row ? noticesSchema.parse(row.value) : null;
}

export async function saveNotices(trx: Trx, notices: Notices, now: Instant): Promise<void> {
  const value = JSON.stringify(notices);
  await trx
    .insertInto('setting')
    .values({ key: KEY, value, changed_at: new Date(now) })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'key']).doUpdateSet({ value, changed_at: new Date(now) }),
    )
    .execute();
}
