import type { Transaction } from 'kysely';
import type { Instant, IsoWeek } from '../../shared/calendar/time.ts';
import { addWeeks, isoWeekOf, weeksBetween } from '../../shared/calendar/week.ts';
import type { OwnTrend } from '../../shared/contract/trend.ts';
import { reportTeamTime, type StoredTeamWeek } from '../../shared/patterns/team-time.ts';
import type { PersonStore } from '../store/person-store.ts';
import { findPrecision } from '../store/precision-store.ts';
import type { Database } from '../store/schema.ts';
import { listOwnWeeks, type OwnWeek } from '../store/week-store.ts';

const WEEKS = 26;

export interface TrendDeps {
  readonly people: PersonStore;
}

/**
 * *My trend*: the reader's own weeks that are over, as a team of one, so that both are counted by one definition. Read as
 * the reader (R1). null where the reader is no rep.
 */
export async function loadTrend(
  trx: Transaction<Database>,
  personId: string,
  now: Instant,
  { people }: TrendDeps,
): Promise<OwnTrend | null> {
  const person = await people.findById(trx, personId);
  if (!person?.isRep) return null;
  const thisWeek = isoWeekOf(now, person.workingHours.timeZone);
  const own = await listOwnWeeks(trx, personId, addWeeks(thisWeek, -WEEKS), addWeeks(thisWeek, -1));
  const checked = await findPrecision(trx);
  const figures = reportTeamTime(withoutGaps(own), thisWeek, checked && checked.precision);
  if (figures.status !== 'published') return { figures: { status: 'none_yet' } };
  const { status, through, weeks, recent, trend } = figures;
  return { figures: { status, through, weeks, recent, trend } };
}

function withoutGaps(own: readonly OwnWeek[]): StoredTeamWeek[] {
  const [first] = own;
  const last = own.at(-1);
  if (!first || !last) return [];
  return Array.from({ length: weeksBetween(first.week, last.week) + 1 }, (_, index) => {
    const week = addWeeks(first.week, index);
    return storedWeek(
      week,
      own.find((candidate) => candidate.week === week),
    );
  });
}

/** A week of which too little was available is left out of every pattern (domain §4). */
function storedWeek(week: IsoWeek, own: OwnWeek | undefined): StoredTeamWeek {
  const dated = {
    week,
    publishedOn: '',
    classifierVersion: own?.classifierVersion ?? '',
    // A person's own weeks are all summed anew when a list changes.
    listsVersion: '',
    isBackfill: own?.isBackfill ?? false,
  };
  if (!own?.isValid) return { ...dated, status: 'withheld', reason: 'little_time' };
  const { minutes, scheduled, available } = own;
  const sums = { reps: 1, minutes, scheduled, available, plan: null, kinds: [], burden: null };
  return { ...dated, status: 'published', ...sums };
}
