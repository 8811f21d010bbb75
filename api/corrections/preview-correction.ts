import type { Transaction } from 'kysely';
import { detectCadence } from '../../shared/calendar/cadence.ts';
import { type ClassifiedEvent, summariseWeek, type SplitMinutes } from '../../shared/calendar/time-split.ts';
import type { IsoWeek } from '../../shared/calendar/time.ts';
import { addWeeks, compareWeeks, isoWeekOf, weekDates, weekInterval } from '../../shared/calendar/week.ts';
import type { SplitHours } from '../../shared/contract/classes.ts';
import type { CorrectionPreview, PreviewRequest, ReachPreview } from '../../shared/contract/corrections.ts';
import type { CorrectionReach } from '../store/correction-store.ts';
import type { Database } from '../store/schema.ts';
import { activityAfter } from '../sync/plainest-activity.ts';
import { listChanges, type Change } from './changes.ts';
import type { Known } from './load-known.ts';
import { loadCorrigible, type Corrigible, type CorrectionDeps, type NotCorrigible } from './corrigible.ts';

type Trx = Transaction<Database>;

/** What a correction would change, for each reach that it can have. Changes nothing. */
export async function previewCorrection(
  trx: Trx,
  personId: string,
  request: PreviewRequest,
  known: Known,
  deps: CorrectionDeps,
): Promise<CorrectionPreview | NotCorrigible> {
  const corrigible = await loadCorrigible(trx, personId, request, known, deps);
  if (typeof corrigible === 'string') return corrigible;
  const asked = corrigible.reaches.map((reach) => ({ reach, class: request.class, instead: null }));
  const reaches: ReachPreview[] = [];
  for (const ask of asked) {
    const changes = await listChanges(trx, corrigible, ask, known, deps);
    reaches.push(await previewReach(trx, corrigible, ask.reach, changes, deps));
  }
  return { event: request.event, class: request.class, reaches };
}

async function previewReach(
  trx: Trx,
  corrigible: Corrigible,
  reach: CorrectionReach,
  changes: readonly Change[],
  deps: CorrectionDeps,
): Promise<ReachPreview> {
  const zone = corrigible.person.workingHours.timeZone;
  return {
    scope: reach.scope,
    domain: reach.scope === 'domain' ? reach.domain : null,
    about: 'key' in reach ? reach.about : null,
    cadence:
      reach.scope === 'series'
        ? detectCadence(await listSeriesStarts(trx, corrigible, reach.seriesKey, deps), zone)
        : null,
    changes: changes.map(({ stored, from, to }) => ({
      id: stored.eventId,
      title: stored.event.title,
      start: new Date(stored.event.start).toISOString(),
      week: isoWeekOf(stored.event.start, zone),
      from,
      to,
    })),
    weeks: await previewWeeks(trx, corrigible, changes, deps),
  };
}

async function listSeriesStarts(
  trx: Trx,
  { person, stored }: Corrigible,
  seriesKey: string,
  deps: CorrectionDeps,
): Promise<number[]> {
  const zone = person.workingHours.timeZone;
  const week = isoWeekOf(stored.event.start, zone);
  const around = {
    start: weekInterval(addWeeks(week, -9), zone).start,
    end: weekInterval(addWeeks(week, 9), zone).end,
  };
  const events = await deps.events.listCurrent(trx, person.personId, around);
  return events.filter((event) => event.seriesKey === seriesKey).map(({ event }) => event.start);
}

/** Every week in which something changes, as it is and as it would be; by the same count as the stored sums. */
async function previewWeeks(
  trx: Trx,
  { person }: Corrigible,
  changes: readonly Change[],
  deps: CorrectionDeps,
): Promise<ReachPreview['weeks']> {
  const { workingHours, country, personId } = person;
  const weeks = touchedWeeks(changes, workingHours.timeZone);
  const [first] = weeks;
  const last = weeks.at(-1);
  if (first === undefined || last === undefined) return [];
  const holidays = deps.holidaysBetween(country, weekDates(first)[0], weekDates(last)[6]);
  const settings = { workingHours, holidays };
  const span = {
    start: weekInterval(first, workingHours.timeZone).start,
    end: weekInterval(last, workingHours.timeZone).end,
  };
  const before = await deps.events.listCurrent(trx, personId, span);
  const changed = new Map(changes.map(({ stored, to }) => [stored.eventId, to]));
  const after = before.map((event): ClassifiedEvent => {
    const to = changed.get(event.eventId);
    return to === undefined ? event : { ...event, class: to, activity: activityAfter(to, event) };
  });
  return weeks.map((week) => ({
    week,
    before: hoursOf(summariseWeek(before, week, settings).minutes),
    after: hoursOf(summariseWeek(after, week, settings).minutes),
  }));
}

function touchedWeeks(changes: readonly Change[], zone: string): IsoWeek[] {
  const weeks = new Set<IsoWeek>();
  for (const { stored } of changes) {
    const { start, end } = stored.event;
    const last = isoWeekOf(Math.max(start, end - 1), zone);
    for (let week = isoWeekOf(start, zone); compareWeeks(week, last) <= 0; week = addWeeks(week, 1))
      weeks.add(week);
  }
  return [...weeks].toSorted(compareWeeks);
}

function hoursOf({ selling, unsure, supporting, internal }: SplitMinutes): SplitHours {
  return { selling: selling / 60, unsure: unsure / 60, supporting: supporting / 60, internal: internal / 60 };
}
