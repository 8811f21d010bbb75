import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Database } from './schema.ts';
import { findSetting, saveSetting } from './setting-store.ts';

type Trx = Transaction<Database>;

const KEY = 'notices';

/** `from`: when an administrator had the reps told. `triedAt`: when each who was not told was last tried; null before. */
const noticesSchema = z.object({ from: z.number(), triedAt: z.number().nullable() });
export type Notices = z.infer<typeof noticesSchema>;

/** Null where nobody has had the reps told. */
export async function loadNotices(trx: Trx): Promise<Notices | null> {
  return noticesSchema.nullable().parse(await findSetting(trx, KEY));
}

export async function saveNotices(trx: Trx, notices: Notices, now: Instant): Promise<void> {
  await saveSetting(trx, KEY, notices, now);
}
