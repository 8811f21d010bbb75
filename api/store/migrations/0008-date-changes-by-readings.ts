import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { run } from './policy.ts';

/**
 * A delta round that says nothing may lag behind: only a plain reading shows that something stood as before, and no change
 * is dated before the last one.
 */
export const dateChangesByReadings: Migration = {
  async up(db: Kysely<unknown>) {
    await run(db, `alter table mailbox add column read_at timestamptz`);
    await run(db, `update mailbox set read_at = looked_at`);
  },
};
