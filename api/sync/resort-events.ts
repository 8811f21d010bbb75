import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Interval, IsoWeek } from '../../shared/calendar/time.ts';
import { isoWeekOf } from '../../shared/calendar/week.ts';
import type { ClassificationContext } from '../../shared/classification/classification.ts';
import {
  createFindCorrection,
  type FindCorrection,
} from '../../shared/classification/standing-corrections.ts';
import { defineJob } from '../jobs/job.ts';
import { listReachedEvents, listStandingCorrections } from '../store/correction-store.ts';
import { loadDomains } from '../store/domain-store.ts';
import { saveSorting } from '../store/event-journal.ts';
import { createEventStore, type StoredEvent } from '../store/event-store.ts';
import { holdMailbox } from '../store/hold-mailbox.ts';
import type { Person, PersonStore } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';
import { findFirstWeek } from '../store/week-store.ts';
import { sortEvent } from './describe-event.ts';
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
 * Sorts a person's events by what they said and have not taken back, where that is otherwise than what each was sorted by,
 * and sums the weeks concerned and the running one anew: a person's own sums follow at once, published team weeks never (R2). Running again
 * changes nothing.
 */
export async function resortEvents(personId: string, deps: ResortDeps): Promise<void> {
  await deps.store.as({ kind: 'worker' })(async (trx) => {
    const person = await deps.people.findById(trx, personId);
    if (!person) return;
    await holdMailbox(trx, personId);
    const corrections = await listStandingCorrections(trx, personId);
    const ids = await listReachedEvents(trx, personId, corrections);
    const events = await createEventStore(deps.vault).listByIds(trx, ids);
    const context = { self: person.address, ...(await loadDomains(trx, deps.vault)) };
    const findCorrection = createFindCorrection(corrections);
    const touched: Interval[] = [];
    for (const stored of events)
      if (await resort(trx, stored, findCorrection, context, deps)) touched.push(stored.event);
    const now = deps.clock.now();
    const running = await findRunningWeek(trx, person, now);
    const weeks = new Set([...weeksOf(touched, person, now), ...running]);
    await refreshWeeks(trx, person, [...weeks], deps, {
      isBackfill: false,
      classifierVersion: deps.classifierVersion,
      at: now,
    });
  });
}

async function resort(
  trx: Trx,
  stored: StoredEvent,
  findCorrection: FindCorrection,
  context: ClassificationContext,
  deps: ResortDeps,
): Promise<boolean> {
  const { event, versionId, correctionId } = stored;
  const correction = findCorrection(stored);
  if ((correction?.id ?? null) === correctionId) return false;
  const sorted = sortEvent(event, deps.classify(event, context), correction);
  // What a state filter settles is reached by no correction.
  if (sorted.correctionId === correctionId) return false;
  await saveSorting(trx, deps.vault, versionId, event, sorted);
  return true;
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
