import { z } from 'zod';
import { defineJob } from '../jobs/job.ts';
import type { SyncDeps } from './sync-deps.ts';

/** The organisation's lists are others: every calendar is sorted anew, each by a job of its own. */
export const sortAnewJob = defineJob<Record<string, never>, Pick<SyncDeps, 'store' | 'clock'>>({
  name: 'sort-anew',
  payload: z.object({}).strict(),
  key: () => 'all',
  run: (_, { store, clock }) =>
    store.as({ kind: 'worker' })(async (trx) => {
      // First, so that whoever asks for it meanwhile waits, and is heard the next time.
      await trx.deleteFrom('timer').where('job', '=', 'sort-anew').execute();
      const mailboxes = trx.selectFrom('mailbox').select('person_id');
      await trx
        .updateTable('person')
        .set({ resort_all: true, resort_due_at: new Date(clock.now()) })
        .where('person_id', 'in', mailboxes)
        .execute();
    }),
});
