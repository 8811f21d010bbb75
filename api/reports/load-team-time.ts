import type { Transaction } from 'kysely';
import { addWeeks, isoWeekOf } from '../../shared/calendar/week.ts';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { Instant } from '../../shared/calendar/time.ts';
import type { TeamTime } from '../../shared/contract/team-time.ts';
import { lastPublishable, publicationTime } from '../../shared/patterns/publication.ts';
import { reportTeamTime, type StoredTeamWeek } from '../../shared/patterns/team-time.ts';
import { saveLook } from '../store/look-store.ts';
import { findPrecision } from '../store/precision-store.ts';
import type { Database } from '../store/schema.ts';
import { loadTenantSettings } from '../store/tenant-settings.ts';
import { findTeam, listTeamWeeks } from '../store/team-store.ts';

/** The page that a look is noted for. */
const PAGE = 'time';

/**
 * A team's *Time* page, read as the person who asks: null where they neither manage nor belong to the team (the
 * rows are not theirs to see). The look is noted in the same transaction (R4).
 */
export async function loadTeamTime(
  trx: Transaction<Database>,
  request: { readonly teamId: string; readonly readerId: string; readonly now: Instant },
): Promise<TeamTime | null> {
  const { teamId, readerId, now } = request;
  const team = await findTeam(trx, teamId);
  if (!team) return null;
  await saveLook(trx, { personId: readerId, teamId, page: PAGE, at: now });
  const { timeZone, minimum } = await loadTenantSettings(trx);
  const { reps, readingSince } = team;
  const weeks = await listTeamWeeks(trx, teamId, timeZone);
  const head = {
    team: { id: teamId, name: team.name, reps },
    minimum,
    classifierVersion: weeks.at(-1)?.classifierVersion ?? '',
  };
  if (reps < minimum) return { ...head, figures: { status: 'small_team' } };
  if (isAlwaysRemainder(weeks)) return { ...head, figures: { status: 'remainder' } };
  const firstPlan = addWeeks(isoWeekOf(readingSince ?? now, timeZone), 1);
  const checked = await findPrecision(trx);
  const figures = reportTeamTime(weeks, firstPlan, checked && checked.precision);
  if (figures.status !== 'none_yet') return { ...head, figures };
  const next = addWeeks(lastPublishable(now, timeZone), 1);
  return {
    ...head,
    figures: { status: 'none_yet', expected: toLocalDate(publicationTime(next, timeZone), timeZone) },
  };
}

/** An upper level of which no week could ever be shown beside the teams below it. */
function isAlwaysRemainder(weeks: readonly StoredTeamWeek[]): boolean {
  return (
    weeks.every((week) => week.status === 'withheld') &&
    weeks.some((week) => week.status === 'withheld' && week.reason === 'remainder')
  );
}
