import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, protect, run, TENANT_COLUMN } from './policy.ts';

/** Reasons given in Outlook while a meeting is being moved: they wait for the move to settle. The rep's own (R1). */
export const answerInOutlook: Migration = {
  async up(db: Kysely<unknown>) {
    await run(
      db,
      `create table pane_answer (
        event_id uuid primary key references event on delete cascade,
        person_id uuid not null references person on delete cascade,
        ${TENANT_COLUMN},
        first_code text not null,
        code text not null,
        answered_at timestamptz not null,
        changed_at timestamptz not null
      )`,
    );
    await run(db, `create index pane_answer_person on pane_answer (person_id)`);
    await protect(db, 'pane_answer', 'own');
    await grant(db, 'pane_answer');
  },
};
