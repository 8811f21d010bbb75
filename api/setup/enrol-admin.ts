import type { Transaction } from 'kysely';
import { defaultWorkingHours } from '../../shared/calendar/working-hours.ts';
import type { Caller } from '../identity/verify-token.ts';
import type { PersonStore } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';
import { loadTenantSettings } from '../store/tenant-settings.ts';

/**
 * As worker: somebody whom the organisation gave a role in Entra, before its directory was read: known by what their own
 * sign-in says, and by nothing else. The directory's word takes its place once it is read.
 */
export async function enrolAdmin(
  trx: Transaction<Database>,
  people: PersonStore,
  { entraId, name, address }: Caller,
): Promise<void> {
  const { timeZone, country } = await loadTenantSettings(trx);
  await people.saveEntries(trx, [
    {
      entraId,
      name: name || address,
      address: address || entraId,
      otherAddresses: [],
      language: country === 'SE' ? 'sv' : 'en',
      timeZone,
      country,
      workingHours: defaultWorkingHours(timeZone),
    },
  ]);
}
