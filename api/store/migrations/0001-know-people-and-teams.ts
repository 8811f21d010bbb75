import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, IS_ACTOR, protect, run, SEES_TEAM, TENANT_COLUMN } from './policy.ts';

const seesTeam = (column: string): string => SEES_TEAM.replaceAll('TEAM', column);

/** People, what they were told, teams, and who leads and belongs to them. */
export const knowPeopleAndTeams: Migration = {
  async up(db: Kysely<unknown>) {
    await run(
      db,
      `create table person (
        person_id uuid primary key default gen_random_uuid(),
        ${TENANT_COLUMN},
        entra_id uuid not null,
        name_sealed bytea not null,
        address_sealed bytea not null,
        address_hash bytea not null,
        other_addresses_sealed bytea not null,
        language text not null check (language in ('sv', 'en')),
        time_zone text not null,
        country text not null,
        working_hours jsonb not null,
        working_hours_override jsonb,
        manager_id uuid references person,
        is_rep boolean not null default false,
        is_admin boolean not null default false,
        left_at timestamptz,
        paused_until timestamptz,
        quiet_hours jsonb,
        plan_due_at timestamptz,
        resort_due_at timestamptz,
        unique (tenant_id, entra_id)
      )`,
    );
    await run(db, `create index person_address on person (address_hash)`);
    await run(db, `create index person_plan_due on person (plan_due_at) where plan_due_at is not null`);
    await run(db, `create index person_resort_due on person (resort_due_at) where resort_due_at is not null`);
    await protect(db, 'person', 'own');
    await grant(db, 'person');
    await run(
      db,
      `create table notice (
        person_id uuid primary key references person on delete cascade,
        ${TENANT_COLUMN},
        told_at timestamptz not null,
        reading_from timestamptz not null,
        acknowledged_at timestamptz,
        objected_at timestamptz
      )`,
    );
    await protect(db, 'notice', 'own');
    await grant(db, 'notice');
    await run(
      db,
      `create table team (
        team_id uuid primary key default gen_random_uuid(),
        ${TENANT_COLUMN},
        name text not null,
        parent_id uuid references team,
        source_kind text not null check (source_kind in ('manager', 'group', 'children')),
        source_id uuid,
        reps integer not null default 0,
        reading_since timestamptz,
        unique (tenant_id, name)
      )`,
    );
    await run(
      db,
      `create table team_member (
        team_id uuid not null references team on delete cascade,
        person_id uuid not null references person on delete cascade,
        ${TENANT_COLUMN},
        since date not null,
        until date,
        primary key (team_id, person_id, since)
      )`,
    );
    await run(
      db,
      `create table team_manager (
        team_id uuid not null references team on delete cascade,
        person_id uuid not null references person on delete cascade,
        ${TENANT_COLUMN},
        primary key (team_id, person_id)
      )`,
    );
    await run(db, `create index team_member_person on team_member (person_id)`);
    await run(db, `create index team_manager_person on team_manager (person_id)`);
    await protect(db, 'team_member', { read: IS_ACTOR('person_id') });
    await protect(db, 'team_manager', { read: IS_ACTOR('person_id') });
    await protect(db, 'team', { read: seesTeam('team.team_id') });
    for (const table of ['team', 'team_member', 'team_manager']) await grant(db, table);
  },
};
