import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { grant, IS_ACTOR, protect, run, TENANT_COLUMN } from './policy.ts';

/** Mailboxes, subscriptions and their doorbells, events as versions, and domain lists. */
export const keepCalendarsAsVersions: Migration = {
  async up(db: Kysely<unknown>) {
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
    await run(
      db,
      `create index mailbox_settle_due on mailbox (settle_due_at) where settle_due_at is not null`,
    );
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
  },
};
