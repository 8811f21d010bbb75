import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, IS_ACTOR, protect, run, SEES_TEAM, TENANT_COLUMN } from './policy.ts';

const seesTeam = (column: string): string => SEES_TEAM.replaceAll('TEAM', column);

/** People, calendars as versions, weekly sums, published team weeks, and what governance decided. */
export const layTheHouse: Migration = {
  async up(db: Kysely<unknown>) {
    await people(db);
    await calendars(db);
    await weeks(db);
    await governance(db);
  },
};

async function people(db: Kysely<unknown>): Promise<void> {
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
}

async function calendars(db: Kysely<unknown>): Promise<void> {
  await run(
    db,
    `create table mailbox (
      person_id uuid primary key references person on delete cascade,
      ${TENANT_COLUMN},
      state text not null default 'new'
        check (state in ('new', 'ok', 'out_of_scope', 'no_mailbox', 'blocked', 'consent_lost', 'frozen')),
      delta_link_sealed bytea,
      window_start timestamptz,
      window_end timestamptz,
      history_from timestamptz,
      looked_at timestamptz,
      sync_due_at timestamptz,
      settle_due_at timestamptz,
      retry_count integer not null default 0
    )`,
  );
  await run(db, `create index mailbox_sync_due on mailbox (sync_due_at) where sync_due_at is not null`);
  await run(db, `create index mailbox_settle_due on mailbox (settle_due_at) where settle_due_at is not null`);
  await protect(db, 'mailbox', 'worker');
  await run(
    db,
    `create table subscription (
      subscription_id text primary key,
      person_id uuid not null references person on delete cascade,
      ${TENANT_COLUMN},
      client_state_hash bytea not null,
      expires_at timestamptz not null,
      renew_at timestamptz not null
    )`,
  );
  await run(db, `create index subscription_person on subscription (person_id)`);
  await protect(db, 'subscription', 'worker');
  await run(
    db,
    `create table graph_notification (
      notification_id bigint generated always as identity primary key,
      ${TENANT_COLUMN},
      subscription_id text not null,
      kind text not null,
      received_at timestamptz not null
    )`,
  );
  await protect(db, 'graph_notification', 'worker');
  await run(
    db,
    `create table event (
      event_id uuid primary key default gen_random_uuid(),
      person_id uuid not null references person on delete cascade,
      ${TENANT_COLUMN},
      graph_id text not null,
      instance_key bytea not null,
      series_key bytea,
      series_master_id text,
      kind text not null check (kind in ('singleInstance', 'occurrence', 'exception')),
      created_at timestamptz,
      first_seen_at timestamptz not null,
      booked_at timestamptz not null,
      gone_at timestamptz,
      unique (person_id, graph_id)
    )`,
  );
  await run(db, `create index event_instance on event (instance_key)`);
  await run(db, `create index event_series on event (person_id, series_key) where series_key is not null`);
  await protect(db, 'event', { read: IS_ACTOR('person_id') });
  await run(
    db,
    `create table event_version (
      version_id bigint generated always as identity primary key,
      event_id uuid not null references event on delete cascade,
      person_id uuid not null references person on delete cascade,
      ${TENANT_COLUMN},
      valid_from timestamptz not null,
      valid_to timestamptz,
      seen_at timestamptz not null,
      is_backfill boolean not null,
      start_at timestamptz not null,
      end_at timestamptz not null,
      all_day_start date,
      all_day_end date,
      content_sealed bytea not null,
      content_hash bytea not null,
      title_hash bytea not null,
      external_domains bytea[] not null,
      external_addresses bytea[] not null,
      is_organizer boolean not null,
      response text not null,
      show_as text not null,
      sensitivity text not null,
      is_cancelled boolean not null,
      class text not null check (class in ('selling', 'supporting', 'internal', 'ignored', 'unsure')),
      top_class text not null,
      activity text not null,
      confidence real not null,
      classifier_version text not null
    )`,
  );
  await run(
    db,
    `create unique index event_version_current on event_version (event_id) where valid_to is null`,
  );
  await run(db, `create index event_version_span on event_version (person_id, start_at, end_at)`);
  await run(db, `create index event_version_event on event_version (event_id, valid_from)`);
  await protect(db, 'event_version', { read: IS_ACTOR('person_id') });
  await run(
    db,
    `create table series_invite (
      series_key bytea not null,
      person_id uuid not null references person on delete cascade,
      ${TENANT_COLUMN},
      first_seen_at timestamptz not null,
      last_start_at timestamptz not null,
      primary key (series_key, person_id)
    )`,
  );
  await protect(db, 'series_invite', 'worker');
  await run(
    db,
    `create table domain_entry (
      domain_hash bytea not null,
      kind text not null check (kind in ('own', 'customer', 'partner', 'vendor')),
      ${TENANT_COLUMN},
      domain_sealed bytea not null,
      added_at timestamptz not null,
      primary key (tenant_id, domain_hash, kind)
    )`,
  );
  await protect(db, 'domain_entry', { read: `kind = 'own'` });
  for (const table of [
    'mailbox',
    'subscription',
    'graph_notification',
    'event',
    'event_version',
    'series_invite',
    'domain_entry',
  ])
    await grant(db, table);
}

async function weeks(db: Kysely<unknown>): Promise<void> {
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
}

async function governance(db: Kysely<unknown>): Promise<void> {
  await run(
    db,
    `create table governance_decision (
      decision_id bigint generated always as identity primary key,
      ${TENANT_COLUMN},
      topic text not null check (topic in
        ('legal_basis', 'impact_assessment', 'union_negotiation', 'retention', 'history', 'contact')),
      decision jsonb not null,
      decided_at timestamptz not null,
      decided_by uuid
    )`,
  );
  await protect(db, 'governance_decision', 'worker');
  await grant(db, 'governance_decision', 'append');
  await run(
    db,
    `create table audit_entry (
      entry_id bigint generated always as identity primary key,
      ${TENANT_COLUMN},
      what text not null,
      detail jsonb not null,
      by_person uuid,
      at timestamptz not null
    )`,
  );
  await protect(db, 'audit_entry', 'worker');
  await grant(db, 'audit_entry', 'append');
  await run(
    db,
    `create table setting (
      ${TENANT_COLUMN},
      key text not null,
      value jsonb not null,
      changed_at timestamptz not null,
      primary key (tenant_id, key)
    )`,
  );
  await protect(db, 'setting', { read: 'true' });
  await grant(db, 'setting');
  await run(
    db,
    `create table timer (
      ${TENANT_COLUMN},
      job text not null,
      due_at timestamptz not null,
      primary key (tenant_id, job)
    )`,
  );
  await protect(db, 'timer', 'worker');
  await grant(db, 'timer');
}
