import type { Transaction } from 'kysely';
import { z } from 'zod';
import { isoWeekOf } from '../../shared/calendar/week.ts';
import type { IsoWeek } from '../../shared/calendar/time.ts';
import {
  ACTIVITY_TYPES,
  type ActivityType,
  type TimeClass,
} from '../../shared/classification/classification.ts';
import { defineJob } from '../jobs/job.ts';
import type { PersonStore } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';
import { refreshWeeks } from './refresh-weeks.ts';
import type { SyncDeps } from './sync-deps.ts';
import { loadEventCorrections } from './reader.ts';

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
 * Gives a person's corrected events the class that they said, in every version that stands, and sums the weeks
 * concerned anew: a person's own sums follow at once, published team weeks never (R2). Running again changes nothing.
 */
export async function resortEvents(personId: string, deps: ResortDeps): Promise<void> {
  await deps.store.as({ kind: 'worker' })(async (trx) => {
    const person = await deps.people.findById(trx, personId);
    if (!person) return;
    const corrections = await loadEventCorrections(trx, personId);
    const zone = person.workingHours.timeZone;
    const weeks = new Set<IsoWeek>();
    for (const [eventId, timeClass] of corrections)
      for (const start of await resort(trx, eventId, timeClass)) weeks.add(isoWeekOf(start, zone));
    const now = deps.clock.now();
    const summed = [...weeks].filter((week) => week <= isoWeekOf(now, zone));
    await refreshWeeks(trx, person, summed, deps, {
      isBackfill: false,
      classifierVersion: deps.classifierVersion,
      at: now,
    });
  });
}

/** State filters stay: what is cancelled or private is not selling because somebody says so (domain §3). */
async function resort(trx: Trx, eventId: string, timeClass: TimeClass): Promise<number[]> {
  const rows = await trx
    .updateTable('event_version')
    .set({
      class: timeClass,
      confidence: 1,
      ...(timeClass !== 'unsure' && { top_class: timeClass, activity: activityOf(timeClass) }),
    })
    .where('event_id', '=', eventId)
    .where('valid_to', 'is', null)
    .where('class', '!=', timeClass)
    .where('sensitivity', '=', 'normal')
    .where('is_cancelled', '=', false)
    .returning('start_at')
    .execute();
  return rows.map((row) => row.start_at);
}

/** What somebody says of the class says nothing of the kind: the plainest of that class. */
function activityOf(timeClass: Exclude<TimeClass, 'unsure'>): ActivityType {
  const plainest = {
    selling: 'customer_meeting',
    supporting: 'deal_internal',
    internal: 'cross_functional',
    ignored: 'marker',
  } as const satisfies { [K in keyof typeof ACTIVITY_TYPES]: ActivityType };
  return plainest[timeClass];
}
