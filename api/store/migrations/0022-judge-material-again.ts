import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { run } from './policy.ts';

/** Whether material was missing shows ten working days later: what was judged at the answer stays beside it. */
export const judgeMaterialAgain: Migration = {
  async up(db: Kysely<unknown>) {
    await run(db, `alter table prompt add column rejudge_due_at timestamptz`);
    await run(
      db,
      `create index prompt_rejudge_due on prompt (rejudge_due_at) where rejudge_due_at is not null`,
    );
    await run(
      db,
      `alter table answer add column rejudged_at timestamptz, add column later_evidence jsonb,
        add column later_inputs_sealed bytea`,
    );
  },
};
