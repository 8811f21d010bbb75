import { sql } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { at } from '../store/instant.ts';
import { findSetting, saveSetting } from '../store/setting-store.ts';
import type { Store } from '../store/transaction.ts';
import { hastenTimer } from '../store/team-store.ts';

const KEY = 'public-address';
const storedAddress = z.object({ url: z.string() });

/**
 * The app may be reached elsewhere than at its last start: another port, another host name. Bells that were made for the
 * old address ring where nobody listens, so they are made anew.
 */
export async function noteAddress(
  publicUrl: string,
  { store, clock }: { readonly store: Store; readonly clock: Clock },
): Promise<void> {
  const now = clock.now();
  await store.as({ kind: 'worker' })(async (trx) => {
    if (storedAddress.safeParse(await findSetting(trx, KEY)).data?.url === publicUrl) return;
    const silence = sql<Date>`coalesce(silent_since, ${at(now)})`;
    await trx
      .updateTable('subscription')
      .set({ silent_since: silence, renew_at: new Date(0) })
      .execute();
    // What was refused at the old address may well be had at the new one.
    await trx.updateTable('mailbox').set({ subscribe_after: null, subscribe_retries: 0 }).execute();
    await hastenTimer(trx, 'renew-subscriptions', now);
    await saveSetting(trx, KEY, { url: publicUrl }, now);
  });
}
