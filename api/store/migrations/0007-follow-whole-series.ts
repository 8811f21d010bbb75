import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, protect, run, TENANT_COLUMN } from './policy.ts';

/**
 * A change of a whole series is one move of many occurrences. Calendars are read in full each night, in smaller pieces
 * where Graph cannot give them whole, and more often where their bell has fallen silent.
 */
export const followWholeSeries: Migration = {
  async up(db: Kysely<unknown>) {
    await run(
      db,
      `alter table move
        add column series_key bytea,
        add column series_ends_on date,
        add column series_zone text,
        add column occurrences integer`,
    );
    await run(db, `drop index move_settling`);
    await run(
      db,
      `create unique index move_settling on move (event_id) where state = 'settling' and series_key is null`,
    );
    await run(
      db,
      `create unique index move_series_settling on move (person_id, series_key)
        where state = 'settling' and series_key is not null`,
    );
    await run(
      db,
      `create unique index move_overbooked on move (event_id, old_start) where kind = 'overbooked'`,
    );
    await run(
      db,
      `create table move_occurrence (
        move_id uuid not null references move on delete cascade,
        event_id uuid not null references event on delete cascade,
        person_id uuid not null references person on delete cascade,
        ${TENANT_COLUMN},
        baseline_version_id bigint not null references event_version on delete cascade,
        primary key (move_id, event_id)
      )`,
    );
    await run(db, `create index move_occurrence_event on move_occurrence (event_id)`);
    await protect(db, 'move_occurrence', 'own');
    await grant(db, 'move_occurrence');
    await run(
      db,
      `alter table mailbox
        add column reconcile_due_at timestamptz,
        add column narrowing integer not null default 0`,
    );
    await run(
      db,
      `alter table subscription
        add column unannounced integer not null default 0,
        add column silent_since timestamptz`,
    );
  },
};
