import type { Transaction } from 'kysely';
import { type ClassifiedEvent, summariseWeek, type WeekSplit } from '../../shared/calendar/time-split.ts';
import type { Instant, Interval, IsoWeek } from '../../shared/calendar/time.ts';
import { compareWeeks, weekDates, weekInterval } from '../../shared/calendar/week.ts';
import { createEventStore } from '../store/event-store.ts';
import type { Person } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';
import { saveWeeks } from '../store/week-store.ts';
import type { SyncDeps } from './sync-deps.ts';
import { isTouched } from './week-spans.ts';

/**
 * As worker: sums the weeks of a person anew from the events as they stand, by the settings that hold now. Events may be
 * given by whoever has them at hand, with the interval of which they are all.
 */
export async function refreshWeeks(
  trx: Transaction<Database>,
  person: Person,
  weeks: readonly IsoWeek[],
  deps: Pick<SyncDeps, 'vault' | 'holidaysBetween'>,
  made: {
    readonly isBackfill: boolean;
    readonly classifierVersion: string;
    readonly at: Instant;
    readonly atHand?: { readonly interval: Interval; readonly events: readonly ClassifiedEvent[] };
  },
): Promise<void> {
  const ordered = weeks.toSorted(compareWeeks);
  const [first] = ordered;
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) return;
  const { workingHours, country } = person;
  const holidays = deps.holidaysBetween(country, weekDates(first)[0], weekDates(last)[6]);
  const sums: WeekSplit[] = [];
  for (const week of ordered) {
    const span = { week, ...weekInterval(week, workingHours.timeZone) };
    const events = covers(made.atHand?.interval, span)
      ? (made.atHand?.events ?? []).filter(({ event }) => isTouched(span, event))
      : await createEventStore(deps.vault).listCurrent(trx, person.personId, span);
    sums.push(summariseWeek(events, week, { workingHours, holidays }));
  }
  await saveWeeks(trx, person.personId, sums, made);
}

function covers(outer: Interval | undefined, inner: Interval): boolean {
  return outer !== undefined && outer.start <= inner.start && inner.end <= outer.end;
}
