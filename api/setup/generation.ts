import { z } from 'zod';
import type { Instant } from '../../shared/calendar/time.ts';
import { findSetting, saveSetting } from '../store/setting-store.ts';
import type { Store } from '../store/transaction.ts';

/** Which telling of the sandbox's story the database holds. */
const KEY = 'generation';
const storedGeneration = z.object({ number: z.string() });

export async function loadGeneration(store: Store): Promise<string | null> {
  const stored = await store.as({ kind: 'worker' })((trx) => findSetting(trx, KEY));
  return storedGeneration.safeParse(stored).data?.number ?? null;
}

export async function saveGeneration(store: Store, generation: string, now: Instant): Promise<void> {
  await store.as({ kind: 'worker' })((trx) => saveSetting(trx, KEY, { number: generation }, now));
}

/** Everything that is known of an organisation, its decisions apart: those and the audit log are append-only. */
export async function forgetEverything(store: Store): Promise<void> {
  await store.as({ kind: 'worker' })(async (trx) => {
    await trx.updateTable('person').set({ manager_id: null }).execute();
    await trx.deleteFrom('person').execute();
    await trx.updateTable('team').set({ parent_id: null }).execute();
    for (const table of [
      'team',
      'domain_entry',
      'setting',
      'timer',
      'graph_notification',
      'bot_state',
      'precision_week',
    ] as const)
      await trx.deleteFrom(table).execute();
  });
}

/** Whether every calendar that may be read has been, and what can be published is. */
export async function isEverythingRead(store: Store): Promise<boolean> {
  return store.as({ kind: 'worker' })(async (trx) => {
    const unread = await trx
      .selectFrom('mailbox')
      .select('person_id')
      .where('state', '=', 'new')
      .limit(1)
      .execute();
    const published = await trx.selectFrom('team_week').select('week').limit(1).execute();
    return unread.length === 0 && published.length > 0;
  });
}
