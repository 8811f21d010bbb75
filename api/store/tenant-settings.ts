import type { Transaction } from 'kysely';
import { z } from 'zod';
import { DEFAULT_MINIMUM } from '../../shared/privacy/publish.ts';
import type { Database } from './schema.ts';
import { findSetting, saveSetting } from './setting-store.ts';

const KEY = 'tenant';

/** What an admin decides for the whole tenant. Every value has the default of the domain page. */
const tenantSettingsSchema = z.object({
  /** Zone and country of those whose mailbox tells none. */
  timeZone: z.string().default('Europe/Stockholm'),
  country: z.string().length(2).default('SE'),
  /** Fewest reps that a figure may stand for (R2); never below four. */
  minimum: z.number().int().min(4).default(DEFAULT_MINIMUM),
  /** Working days between telling a rep and reading their calendar (R10). */
  waitingDays: z.number().int().min(0).default(5),
  /** Whether calendars are looked at every few minutes and nothing is subscribed to: Calendars.ReadBasic.All suffices. */
  pollOnly: z.boolean().default(false),
  /** Whether a notification on a phone may carry the meeting's title. */
  titleInNotification: z.boolean().default(false),
});
export type TenantSettings = z.infer<typeof tenantSettingsSchema>;

export async function loadTenantSettings(trx: Transaction<Database>): Promise<TenantSettings> {
  return tenantSettingsSchema.parse((await findSetting(trx, KEY)) ?? {});
}

export async function saveTenantSettings(
  trx: Transaction<Database>,
  settings: TenantSettings,
  now: number,
): Promise<void> {
  await saveSetting(trx, KEY, tenantSettingsSchema.parse(settings), now);
}
