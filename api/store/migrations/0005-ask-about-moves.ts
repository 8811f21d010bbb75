import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, protect, run, TENANT_COLUMN } from './policy.ts';

/** Moves, the prompts they raise, answers, and the chats that carry them. All of it the rep's own (R1). */
export const askAboutMoves: Migration = {
  async up(db: Kysely<unknown>) {
    await run(
      db,
      `create table move (
        move_id uuid primary key default gen_random_uuid(),
        person_id uuid not null references person on delete cascade,
        ${TENANT_COLUMN},
        event_id uuid not null references event on delete cascade,
        state text not null check (state in ('settling', 'open', 'settled', 'void')),
        baseline_version_id bigint not null references event_version on delete cascade,
        first_change_at timestamptz not null,
        last_change_at timestamptz not null,
        gone_evidence text,
        settle_due_at timestamptz,
        open_until timestamptz,
        kind text,
        direction text,
        old_start timestamptz not null,
        old_end timestamptz not null,
        new_start timestamptz,
        new_end timestamptz,
        working_days integer,
        minutes_lost double precision,
        after_start boolean,
        is_planning boolean,
        class text not null,
        activity text not null,
        confidence real not null,
        displaced_by uuid references event on delete set null,
        displaced_class text,
        displaced_role text,
        filled_by uuid references event on delete set null,
        filled_class text,
        filled_role text,
        mover text,
        mover_evidence text,
        twin_event_id uuid references event on delete set null,
        burst_id uuid,
        held_back text,
        not_asked text,
        contested_at timestamptz
      )`,
    );
    await run(db, `create unique index move_settling on move (event_id) where state = 'settling'`);
    await run(db, `create index move_person on move (person_id, first_change_at)`);
    await run(db, `create index move_settle_due on move (settle_due_at) where settle_due_at is not null`);
    await protect(db, 'move', 'own');
    await run(
      db,
      `create table prompt (
        prompt_id uuid primary key default gen_random_uuid(),
        person_id uuid not null references person on delete cascade,
        ${TENANT_COLUMN},
        move_id uuid not null unique references move on delete cascade,
        state text not null check (state in
          ('due', 'sending', 'sent', 'unknown', 'gone', 'lapsed', 'not_asked', 'answered', 'withdrawn')),
        planned_at timestamptz not null,
        due_at timestamptz,
        lapse_at timestamptz not null,
        close_due_at timestamptz,
        refresh_due_at timestamptz,
        sending_since timestamptz,
        sent_at timestamptz,
        asked_on date,
        activity_id text,
        conversation_id text,
        reason_order jsonb not null,
        eligible_count integer not null,
        attempts integer not null default 0,
        gone_reason text,
        withdrawn_at timestamptz,
        withdrawn_as text,
        is_closed boolean not null default false
      )`,
    );
    await run(db, `create index prompt_person on prompt (person_id, sent_at)`);
    await run(db, `create index prompt_due on prompt (due_at) where due_at is not null`);
    await run(db, `create index prompt_close_due on prompt (close_due_at) where close_due_at is not null`);
    await run(
      db,
      `create index prompt_refresh_due on prompt (refresh_due_at) where refresh_due_at is not null`,
    );
    await protect(db, 'prompt', 'own');
    await run(
      db,
      `create table answer (
        answer_id bigint generated always as identity primary key,
        prompt_id uuid not null references prompt on delete cascade,
        person_id uuid not null references person on delete cascade,
        ${TENANT_COLUMN},
        code text not null,
        is_first boolean not null,
        answered_at timestamptz not null,
        seconds_to_answer real,
        evidence jsonb not null,
        evidence_inputs_sealed bytea not null
      )`,
    );
    await run(db, `create unique index answer_first on answer (prompt_id) where is_first`);
    await protect(db, 'answer', 'own');
    await run(
      db,
      `create table chat (
        person_id uuid primary key references person on delete cascade,
        ${TENANT_COLUMN},
        conversation_id text not null,
        service_url text not null,
        state text not null check (state in ('open', 'blocked', 'uninstalled')),
        changed_at timestamptz not null
      )`,
    );
    await protect(db, 'chat', 'own');
    await run(
      db,
      `create table correction (
        correction_id uuid primary key default gen_random_uuid(),
        person_id uuid not null references person on delete cascade,
        ${TENANT_COLUMN},
        event_id uuid not null references event on delete cascade,
        class text not null,
        scope text not null check (scope in ('event', 'series', 'title', 'domain', 'person', 'category')),
        corrected_at timestamptz not null,
        undone_at timestamptz
      )`,
    );
    await run(db, `create index correction_event on correction (event_id) where undone_at is null`);
    await protect(db, 'correction', 'own');
    for (const table of ['move', 'prompt', 'answer', 'chat', 'correction']) await grant(db, table);
  },
};
