import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { run } from './policy.ts';

/** By which lists of domains a published week was sorted: no verdict goes across a change of them. */
export const knowTheListsOfAWeek: Migration = {
  async up(db: Kysely<unknown>) {
    await run(db, `alter table domain_list add column version text not null default ''`);
    await run(db, `alter table team_week add column lists_version text not null default ''`);
  },
};
