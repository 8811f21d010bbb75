import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { addWeeks, weekDates } from '../../shared/calendar/week.ts';
import { HOUR, MINUTE, type IsoWeek } from '../../shared/calendar/time.ts';
import { lastPublishable, publicationTime } from '../../shared/patterns/publication.ts';
import { summariseTeamWeek } from '../../shared/patterns/team-week.ts';
import { publishableGroups, type PublishedGroup } from '../../shared/privacy/publish.ts';
import { defineJob } from '../jobs/job.ts';
import {
  findFirstRepWeek,
  findReadingSince,
  listMemberships,
  listPublishedKeys,
  listRepWeeks,
  listTeams,
  listUnreadMembers,
  publicationKey,
  savePublications,
  saveTeamHead,
  saveTimer,
  type Membership,
  type Publication,
  type TeamRow,
} from '../store/team-store.ts';
import { loadListsVersion } from '../store/domain-list-store.ts';
import { evaluateSample } from './evaluate-sample.ts';
import { loadPlans, type PlanDeps, type PlannedRepWeek } from './load-plans.ts';
import { loadTenantSettings } from '../store/tenant-settings.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/transaction.ts';

/** While a member's calendar is still being read for the first time, the team waits and is looked at again. */
const LOOK_AGAIN = MINUTE;
/** Nothing to wait for: until the next Wednesday, at the latest. */
const LOOK_ANYWAY = 24 * HOUR;

export interface PublishDeps extends PlanDeps {
  readonly classifierVersion: string;
  readonly store: Store;
  readonly clock: Clock;
}

export const publishWeeksJob = defineJob<Record<string, never>, PublishDeps>({
  name: 'publish-weeks',
  payload: z.object({}).strict(),
  key: () => 'all',
  run: async (_, deps) => publishWeeks(deps),
});

/**
 * Publishes each team's whole weeks that are due and not yet published, once and for good (R2): from Wednesday
 * 06:00 after the week's end, with the membership as it stood; and with them how right the classes are. Runs in one transaction; running again adds nothing.
 */
export async function publishWeeks(deps: PublishDeps): Promise<void> {
  const { store, clock, classifierVersion } = deps;
  await store.as({ kind: 'worker' })(async (trx) => {
    const now = clock.now();
    const { timeZone, minimum } = await loadTenantSettings(trx);
    const last = lastPublishable(now, timeZone);
    const first = await findFirstRepWeek(trx);
    const unread = await listUnreadMembers(trx);
    const teams = await listTeams(trx);
    const memberships = await listMemberships(trx);
    await saveTeamHeads(trx, teams, memberships);
    if (first) {
      const waiting = new Set(
        memberships.filter(({ personId }) => unread.has(personId)).map(({ teamId }) => teamId),
      );
      const done = await listPublishedKeys(trx);
      const repWeeks = Map.groupBy(await listRepWeeks(trx, first, last), (row) => row.week);
      const publications: Publication[] = [];
      for (let week = first; week <= last; week = addWeeks(week, 1)) {
        if (teams.every(({ teamId }) => done.has(publicationKey(teamId, week)))) continue;
        const planned = await loadPlans(trx, repWeeks.get(week) ?? [], deps);
        publications.push(...sumWeek(week, teams, memberships, planned, minimum));
      }
      await savePublications(
        trx,
        publications.filter(
          ({ teamId, week }) => !waiting.has(teamId) && !done.has(publicationKey(teamId, week)),
        ),
        { at: now, listsVersion: await loadListsVersion(trx) },
      );
    }
    await evaluateSample(trx, last, { minimum, classifierVersion, now });
    const next = publicationTime(addWeeks(last, 1), timeZone);
    await saveTimer(
      trx,
      'publish-weeks',
      unread.size > 0 || !first ? now + LOOK_AGAIN : Math.min(next, now + LOOK_ANYWAY),
    );
  });
}

async function saveTeamHeads(
  trx: Transaction<Database>,
  teams: readonly TeamRow[],
  memberships: readonly Membership[],
): Promise<void> {
  for (const { teamId } of teams) {
    const now = memberships.filter((membership) => membership.teamId === teamId && membership.until === null);
    const people = now.map(({ personId }) => personId);
    await saveTeamHead(trx, teamId, {
      reps: people.length,
      readingSince: await findReadingSince(trx, people),
    });
  }
}

/**
 * All teams' weeks at once, because whether an upper level may be shown depends on the teams below it: on who belongs
 * to them, so that a level does not come and go with holidays, and on who was at work that week.
 */
export function sumWeek(
  week: IsoWeek,
  teams: readonly TeamRow[],
  memberships: readonly Membership[],
  repWeeks: readonly PlannedRepWeek[],
  minimum: number,
): Publication[] {
  const backfilled = new Set(repWeeks.filter((rep) => rep.isBackfill).map((rep) => rep.personId));
  const sums = teams.map((team) => {
    const belong = belongingInWeek(team.teamId, week, memberships, backfilled);
    const members = repWeeks.filter((rep) => belong.has(rep.personId));
    return { team, belong, members, sums: summariseTeamWeek(members, minimum) };
  });
  const groupOf = (team: TeamRow, members: ReadonlySet<string>): PublishedGroup => ({
    id: team.teamId,
    parentId: team.parentId,
    members,
  });
  const byBelonging = publishableGroups(
    sums.map(({ team, belong }) => groupOf(team, belong)),
    minimum,
  );
  const atWork = publishableGroups(
    sums
      .filter(({ team, sums: own }) => own.status === 'published' && byBelonging.has(team.teamId))
      .map(({ team, members }) =>
        groupOf(team, new Set(members.filter((rep) => rep.isValid).map((rep) => rep.personId))),
      ),
    minimum,
  );
  return sums.map(({ team, members, sums: own }) => ({
    teamId: team.teamId,
    week,
    sums:
      own.status === 'published' && !atWork.has(team.teamId)
        ? { status: 'withheld' as const, reason: 'remainder' as const }
        : own,
    members: members.map((rep) => rep.personId),
    classifierVersion: members[0]?.classifierVersion ?? '',
    isBackfill: members.some((rep) => rep.isBackfill),
  }));
}

/** Who belonged to the team in that week. Of weeks before the product came, those who belong now stand for it. */
function belongingInWeek(
  teamId: string,
  week: IsoWeek,
  memberships: readonly Membership[],
  backfilled: ReadonlySet<string>,
): ReadonlySet<string> {
  const [monday, , , , , , sunday] = weekDates(week);
  return new Set(
    memberships
      .filter((membership) => membership.teamId === teamId)
      .filter(({ personId, since }) => since <= sunday || backfilled.has(personId))
      .filter(({ until }) => until === null || until >= monday)
      .map(({ personId }) => personId),
  );
}
