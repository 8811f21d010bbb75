import { isDeepStrictEqual as isDeepEqual } from 'node:util';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Interval, IsoWeek } from '../../shared/calendar/time.ts';
import { isoWeekOf } from '../../shared/calendar/week.ts';
import {
  createFindCorrection,
  type StandingCorrection,
} from '../../shared/classification/standing-corrections.ts';
import { defineJob } from '../jobs/job.ts';
import { listReachedEvents, listStandingCorrections } from '../store/correction-store.ts';
import { type ResortScope, takeResortScope } from '../store/resort-store.ts';
import { loadDomains } from '../store/domain-store.ts';
import { saveSorting } from '../store/event-journal.ts';
import { createEventStore, type StoredEvent } from '../store/event-store.ts';
import { holdMailbox } from '../store/hold-mailbox.ts';
import { hastenPlan } from '../store/rep-store.ts';
import type { Person, PersonStore } from '../store/person-store.ts';
import { forgetOwnWeeks } from '../store/prompt-store.ts';
import type { Database } from '../store/schema.ts';
import { hastenTimer } from '../store/team-store.ts';
import { findFirstWeek } from '../store/week-store.ts';
import { sortEvent, type Sorted, type Sorting } from './describe-event.ts';
import { loadTeaching } from './load-teaching.ts';
import { refreshWeeks } from './refresh-weeks.ts';
import type { SyncDeps } from './sync-deps.ts';
import { isTouched, weekSpans } from './week-spans.ts';

type Trx = Transaction<Database>;

export interface ResortDeps extends SyncDeps {
  readonly people: PersonStore;
}

export const resortEventsJob = defineJob<{ personId: string }, ResortDeps>({
  name: 'resort-events',
  payload: z.object({ personId: z.guid() }).strict(),
  key: ({ personId }) => personId,
  run: ({ personId }, deps) => resortEvents(personId, deps),
});

/**
 * Sorts a person's events by what they said and have not taken back, where that is otherwise than what each was sorted by;
 * all of them where the organisation's lists are others. The weeks concerned and the running one are summed anew: a person's
 * own sums follow at once, published team weeks never (R2). Running again changes nothing.
 */
export async function resortEvents(personId: string, deps: ResortDeps): Promise<void> {
  await deps.store.as({ kind: 'worker' })(async (trx) => {
    const person = await deps.people.findById(trx, personId);
    if (!person) return;
    await holdMailbox(trx, personId);
    const scope = await takeResortScope(trx, personId);
    const corrections = await listStandingCorrections(trx, personId);
    const isWhole = scope.all || scope.taught;
    const events = await listConcerned(trx, personId, isWhole ? null : corrections, deps);
    const context = { self: person.address, ...(await loadDomains(trx, deps.vault)) };
    const calendar = { personId, context, events: events.map(({ event }) => event) };
    const sorting: Sorting = {
      context,
      findCorrection: createFindCorrection(corrections),
      teaching: await loadTeaching(trx, deps.vault, calendar),
    };
    const touched: Interval[] = [];
    for (const stored of events)
      if (await resort(trx, stored, sorting, scope, deps)) touched.push(stored.event);
    const now = deps.clock.now();
    // A question that waits may be about what is not selling after all.
    if (isWhole && touched.length > 0) await hastenPlan(trx, personId, now);
    if (scope.taught) await hastenTimer(trx, 'spread-lessons', now);
    const running = await findRunningWeek(trx, person, now);
    const weeks = new Set([...weeksOf(touched, person, now), ...running]);
    await forgetOwnWeeks(trx, personId);
    await refreshWeeks(trx, person, [...weeks], deps, {
      isBackfill: false,
      classifierVersion: deps.classifierVersion,
      at: now,
    });
  });
}

/** `corrections` = those whose reach is looked at; null = the whole calendar. */
async function listConcerned(
  trx: Trx,
  personId: string,
  corrections: readonly StandingCorrection[] | null,
  { vault }: ResortDeps,
): Promise<StoredEvent[]> {
  const events = createEventStore(vault);
  if (corrections === null) return events.listStanding(trx, personId);
  return events.listByIds(trx, await listReachedEvents(trx, personId, corrections));
}

async function resort(
  trx: Trx,
  stored: StoredEvent,
  { context, findCorrection, teaching }: Sorting,
  scope: ResortScope,
  deps: ResortDeps,
): Promise<boolean> {
  const { event, versionId, correctionId } = stored;
  const correction = findCorrection(stored);
  const isAsSaid = (correction?.id ?? null) === correctionId;
  // What an older version sorted is not sorted anew because something was taught.
  const isOlder = stored.classifierVersion !== deps.classifierVersion;
  if (isAsSaid && !scope.all && (!scope.taught || isOlder)) return false;
  const sorted = sortEvent(event, deps.classify(event, context, teaching), correction);
  // What a state filter settles is reached by no correction.
  if (scope.all || scope.taught ? isSorted(stored, sorted) : sorted.correctionId === correctionId)
    return false;
  await saveSorting(trx, deps.vault, versionId, event, sorted);
  return true;
}

function isSorted(stored: StoredEvent, { classification, correctionId }: Sorted): boolean {
  const { class: name, top, activity, confidence, because, classifierVersion } = stored;
  return (
    correctionId === stored.correctionId &&
    isDeepEqual(classification, { class: name, activity, confidence, top, because, classifierVersion })
  );
}

/** Own working hours change what was available; of a calendar that is not read yet there is no week. */
async function findRunningWeek(trx: Trx, person: Person, now: number): Promise<IsoWeek[]> {
  const first = await findFirstWeek(trx, person.personId);
  return first === null ? [] : [isoWeekOf(now, person.workingHours.timeZone)];
}

/** None that is yet to come: those are summed when they have begun. */
function weeksOf(touched: readonly Interval[], { workingHours }: Person, now: number): IsoWeek[] {
  if (touched.length === 0) return [];
  const first = Math.min(...touched.map(({ start }) => start));
  return weekSpans(first, now, workingHours.timeZone)
    .filter((span) => touched.some((stretch) => isTouched(span, stretch)))
    .map(({ week }) => week);
}
