import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import { at } from './instant.ts';
import type { Database } from './schema.ts';
import type { QuietHours } from './schema-people.ts';

type Trx = Transaction<Database>;

/** What a rep has said about being read and asked. */
export interface RepConsent {
  readonly isAcknowledged: boolean;
  readonly hasObjected: boolean;
  readonly pausedUntil: Instant | null;
  readonly quietHours: QuietHours | null;
  /** When the calendar is read from; null where the rep has not been told. */
  readonly readingFrom: Instant | null;
}

export async function findConsent(trx: Trx, personId: string): Promise<RepConsent | null> {
  const row = await trx
    .selectFrom('person')
    .leftJoin('notice', 'notice.person_id', 'person.person_id')
    .select(['paused_until', 'quiet_hours', 'reading_from', 'acknowledged_at', 'objected_at'])
    .where('person.person_id', '=', personId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    isAcknowledged: row.acknowledged_at !== null,
    hasObjected: row.objected_at !== null,
    pausedUntil: row.paused_until,
    quietHours: row.quiet_hours,
    readingFrom: row.reading_from,
  };
}

/** How many belong to the rep's own team; null where they belong to none. */
export async function findTeamSize(trx: Trx, personId: string): Promise<number | null> {
  const row = await trx
    .selectFrom('team_member')
    .innerJoin('team', 'team.team_id', 'team_member.team_id')
    .select('team.reps')
    .where('team_member.person_id', '=', personId)
    .where('team_member.until', 'is', null)
    .where('team.source_kind', '!=', 'children')
    .orderBy('team.reps', 'desc')
    .executeTakeFirst();
  return row?.reps ?? null;
}

/** As worker: until the transaction ends, nobody else plans for this person. */
export async function holdPerson(trx: Trx, personId: string): Promise<void> {
  await trx.selectFrom('person').select('person_id').where('person_id', '=', personId).forUpdate().execute();
}

/** Makes the planner look at this rep again, at the latest then. */
export async function hastenPlan(trx: Trx, personId: string, dueAt: Instant): Promise<void> {
  await trx
    .updateTable('person')
    .set((eb) => ({ plan_due_at: eb.fn<Date>('least', ['plan_due_at', at(dueAt)]) }))
    .where('person_id', '=', personId)
    .execute();
}

export async function savePause(trx: Trx, personId: string, until: Instant | null): Promise<void> {
  await trx
    .updateTable('person')
    .set({ paused_until: until === null ? null : new Date(until) })
    .where('person_id', '=', personId)
    .execute();
}

/** The rep has read what is collected, why, and who sees what (R10). The first time counts. */
export async function saveAcknowledged(trx: Trx, personId: string, acknowledgedAt: Instant): Promise<void> {
  await trx
    .updateTable('notice')
    .set({ acknowledged_at: new Date(acknowledgedAt) })
    .where('person_id', '=', personId)
    .where('acknowledged_at', 'is', null)
    .execute();
}
