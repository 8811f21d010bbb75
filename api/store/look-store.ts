import { sql, type Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import { at } from './instant.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/**
 * R4: who looked, when and at what, as what, and the name of whoever leads the team. Written as the person, in the
 * transaction that reads the figures.
 */
export async function saveLook(
  trx: Trx,
  look: { readonly personId: string; readonly teamId: string; readonly page: string; readonly at: Instant },
): Promise<void> {
  const { personId, teamId, page } = look;
  await sql`insert into look (person_id, team_id, page, looked_at, role, name_sealed)
    select person_id, ${teamId}::uuid, ${page}, ${at(look.at)},
      case when leads then 'manager' else 'member' end, case when leads then name_sealed end
    from (select person_id, name_sealed, exists (select 1 from team_manager m
        where m.team_id = ${teamId}::uuid and m.person_id = person.person_id) as leads
      from person where person_id = ${personId}::uuid) as reader`.execute(trx);
}

export interface StoredLook {
  readonly personId: string;
  readonly team: string;
  readonly page: string;
  readonly lookedAt: Instant;
  readonly role: 'manager' | 'member' | null;
  readonly nameSealed: Buffer | null;
}

/** As the person: looks at teams that they belong to, newest first. */
export async function listLooks(trx: Trx, personId: string, since: Instant): Promise<StoredLook[]> {
  const rows = await trx
    .selectFrom('look')
    .innerJoin('team', 'team.team_id', 'look.team_id')
    .select(['look.person_id', 'team.name', 'page', 'looked_at', 'role', 'name_sealed'])
    .where('looked_at', '>=', at(since))
    .where('look.team_id', 'in', (eb) =>
      eb
        .selectFrom('team_member')
        .select('team_id')
        .where('person_id', '=', personId)
        .where('until', 'is', null),
    )
    .orderBy('looked_at', 'desc')
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    team: row.name,
    page: row.page,
    lookedAt: row.looked_at,
    role: row.role,
    nameSealed: row.name_sealed,
  }));
}
