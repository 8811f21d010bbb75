import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect } from '../../../api/store/connect.ts';
import { ensureRolesAndDatabase } from '../../../api/store/database-roles.ts';
import { dumpSchema } from '../../../api/store/golden-schema.ts';
import { migrate } from '../../../api/store/migrate.ts';
import { migrations } from '../../../api/store/migrations/all.ts';
import { type FreshDatabase, freshDatabase } from '../../fakes/postgres.ts';

let migrated: FreshDatabase;

beforeAll(async () => {
  migrated = await freshDatabase();
});

afterAll(async () => {
  await migrated.drop();
});

/** A database without the product's schema; gone with the run's server. */
async function emptyDatabase(name: string): Promise<{ ownerUrl: string; appUrl: string }> {
  return ensureRolesAndDatabase({ ...inject('postgres'), template: 'template1', database: name });
}

async function rowsOf(url: string, query: string): Promise<unknown[]> {
  const { db, close } = connect(url, { max: 1 });
  try {
    return (await sql.raw(query).execute(db)).rows;
  } finally {
    await close();
  }
}

function statement(text: string): Migration {
  return { up: async (db) => void (await sql.raw(text).execute(db)) };
}

describe('the migrations', () => {
  it('make the schema that is written down (npm run golden writes it anew)', async () => {
    const { db, close } = connect(migrated.ownerUrl, { max: 1 });
    const dumped = await dumpSchema(db);
    await close();
    expect(dumped).toBe(await readFile('tests/golden/schema.sql', 'utf8'));
  });

  it('leave no table without forced row-level security', async () => {
    const open = await rowsOf(
      migrated.ownerUrl,
      `select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
         and relname not like 'kysely%' and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(open).toEqual([]);
  });

  it('have names in the order in which they run', () => {
    const names = Object.keys(migrations);
    expect(names).toEqual(names.toSorted());
    for (const name of names) expect(name).toMatch(/^\d{4}-[a-z0-9-]+$/);
  });
});

describe('migrating', () => {
  it('runs what is missing, once, and says so', async () => {
    const { ownerUrl } = await emptyDatabase('migrate_once');
    const lines: string[] = [];
    const first = { '0001-one': statement('create table one (a int)') };
    await migrate(ownerUrl, first, (line) => lines.push(line));
    const both = { ...first, '0002-two': statement('create table two as select count(*) as ones from one') };
    await migrate(ownerUrl, both, (line) => lines.push(line));
    await migrate(ownerUrl, both, (line) => lines.push(line));
    expect(lines).toEqual(['Migrated the database: 0001-one.', 'Migrated the database: 0002-two.']);
    expect(await rowsOf(ownerUrl, 'select ones from two')).toEqual([{ ones: 0 }]);
  });

  it('undoes a failing migration whole, keeps those before it, and can be tried again', async () => {
    const { ownerUrl } = await emptyDatabase('migrate_failing');
    const first = { '0001-one': statement('create table one (a int)') };
    const broken = { ...first, '0002-two': statement('create table two (a int); select 1 / 0') };
    const lines: string[] = [];
    await expect(migrate(ownerUrl, broken, (line) => lines.push(line))).rejects.toMatchObject({
      code: 'migration-failed',
      message: 'The migration 0002-two failed: division by zero',
    });
    expect(lines).toEqual(['Migrated the database: 0001-one.']);
    const tables = `select to_regclass('one') is not null as one, to_regclass('two') is not null as two`;
    expect(await rowsOf(ownerUrl, tables)).toEqual([{ one: true, two: false }]);
    await migrate(ownerUrl, { ...first, '0002-two': statement('create table two (a int)') }, () => undefined);
    expect(await rowsOf(ownerUrl, tables)).toEqual([{ one: true, two: true }]);
  });

  it('waits for another instance that migrates at the same time', async () => {
    const { ownerUrl } = await emptyDatabase('migrate_together');
    const lines: string[] = [];
    const record = { '0001-one': statement('create table one as select 1 as a') };
    const instance = () => migrate(ownerUrl, record, (line) => lines.push(line));
    await Promise.all([instance(), instance(), instance()]);
    expect(lines).toEqual(['Migrated the database: 0001-one.']);
  });

  it('refuses a database that a newer version has migrated', async () => {
    const { ownerUrl } = await emptyDatabase('migrate_newer');
    const newer = { '0001-one': statement('select 1'), '0002-two': statement('select 2') };
    await migrate(ownerUrl, newer, () => undefined);
    await expect(migrate(ownerUrl, { '0001-one': newer['0001-one'] }, () => undefined)).rejects.toMatchObject(
      {
        code: 'migration-failed',
        message: expect.stringContaining('0002-two'),
      },
    );
  });
});

describe('a golden schema', () => {
  it('changes with every kind of thing that a migration can change', async () => {
    const { ownerUrl } = await emptyDatabase('golden_kinds');
    const { db, close } = connect(ownerUrl, { max: 1 });
    const steps = [
      `create table thing (thing_id uuid primary key, word text)`,
      `alter table thing alter column word set not null`,
      `alter table thing alter column word set default 'å'`,
      `alter table thing alter column word type varchar(9)`,
      `alter table thing add column n int generated always as (length(word)) stored`,
      `alter table thing add check (word <> '')`,
      `create index thing_word on thing (word)`,
      `alter table thing enable row level security`,
      `alter table thing force row level security`,
      `create policy all_of_it on thing using (word <> 'x')`,
      `alter policy all_of_it on thing using (word <> 'y')`,
      `grant select on thing to followthrough_app`,
      `grant update (word) on thing to followthrough_app`,
      `create view seen with (security_invoker = true) as select word from thing`,
      `create type mood as enum ('glad', 'ledsen')`,
      `create function one() returns int language sql return 1`,
      `create function touch() returns trigger language plpgsql as 'begin return new; end'`,
      `create trigger touched before update on thing for each row execute function touch()`,
    ];
    const dumps = [await dumpSchema(db)];
    for (const step of steps) {
      await sql.raw(step).execute(db);
      dumps.push(await dumpSchema(db));
    }
    await close();
    expect(new Set(dumps).size).toBe(steps.length + 1);
  });
});
