import type { Transaction } from 'kysely';
import { type ClassifiedEvent, summariseWeek } from '../../shared/calendar/time-split.ts';
import type { Instant, Interval, IsoWeek, TimeZone } from '../../shared/calendar/time.ts';
import { addWeeks, compareWeeks, isoWeekOf, weekDates, weekInterval } from '../../shared/calendar/week.ts';
import type { Vault } from '../store/encryption.ts';
import { createEventStore } from '../store/event-store.ts';
import type { Person } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';
import { saveWeeks } from '../store/week-store.ts';
import type { SyncDeps } from './sync-deps.ts';

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
  const zone = workingHours.timeZone;
  const holidays = deps.holidaysBetween(country, weekDates(first)[0], weekDates(last)[6]);
  const byWeek = new Map<IsoWeek, readonly ClassifiedEvent[]>();
  for (const [week, events] of groupByWeek(made.atHand?.events ?? [], new Set(weeks), zone))
    byWeek.set(week, events);
  for (const week of ordered) {
    const interval = weekInterval(week, zone);
    if (!covers(made.atHand?.interval, interval))
      byWeek.set(week, await loadWeek(trx, deps.vault, person, interval));
  }
  const sums = ordered.map((week) => summariseWeek(byWeek.get(week) ?? [], week, { workingHours, holidays }));
  await saveWeeks(trx, person.personId, sums, made);
}

/** Every week that a stretch of time touches, from that of `from` to that of `until`. */
export function weeksTouched(stretch: Interval, zone: TimeZone, from: Instant, until: Instant): IsoWeek[] {
  const start = isoWeekOf(Math.max(stretch.start, from), zone);
  const end = isoWeekOf(Math.max(stretch.end - 1, stretch.start), zone);
  const latest = isoWeekOf(until, zone);
  const last = compareWeeks(end, latest) < 0 ? end : latest;
  const weeks: IsoWeek[] = [];
  for (let week = start; compareWeeks(week, last) <= 0; week = addWeeks(week, 1)) weeks.push(week);
  return weeks;
}

function groupByWeek(
  events: readonly ClassifiedEvent[],
  weeks: ReadonlySet<IsoWeek>,
  zone: TimeZone,
): ReadonlyMap<IsoWeek, readonly ClassifiedEvent[]> {
  const byWeek = new Map<IsoWeek, ClassifiedEvent[]>([...weeks].map((week) => [week, []]));
  for (const classified of events) {
    const { start, end } = classified.event;
    for (const week of weeksTouched({ start, end }, zone, start, end)) byWeek.get(week)?.push(classified);
  }
  return byWeek;
}

function covers(outer: Interval | undefined, inner: Interval): boolean {
  return outer !== undefined && outer.start <= inner.start && inner.end <= outer.end;
}

async function loadWeek(
  trx: Transaction<Database>,
  vault: Vault,
  person: Person,
  interval: Interval,
): Promise<ClassifiedEvent[]> {
  return createEventStore(vault).listCurrent(trx, person.personId, interval);
}
