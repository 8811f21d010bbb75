import type { Transaction } from 'kysely';
import { plannedAndKept, type PlanKept } from '../../shared/calendar/plan.ts';
import { weekDates, weekInterval } from '../../shared/calendar/week.ts';
import type { RepBurden } from '../../shared/patterns/team-burden.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import { loadBurdenByWeek } from '../reports/load-burden-by-week.ts';
import type { EventStore } from '../store/event-store.ts';
import type { PersonStore } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';
import type { StoredRepWeek } from '../store/team-store.ts';

export interface PlanDeps {
  readonly events: EventStore;
  readonly people: PersonStore;
  readonly holidaysBetween: HolidaysBetween;
}

export interface PlannedRepWeek extends StoredRepWeek {
  readonly plan: PlanKept | null;
  readonly burden: RepBurden | null;
}

/**
 * As worker: with each rep's week what became of its plan, the calendar as it stood on Monday 00:00, and what the product
 * took of it. A week that was read afterwards has one version of each event, and so no plan; nobody was asked in it.
 */
export async function loadPlans(
  trx: Transaction<Database>,
  repWeeks: readonly StoredRepWeek[],
  deps: PlanDeps,
): Promise<PlannedRepWeek[]> {
  const planned: PlannedRepWeek[] = [];
  for (const repWeek of repWeeks)
    planned.push({
      ...repWeek,
      ...(repWeek.isBackfill ? NOTHING_SEEN : await loadSeen(trx, repWeek, deps)),
    });
  return planned;
}

type Seen = Pick<PlannedRepWeek, 'plan' | 'burden'>;

const NOTHING_SEEN: Seen = { plan: null, burden: null };

async function loadSeen(
  trx: Transaction<Database>,
  { personId, week }: StoredRepWeek,
  { events, people, holidaysBetween }: PlanDeps,
): Promise<Seen> {
  const person = await people.findById(trx, personId);
  if (!person) return NOTHING_SEEN;
  const { workingHours, country } = person;
  const interval = weekInterval(week, workingHours.timeZone);
  const dates = weekDates(week);
  const plan = plannedAndKept(
    await events.listAsStoodAt(trx, personId, interval, interval.start),
    await events.listCurrent(trx, personId, interval),
    week,
    { workingHours, holidays: holidaysBetween(country, dates[0], dates[6]) },
  );
  const [burden] = await loadBurdenByWeek(trx, personId, workingHours.timeZone, [week]);
  return { plan, burden: burden ?? null };
}
