import type { Transaction } from 'kysely';
import { DAY, type Instant } from '../../shared/calendar/time.ts';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { Look, Looks } from '../../shared/contract/looks.ts';
import type { Vault } from '../store/encryption.ts';
import { listLooks, type StoredLook } from '../store/look-store.ts';
import type { PersonStore } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';

const WEEKS = 13;

export interface LooksDeps {
  readonly vault: Vault;
  readonly people: PersonStore;
}

/** *Who looked* at team figures that include the reader (R4), read as the reader. null where the reader is no rep. */
export async function loadLooks(
  trx: Transaction<Database>,
  personId: string,
  now: Instant,
  { vault, people }: LooksDeps,
): Promise<Looks | null> {
  const person = await people.findById(trx, personId);
  if (!person?.isRep) return null;
  const { timeZone } = person.workingHours;
  const groups = new Map<string, StoredLook[]>();
  for (const look of await listLooks(trx, personId, now - 7 * WEEKS * DAY)) {
    const key = [look.personId, look.team, look.page, toLocalDate(look.lookedAt, timeZone)].join('|');
    groups.set(key, [...(groups.get(key) ?? []), look]);
  }
  return {
    timeZone,
    weeks: WEEKS,
    looks: [...groups.values()].flatMap((looks): Look[] => {
      const [newest] = looks;
      if (newest === undefined) return [];
      const { team, page, lookedAt } = newest;
      return [
        {
          team,
          page,
          by: lookerOf(newest, personId, vault),
          times: looks.length,
          lastAt: new Date(lookedAt).toISOString(),
        },
      ];
    }),
  };
}

/** A colleague who looks is named to nobody: that, too, would be keeping an eye on a rep. */
function lookerOf({ personId, role, nameSealed }: StoredLook, reader: string, vault: Vault): Look['by'] {
  if (personId === reader) return { role: 'you' };
  if (role === 'manager' && nameSealed !== null) return { role, name: vault.open(nameSealed) };
  return role === 'member' ? { role } : { role: 'unknown' };
}
