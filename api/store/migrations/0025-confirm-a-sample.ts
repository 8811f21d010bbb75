import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, protect, run, TENANT_COLUMN } from './policy.ts';

/**
 * Events that a rep is asked to confirm, and their word on each: the rep's own (R1). What all answers told, once a week, is
 * of the organisation, and every reader of a pattern may see it.
 */
export const confirmASample: Migration = {
  async up(db: Kysely<unknown>) {
    await run(
      db,
      `create table sample_draw (
        person_id uuid not null references person on delete cascade,
        asked_week text not null,
        position integer not null,
        ${TENANT_COLUMN},
        event_id uuid not null references event on delete cascade,
        asked_at timestamptz not null,
        asked_class text not null,
        confidence real not null,
        classifier_version text not null,
        minutes double precision not null,
        population integer not null,
        drawn integer not null,
        answered_at timestamptz,
        said_class text,
        correction_id uuid references correction on delete set null,
        seconds real not null default 0,
        primary key (person_id, asked_week, position),
        check ((answered_at is null) = (said_class is null)),
        check (drawn between 1 and population)
      )`,
    );
    await run(db, `create unique index sample_draw_event on sample_draw (event_id, asked_week)`);
    await run(
      db,
      `create index sample_draw_correction on sample_draw (correction_id) where correction_id is not null`,
    );
    await protect(db, 'sample_draw', 'own');
    await run(
      db,
      `create table precision_week (
        ${TENANT_COLUMN},
        week text not null,
        estimated_at timestamptz not null,
        classifier_version text not null,
        precision jsonb not null,
        primary key (tenant_id, week)
      )`,
    );
    await protect(db, 'precision_week', { read: 'true' });
    for (const table of ['sample_draw', 'precision_week']) await grant(db, table);
  },
};
