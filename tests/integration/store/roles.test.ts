import { type Kysely, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect, type Connection } from '../../../api/store/connect.ts';
import { assertRolesAreSafe } from '../../../api/store/database-roles.ts';
import { insertNotifications } from '../../../api/store/notification-store.ts';
import type { Database } from '../../../api/store/schema.ts';
import { type Actor, openStore } from '../../../api/store/transaction.ts';
import { type FreshDatabase, freshDatabase } from '../../fakes/postgres.ts';

const TENANT = '11111111-1111-4111-8111-111111111111';
const OTHER_TENANT = '22222222-2222-4222-8222-222222222222';
const ANNA = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
const BO = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb';
const WORKER: Actor = { kind: 'worker' };

let database: FreshDatabase;
let app: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  const owner = connect(database.ownerUrl, { max: 1 });
  await createNoteTable(owner.db);
  await owner.close();
  // One connection for all tests: each transaction finds the session that the one before left behind.
  app = connect(database.appUrl, { max: 1 });
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

async function createNoteTable(db: Kysely<Database>): Promise<void> {
  for (const statement of [
    `create table note (tenant_id uuid not null, person_id uuid not null, word text not null)`,
    `alter table note enable row level security`,
    `alter table note force row level security`,
    `create policy tenant on note as restrictive
       using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    `create policy own on note using (person_id = nullif(current_setting('app.person_id', true), '')::uuid)`,
    `create policy worker on note using (current_setting('app.actor', true) = 'worker')`,
    `grant select, insert on note to followthrough_app`,
  ]) {
    await sql.raw(statement).execute(db);
  }
}

const addNote = (tenant: string, person: string, word: string) => (trx: Transaction<Database>) =>
  sql`insert into note values (${tenant}, ${person}, ${word})`.execute(trx);

async function words(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`select word from note order by word`.execute(db);
  return rows.map((row) => row.word);
}

describe('the two roles of the product', () => {
  it('have no power over row-level security, databases or roles', async () => {
    const client = new pg.Client({ connectionString: inject('postgres').superuserUrl });
    await client.connect();
    const { rows } = await client.query(
      `select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication, rolcanlogin
       from pg_roles where rolname like 'followthrough%' order by rolname`,
    );
    await client.end();
    const harmless = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      rolcanlogin: true,
    };
    expect(rows).toEqual([
      { rolname: 'followthrough_app', ...harmless },
      { rolname: 'followthrough_owner', ...harmless },
    ]);
  });

  it('pass the check at start-up', async () => {
    await expect(assertRolesAreSafe(database)).resolves.toBeUndefined();
  });

  it('keep the app from changing the schema', async () => {
    await expect(sql`create table mine (a int)`.execute(app.db)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the check at start-up', () => {
  it.each([
    ['a superuser as app', 'appUrl', 'superuser', 'is a superuser'],
    ['a superuser as owner', 'ownerUrl', 'superuser', 'is a superuser'],
    ['a role with BYPASSRLS as app', 'appUrl', 'bypassrls', 'bypasses row-level security'],
    [
      'a member of a superuser as app',
      'appUrl',
      'in role postgres',
      'may become postgres, which is a superuser',
    ],
    [
      'a member of the owner as app',
      'appUrl',
      'in role followthrough_owner',
      'may become followthrough_owner',
    ],
  ] as const)('refuses %s', async (_title, place, right, reason) => {
    const superuserUrl = inject('postgres').superuserUrl;
    const role = `unsafe_${place.toLowerCase()}_${right.replaceAll(' ', '_')}`;
    const client = new pg.Client({ connectionString: superuserUrl });
    await client.connect();
    await client.query(`create role ${role} login password 'unsafe' ${right}`);
    const url = new URL(superuserUrl);
    url.username = role;
    url.password = 'unsafe';
    await expect(assertRolesAreSafe({ ...database, [place]: url.href })).rejects.toMatchObject({
      code: 'database-role-unsafe',
      message: `The database role ${role} ${reason}, so row-level security would not hold.`,
    });
    await client.query(`drop role ${role}`);
    await client.end();
  });

  it('says that a server does not answer', async () => {
    const nowhere = 'postgresql://followthrough_app:x@127.0.0.1:1/followthrough';
    await expect(assertRolesAreSafe({ ownerUrl: nowhere, appUrl: nowhere })).rejects.toMatchObject({
      code: 'database-unreachable',
      message: 'The database does not answer (connect ECONNREFUSED 127.0.0.1:1).',
    });
  });

  it('refuses one role in both places', async () => {
    await expect(
      assertRolesAreSafe({ ownerUrl: database.ownerUrl, appUrl: database.ownerUrl }),
    ).rejects.toMatchObject({ code: 'database-role-unsafe' });
  });
});

describe('a transaction as an actor', () => {
  beforeAll(async () => {
    const here = openStore(app.db, TENANT);
    await here.as(WORKER)(addNote(TENANT, ANNA, 'anna'));
    await here.as(WORKER)(addNote(TENANT, BO, 'bo'));
    await openStore(app.db, OTHER_TENANT).as(WORKER)(addNote(OTHER_TENANT, ANNA, 'elsewhere'));
  });

  it.each([
    ['a worker sees the tenant', TENANT, WORKER, ['anna', 'bo']],
    ['a person sees their own rows', TENANT, { kind: 'person', personId: ANNA }, ['anna']],
    ['another person sees theirs', TENANT, { kind: 'person', personId: BO }, ['bo']],
    ['a stranger sees nothing', TENANT, { kind: 'person', personId: TENANT }, []],
    ['the other tenant sees its own', OTHER_TENANT, WORKER, ['elsewhere']],
  ] as const)('%s', async (_title, tenant, actor, seen) => {
    expect(await openStore(app.db, tenant).as(actor)(words)).toEqual(seen);
  });

  it('leaves nothing behind for the next query on the same connection', async () => {
    expect(await openStore(app.db, TENANT).as(WORKER)(words)).toEqual(['anna', 'bo']);
    expect(await words(app.db)).toEqual([]);
  });

  it('refuses a row for another tenant', async () => {
    await expect(
      openStore(app.db, TENANT).as(WORKER)(addNote(OTHER_TENANT, ANNA, 'smuggled')),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('refuses a row that a person writes for somebody else', async () => {
    await expect(
      openStore(app.db, TENANT).as({ kind: 'person', personId: BO })(addNote(TENANT, ANNA, 'forged')),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('rolls back when its function rejects', async () => {
    const failing = openStore(app.db, TENANT).as(WORKER)(async (trx) => {
      await addNote(TENANT, ANNA, 'undone')(trx);
      throw new Error('change of mind');
    });
    await expect(failing).rejects.toThrow('change of mind');
    expect(await openStore(app.db, TENANT).as(WORKER)(words)).toEqual(['anna', 'bo']);
  });
});

describe('notifications, which one statement commits', () => {
  it('are their tenant’s own, and leave nothing behind on the connection', async () => {
    const bell = { subscriptionId: 'bell', kind: 'changed', receivedAt: 0 };
    await insertNotifications(app.db, TENANT, [bell, bell]);
    const count = (db: Kysely<Database>) => db.selectFrom('graph_notification').select('kind').execute();
    expect(await count(app.db)).toEqual([]);
    expect(await openStore(app.db, OTHER_TENANT).as(WORKER)(count)).toEqual([]);
    expect(await openStore(app.db, TENANT).as(WORKER)(count)).toHaveLength(2);
  });
});
