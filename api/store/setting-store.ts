import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** What is set under a key, for its owner to parse; null where nothing is. */
export async function findSetting(trx: Trx, key: string): Promise<unknown> {
  const row = await trx.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? null;
}

/** Takes the place of what was set under that key. */
export async function saveSetting(trx: Trx, key: string, setting: object, now: Instant): Promise<void> {
  const value = JSON.stringify(setting);
  const changedAt = new Date(now);
  await trx
    .insertInto('setting')
    .values({ key, value, changed_at: changedAt })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'key']).doUpdateSet({ value, changed_at: changedAt }),
    )
    .execute();
}
