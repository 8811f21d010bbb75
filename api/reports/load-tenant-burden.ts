import { sql, type Transaction } from 'kysely';
import type { IsoWeek } from '../../shared/calendar/time.ts';
import type { AdminHealth } from '../../shared/contract/admin.ts';
import { meanBurden } from '../../shared/patterns/team-burden.ts';
import { WEEKLY_BUDGET_SECONDS } from '../../shared/prompts/burden.ts';
import type { Database } from '../store/schema.ts';

const RECENT_WEEKS = 4;

/**
 * As worker: what the product took of reps in the last published weeks, over the teams whose weeks are published, so that
 * nothing is in it that could be had by subtraction (R2). null where no week may be shown.
 */
export async function loadTenantBurden(trx: Transaction<Database>): Promise<AdminHealth['burden']> {
  const rows = await trx
    .selectFrom('team_week')
    .innerJoin('team', 'team.team_id', 'team_week.team_id')
    .distinctOn(['team_week.team_id', 'team_week.week'])
    .select(['team_week.week', 'team_week.reps', 'team_week.burden'])
    .where('team.source_kind', '!=', 'children')
    .where('team_week.status', '=', 'published')
    .where(
      'team_week.week',
      'in',
      sql<IsoWeek>`(select distinct week from team_week order by week desc limit ${RECENT_WEEKS})`,
    )
    .orderBy('team_week.team_id')
    .orderBy('team_week.week')
    .orderBy('team_week.issue', 'desc')
    .execute();
  const mean = meanBurden(rows.map(({ reps, burden }) => ({ reps: reps ?? 0, burden })));
  const weeks = [...new Set(rows.flatMap(({ week, burden }) => (burden === null ? [] : [week])))].toSorted();
  return mean && { ...mean, weeks, limit: WEEKLY_BUDGET_SECONDS };
}
