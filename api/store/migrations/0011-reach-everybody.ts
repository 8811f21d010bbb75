import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, protect, run, TENANT_COLUMN } from './policy.ts';

/** Whether the bot may send and install, how fast it does, and whom it has yet to reach. */
export const reachEverybody: Migration = {
  async up(db: Kysely<unknown>) {
    await run(
      db,
      `create table bot_state (
        ${TENANT_COLUMN} primary key,
        pace_at timestamptz not null default '1970-01-01',
        throttled_at timestamptz,
        held_until timestamptz,
        stop_reason text check (stop_reason in ('unauthorized', 'disabled-by-admin')),
        stopped_at timestamptz,
        retry_at timestamptz,
        retries integer not null default 0,
        catalog_app_id text,
        install_problem text check (install_problem in ('permission', 'catalogue')),
        install_problem_since timestamptz
      )`,
    );
    await protect(db, 'bot_state', 'worker');
    await grant(db, 'bot_state');
    await run(
      db,
      `create table reach (
        person_id uuid primary key references person on delete cascade,
        ${TENANT_COLUMN},
        due_at timestamptz,
        next_at timestamptz not null,
        tries integer not null default 0,
        failure text
      )`,
    );
    await run(db, `create index reach_due on reach (due_at) where due_at is not null`);
    await protect(db, 'reach', 'worker');
    await grant(db, 'reach');
    await run(db, `alter table chat add column heard_at timestamptz, add column welcomed_at timestamptz`);
    await run(db, `update chat set heard_at = changed_at, welcomed_at = changed_at`);
  },
};
