import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, IS_ACTOR, protect, run, SEES_TEAM, TENANT_COLUMN } from './policy.ts';

const seesTeam = (column: string): string => SEES_TEAM.replaceAll('TEAM', column);

/** A person’s weekly sums, a team’s published weeks with their membership, and who looked. */
export const sumAndPublishWeeks: Migration = {
  async up(db: Kysely<unknown>) {
    const minutes = ['selling', 'unsure', 'supporting', 'internal']
      .map((name) => `${name} double precision not null`)
      .join(', ');
    await run(
      db,
      `create table person_week (
        person_id uuid not null references person on delete cascade,
        week text not null,
        ${TENANT_COLUMN},
        ${minutes},
        by_activity jsonb not null,
        overtime jsonb not null,
        scheduled double precision not null,
        available double precision not null,
        normal double precision not null,
        absence double precision not null,
        is_valid boolean not null,
        is_backfill boolean not null,
        classifier_version text not null,
        computed_at timestamptz not null,
        primary key (person_id, week)
      )`,
    );
    await run(db, `create index person_week_week on person_week (week)`);
    await protect(db, 'person_week', { read: IS_ACTOR('person_id') });
    await run(
      db,
      `create table team_week (
        team_id uuid not null references team on delete cascade,
        week text not null,
        issue integer not null default 1,
        ${TENANT_COLUMN},
        status text not null check (status in ('published', 'withheld')),
        reason text,
        reps integer,
        ${minutes.replaceAll(' not null', '')},
        scheduled double precision,
        available double precision,
        kinds jsonb,
        plan jsonb,
        is_backfill boolean not null,
        classifier_version text not null,
        published_at timestamptz not null,
        primary key (team_id, week, issue),
        check ((status = 'published') = (reason is null)),
        check ((status = 'published') = (selling is not null))
      )`,
    );
    await protect(db, 'team_week', { read: seesTeam('team_week.team_id') });
    await run(
      db,
      `create table team_week_member (
        team_id uuid not null references team on delete cascade,
        week text not null,
        issue integer not null default 1,
        person_id uuid not null references person on delete cascade,
        ${TENANT_COLUMN},
        primary key (team_id, week, issue, person_id)
      )`,
    );
    await protect(db, 'team_week_member', 'worker');
    await run(
      db,
      `create table look (
        look_id bigint generated always as identity primary key,
        ${TENANT_COLUMN},
        person_id uuid not null references person on delete cascade,
        team_id uuid not null references team on delete cascade,
        page text not null,
        looked_at timestamptz not null
      )`,
    );
    await run(db, `create index look_team on look (team_id, looked_at)`);
    await protect(db, 'look', {
      read: `${IS_ACTOR('person_id')} or exists (select 1 from team_member m
        where m.team_id = look.team_id and m.until is null and ${IS_ACTOR('m.person_id')})`,
      write: IS_ACTOR('person_id'),
    });
    for (const table of ['person_week', 'team_week', 'team_week_member']) await grant(db, table);
    await grant(db, 'look', 'append');
  },
};
