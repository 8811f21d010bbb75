import { sql, type Transaction } from 'kysely';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { Instant, IsoWeek, LocalDate, TimeZone } from '../../shared/calendar/time.ts';
import type { RepWeek, SummedTeamWeek } from '../../shared/patterns/team-week.ts';
import type { StoredTeamWeek } from '../../shared/patterns/team-time.ts';
import { at } from './instant.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

export interface TeamRow {
  readonly teamId: string;
  readonly name: string;
  readonly parentId: string | null;
}

export async function listTeams(trx: Trx): Promise<TeamRow[]> {
  const rows = await trx
    .selectFrom('team')
    .select(['team_id', 'name', 'parent_id'])
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ teamId: row.team_id, name: row.name, parentId: row.parent_id }));
}

export interface TeamHead {
  readonly name: string;
  readonly reps: number;
  readonly readingSince: Instant | null;
}

/** null where there is no such team, or row-level security hides it from the actor. */
export async function findTeam(trx: Trx, teamId: string): Promise<TeamHead | null> {
  const row = await trx
    .selectFrom('team')
    .select(['name', 'reps', 'reading_since'])
    .where('team_id', '=', teamId)
    .executeTakeFirst();
  return row ? { name: row.name, reps: row.reps, readingSince: row.reading_since } : null;
}

/** As worker: what the team's readers may know of its members, counted for them. */
export async function saveTeamHead(trx: Trx, teamId: string, head: Omit<TeamHead, 'name'>): Promise<void> {
  await trx
    .updateTable('team')
    .set({
      reps: head.reps,
      reading_since: head.readingSince === null ? null : new Date(head.readingSince),
    })
    .where('team_id', '=', teamId)
    .execute();
}

export interface Membership {
  readonly teamId: string;
  readonly personId: string;
  readonly since: LocalDate;
  readonly until: LocalDate | null;
}

/** As worker: who belongs where. Members of an upper level are its teams' members too. */
export async function listMemberships(trx: Trx): Promise<Membership[]> {
  const rows = await trx
    .selectFrom('team_member')
    .select(['team_id', 'person_id', 'since', 'until'])
    .execute();
  return rows.map((row) => ({
    teamId: row.team_id,
    personId: row.person_id,
    since: row.since,
    until: row.until,
  }));
}

/** As worker: members of whom something is still to be read for the first time. */
export async function listUnreadMembers(trx: Trx): Promise<ReadonlySet<string>> {
  const rows = await trx.selectFrom('mailbox').select('person_id').where('state', '=', 'new').execute();
  return new Set(rows.map((row) => row.person_id));
}

export interface StoredRepWeek extends Omit<RepWeek, 'plan' | 'burden'> {
  readonly personId: string;
  readonly week: IsoWeek;
  readonly isBackfill: boolean;
  readonly classifierVersion: string;
}

/** As worker: all reps' sums of the weeks from `first` to `last`, both included. */
export async function listRepWeeks(trx: Trx, first: IsoWeek, last: IsoWeek): Promise<StoredRepWeek[]> {
  const rows = await trx
    .selectFrom('person_week')
    .selectAll()
    .where('week', '>=', first)
    .where('week', '<=', last)
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    week: row.week,
    minutes: {
      selling: row.selling,
      unsure: row.unsure,
      supporting: row.supporting,
      internal: row.internal,
    },
    byActivity: row.by_activity,
    scheduled: row.scheduled,
    available: row.available,
    isValid: row.is_valid,
    isBackfill: row.is_backfill,
    classifierVersion: row.classifier_version,
  }));
}

export async function findFirstRepWeek(trx: Trx): Promise<IsoWeek | null> {
  const row = await trx
    .selectFrom('person_week')
    .select((eb) => eb.fn.min('week').as('week'))
    .executeTakeFirst();
  return row?.week ?? null;
}

/** Which weeks each team has already; a published week is never computed again (R2). */
export async function listPublishedKeys(trx: Trx): Promise<ReadonlySet<string>> {
  const rows = await trx.selectFrom('team_week').select(['team_id', 'week']).execute();
  return new Set(rows.map((row) => publicationKey(row.team_id, row.week)));
}

export function publicationKey(teamId: string, week: IsoWeek): string {
  return `${teamId} ${week}`;
}

export interface Publication {
  readonly teamId: string;
  readonly week: IsoWeek;
  readonly sums: SummedTeamWeek;
  readonly members: readonly string[];
  readonly classifierVersion: string;
  readonly isBackfill: boolean;
}

/** Freezes weeks with the membership that they were computed for. A week that is there already stays as it is. */
export async function savePublications(
  trx: Trx,
  publications: readonly Publication[],
  made: { readonly at: Instant; readonly listsVersion: string },
): Promise<void> {
  for (const publication of publications) {
    const { teamId, week, sums } = publication;
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('team_week')
      .values({
        team_id: teamId,
        week,
        ...weekColumns(sums),
        classifier_version: publication.classifierVersion,
        is_backfill: publication.isBackfill,
        lists_version: made.listsVersion,
        published_at: new Date(made.at),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (!numInsertedOrUpdatedRows || publication.members.length === 0) continue;
    await trx
      .insertInto('team_week_member')
      .values(publication.members.map((personId) => ({ team_id: teamId, week, person_id: personId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

function weekColumns(sums: SummedTeamWeek) {
  if (sums.status === 'withheld')
    return {
      status: sums.status,
      reason: sums.reason,
      reps: null,
      selling: null,
      unsure: null,
      supporting: null,
      internal: null,
      scheduled: null,
      available: null,
      plan: null,
      burden: null,
    };
  return {
    status: sums.status,
    reason: null,
    reps: sums.reps,
    ...sums.minutes,
    scheduled: sums.scheduled,
    available: sums.available,
    kinds: JSON.stringify(sums.kinds),
    plan: sums.plan === null ? null : JSON.stringify(sums.plan),
    burden: sums.burden === null ? null : JSON.stringify(sums.burden),
  };
}

/** A team's published weeks, the newest issue of each. */
export async function listTeamWeeks(trx: Trx, teamId: string, zone: TimeZone): Promise<StoredTeamWeek[]> {
  const rows = await trx
    .selectFrom('team_week')
    .selectAll()
    .distinctOn('week')
    .where('team_id', '=', teamId)
    .orderBy('week')
    .orderBy('issue', 'desc')
    .execute();
  return rows.map((row) => {
    const dated = {
      week: row.week,
      publishedOn: toLocalDate(row.published_at, zone),
      classifierVersion: row.classifier_version,
      listsVersion: row.lists_version,
      isBackfill: row.is_backfill,
    };
    if (row.status === 'withheld' || row.reps === null)
      return { ...dated, status: 'withheld', reason: row.reason ?? 'few_at_work' };
    return {
      ...dated,
      status: 'published',
      reps: row.reps,
      minutes: {
        selling: row.selling ?? 0,
        unsure: row.unsure ?? 0,
        supporting: row.supporting ?? 0,
        internal: row.internal ?? 0,
      },
      scheduled: row.scheduled ?? 0,
      available: row.available ?? 0,
      plan: row.plan,
      kinds: row.kinds ?? [],
      burden: row.burden,
    };
  });
}

/** As worker: when the first event of any of these people was seen; null where none was. */
export async function findReadingSince(trx: Trx, personIds: readonly string[]): Promise<Instant | null> {
  if (personIds.length === 0) return null;
  const row = await trx
    .selectFrom('event')
    .select((eb) => eb.fn.min('first_seen_at').as('since'))
    .where('person_id', 'in', [...personIds])
    .executeTakeFirst();
  return row?.since ?? null;
}

/** As worker: sets the job's next due time. */
export async function saveTimer(trx: Trx, job: string, dueAt: Instant): Promise<void> {
  await trx
    .insertInto('timer')
    .values({ job, due_at: new Date(dueAt) })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'job']).doUpdateSet({ due_at: new Date(dueAt) }))
    .execute();
}

/** As worker: makes a job due no later than this. */
export async function hastenTimer(trx: Trx, job: string, dueAt: Instant): Promise<void> {
  await trx
    .insertInto('timer')
    .values({ job, due_at: new Date(dueAt) })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'job']).doUpdateSet({ due_at: sql`least(timer.due_at, ${at(dueAt)})` }),
    )
    .execute();
}
