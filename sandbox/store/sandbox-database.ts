import { Kysely, PostgresDialect, sql, type Generated, type JSONColumnType } from 'kysely';
import pg from 'pg';
import type { JWK } from 'jose';
import type { EntryContent, EntryKind } from '../calendar/calendar-entry.ts';
import type { IdFormat } from '../calendar/graph-id.ts';

export type SandboxDatabase = Kysely<SandboxSchema>;

export interface SandboxSchema {
  setting: { key: string; value: JSONColumnType<object, string, string> };
  signing_key: {
    name: string;
    private_jwk: JSONColumnType<JWK, string, string>;
    public_jwk: JSONColumnType<JWK, string, string>;
  };
  clock_reading: {
    singleton: boolean;
    real_epoch: Date;
    domain_epoch: Date;
    rate: number;
    running_until: Date;
  };
  calendar_entry: CalendarEntryTable;
  calendar_change: CalendarChangeTable;
  subscription: SubscriptionTable;
}

interface CalendarEntryTable {
  mailbox: string;
  key: string;
  kind: EntryKind;
  uid: string;
  master_key: string | null;
  original_date: string | null;
  starts_at: Date;
  ends_at: Date;
  deleted: boolean;
  content: JSONColumnType<EntryContent, string, string>;
}

interface CalendarChangeTable {
  seq: Generated<string>;
  mailbox: string;
  keys: string[];
  real_at: Date;
}

export interface SubscriptionTable {
  id: string;
  mailbox: string;
  resource: string;
  change_types: string;
  notification_url: string;
  lifecycle_url: string | null;
  client_state: string | null;
  id_format: IdFormat;
  expires_at: Date;
}

/** A schema of its own: where the app has but one database, the sandbox's tables must not meet the app's. */
const SCHEMA_NAME = 'sandbox';

const SCHEMA = `
create schema if not exists ${SCHEMA_NAME};
create table if not exists setting (key text primary key, value jsonb not null);
create table if not exists signing_key (name text primary key, private_jwk jsonb not null, public_jwk jsonb not null);
create table if not exists clock_reading (
  singleton boolean primary key default true check (singleton),
  real_epoch timestamptz not null, domain_epoch timestamptz not null,
  rate double precision not null, running_until timestamptz not null);
create table if not exists calendar_entry (
  mailbox text not null, key text not null, kind text not null, uid text not null,
  master_key text, original_date text,
  starts_at timestamptz not null, ends_at timestamptz not null,
  deleted boolean not null default false, content jsonb not null,
  primary key (mailbox, key));
create index if not exists calendar_entry_uid on calendar_entry (uid);
create index if not exists calendar_entry_span on calendar_entry (mailbox, starts_at);
create table if not exists calendar_change (
  seq bigint generated always as identity primary key,
  mailbox text not null, keys text[] not null, real_at timestamptz not null);
create index if not exists calendar_change_mailbox on calendar_change (mailbox, seq);
create table if not exists subscription (
  id text primary key, mailbox text not null, resource text not null, change_types text not null,
  notification_url text not null, lifecycle_url text, client_state text, id_format text not null,
  expires_at timestamptz not null);
`;

/** Any number; the same in every process that may create the schema at the same moment. */
const SCHEMA_LOCK = 5_417_001;

/** Opens the sandbox's own database and creates its tables where they are missing. */
export async function openSandboxDatabase(databaseUrl: string): Promise<SandboxDatabase> {
  const options = `-c search_path=${SCHEMA_NAME}`;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4, options });
  // An idle connection that the server drops (it was stopped before us) must not end the process.
  pool.on('error', () => undefined);
  const db = new Kysely<SandboxSchema>({ dialect: new PostgresDialect({ pool }) });
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${SCHEMA_LOCK})`.execute(trx);
    await sql.raw(SCHEMA).execute(trx);
  });
  return db;
}
