import { sql, type Transaction } from 'kysely';
import type { LocalDate } from '../../shared/calendar/time.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

export interface TeamSource {
  readonly teamId: string;
  readonly parentId: string | null;
  readonly sourceKind: 'manager' | 'group' | 'children';
  /** Entra object id. */
  readonly sourceId: string | null;
}

/** As worker: where each team's members come from. */
export async function listTeamSources(trx: Trx): Promise<TeamSource[]> {
  const rows = await trx
    .selectFrom('team')
    .select(['team_id', 'parent_id', 'source_kind', 'source_id'])
    .orderBy('team_id')
    .execute();
  return rows.map((row) => ({
    teamId: row.team_id,
    parentId: row.parent_id,
    sourceKind: row.source_kind,
    sourceId: row.source_id,
  }));
}

/** As worker: who belongs to the team from now on. Who left belonged to it until the day before. */
export async function saveMembers(
  trx: Trx,
  teamId: string,
  personIds: readonly string[],
  today: LocalDate,
): Promise<void> {
  const ids = [...personIds];
  await sql`update team_member set until = ${today}::date - 1
    where team_id = ${teamId} and until is null and not person_id = any(${ids}::uuid[])`.execute(trx);
  await sql`insert into team_member (team_id, person_id, since)
    select ${teamId}::uuid, wanted.person_id, ${today}::date from unnest(${ids}::uuid[]) as wanted (person_id)
    where not exists (
      select from team_member m where m.team_id = ${teamId} and m.person_id = wanted.person_id and m.until is null)
    on conflict (team_id, person_id, since) do update set until = null`.execute(trx);
}

/** As worker: who manages the team, and nobody else. */
export async function saveManagers(trx: Trx, teamId: string, personIds: readonly string[]): Promise<void> {
  const ids = [...personIds];
  await sql`delete from team_manager where team_id = ${teamId} and not person_id = any(${ids}::uuid[])`.execute(
    trx,
  );
  if (ids.length === 0) return;
  await trx
    .insertInto('team_manager')
    .values(ids.map((personId) => ({ team_id: teamId, person_id: personId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** As worker: reps are those who belong to a team. Returns their ids, and of those who were none before. */
export async function saveReps(trx: Trx): Promise<{ readonly all: string[]; readonly fresh: string[] }> {
  const changed = await sql<{ person_id: string; is_rep: boolean }>`update person set is_rep = found.is_rep
    from (select p.person_id, p.left_at is null and exists (
        select from team_member m where m.person_id = p.person_id and m.until is null) as is_rep from person p) as found
    where found.person_id = person.person_id and found.is_rep <> person.is_rep
    returning person.person_id, person.is_rep`.execute(trx);
  const rows = await trx.selectFrom('person').select('person_id').where('is_rep', '=', true).execute();
  return {
    all: rows.map((row) => row.person_id),
    fresh: changed.rows.filter((row) => row.is_rep).map((row) => row.person_id),
  };
}
