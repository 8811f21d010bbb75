import { z } from 'zod';
import { defineJob } from '../jobs/job.ts';
import { takeSpreadLessons } from '../store/lesson-store.ts';
import { makeTaughtDueForAll } from '../store/resort-store.ts';
import type { SyncDeps } from './sync-deps.ts';

/** What two people or an administrator taught counts for everybody: their calendars are weighed anew, each by a job of its own. */
export const spreadLessonsJob = defineJob<Record<string, never>, Pick<SyncDeps, 'store' | 'clock'>>({
  name: 'spread-lessons',
  payload: z.object({}).strict(),
  key: () => 'all',
  run: (_, { store, clock }) =>
    store.as({ kind: 'worker' })(async (trx) => {
      // First, so that whoever asks for it meanwhile waits, and is heard the next time.
      await trx.deleteFrom('timer').where('job', '=', 'spread-lessons').execute();
      if (!(await takeSpreadLessons(trx))) return;
      await makeTaughtDueForAll(trx, clock.now());
    }),
});
