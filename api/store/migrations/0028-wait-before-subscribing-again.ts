import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { run } from './policy.ts';

/** A mailbox whose subscription was refused is left alone for a while, and longer each time. */
export const waitBeforeSubscribingAgain: Migration = {
  async up(db: Kysely<unknown>) {
    await run(
      db,
      `alter table mailbox add column subscribe_after timestamptz,
        add column subscribe_retries integer not null default 0`,
    );
  },
};
