import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, IS_ACTOR, protect, run, TENANT_COLUMN } from './policy.ts';

/**
 * What an answer is compared with is read before it comes; a weekly note for who wants one; and what questions took of a
 * team's time, beside its week.
 */
export const countAndSpareRepsTime: Migration = {
  async up(db: Kysely<unknown>) {
    await run(db, `alter table prompt add column own_weeks jsonb`);
    await run(
      db,
      `alter table person add column wants_note boolean not null default false,
        add column note_due_at timestamptz`,
    );
    await run(db, `create index person_note_due on person (note_due_at) where note_due_at is not null`);
    await run(
      db,
      `create table weekly_note (
        note_id uuid primary key default gen_random_uuid(),
        person_id uuid not null references person on delete cascade,
        ${TENANT_COLUMN},
        week text not null,
        state text not null check (state in ('due', 'sending', 'sent', 'unknown', 'gone', 'not_sent')),
        planned_at timestamptz not null,
        lapse_at timestamptz not null,
        due_at timestamptz,
        close_due_at timestamptz,
        sending_since timestamptz,
        sent_at timestamptz,
        activity_id text,
        conversation_id text,
        attempts integer not null default 0,
        gone_reason text,
        unique (person_id, week)
      )`,
    );
    await run(db, `create index weekly_note_due on weekly_note (due_at) where due_at is not null`);
    await run(
      db,
      `create index weekly_note_close_due on weekly_note (close_due_at) where close_due_at is not null`,
    );
    await protect(db, 'weekly_note', { read: IS_ACTOR('person_id') });
    await grant(db, 'weekly_note');
    await run(db, `alter table team_week add column burden jsonb`);
  },
};
