import type { Transaction } from 'kysely';
import { plannedAndKept, type PlanKept } from '../../shared/calendar/plan.ts';
import { weekDates, weekInterval } from '../../shared/calendar/week.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
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
}

/**
 * As worker: with each rep's week what became of its plan, the calendar as it stood on Monday 00:00. A week that was
 * read afterwards has one version of each event, and so no plan.
 */
export async function loadPlans(
  trx: Transaction<Database>,
  repWeeks: readonly StoredRepWeek[],
  deps: PlanDeps,
): Promise<PlannedRepWeek[]> {
  const planned: PlannedRepWeek[] = [];
  for (const repWeek of repWeeks)
    planned.push({ ...repWeek, plan: repWeek.isBackfill ? null : await loadPlan(trx, repWeek, deps) });
  return planned;
}

async function loadPlan(
  trx: Transaction<Database>,
  { personId, week }: StoredRepWeek,
  { events, people, holidaysBetween }: PlanDeps,
): Promise<PlanKept | null> {
  const person = await people.findById(trx, personId);
  if (!person) return null;
  const { workingHours, country } = person;
  const interval = weekInterval(week, workingHours.timeZone);
  const dates = weekDates(week);
  return plannedAndKept(
    await events.listAsStoodAt(trx, personId, interval, interval.start),
    await events.listCurrent(trx, personId, interval),
    week,
    { workingHours, holidays: holidaysBetween(country, dates[0], dates[6]) },
  );
}
