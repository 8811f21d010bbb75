import { type Kysely, sql } from 'kysely';
import { connect } from '../../store/connect.ts';
import type { Database } from '../../store/schema.ts';

/**
 * Makes databases that only a recording uses fit for it: what they draw by chance is the same in each recording, and
 * nothing waits for the disk, because a recording that is cut off is begun anew.
 */
export async function tuneScratch(urls: {
  readonly ownerUrl: string;
  readonly appUrl: string;
}): Promise<void> {
  await within(urls.ownerUrl, seedIds);
  for (const url of [urls.ownerUrl, urls.appUrl])
    await within(url, async (db) => {
      await sql`alter role current_user set synchronous_commit = off`.execute(db);
    });
}

async function within(url: string, act: (db: Kysely<Database>) => Promise<void>): Promise<void> {
  const { db, close } = connect(url, { max: 1 });
  try {
    await act(db);
  } finally {
    await close();
  }
}

/** Ids that the database draws decide, among other things, which question is asked: they come in a fixed order. */
async function seedIds(db: Kysely<Database>): Promise<void> {
  await sql`create sequence seeded_number`.execute(db);
  await sql`create function seeded_id() returns uuid language sql as $$
      select overlay(overlay(md5('recording ' || nextval('seeded_number')) placing '4' from 13)
        placing 'a' from 17)::uuid $$`.execute(db);
  await sql`grant usage on sequence seeded_number to followthrough_app`.execute(db);
  const { rows } = await sql<{
    table: string;
    column: string;
  }>`select table_name as "table", column_name as "column"
    from information_schema.columns
    where table_schema = 'public' and column_default = 'gen_random_uuid()'`.execute(db);
  for (const { table, column } of rows)
    await sql`alter table ${sql.table(table)} alter column ${sql.id(column)} set default seeded_id()`.execute(
      db,
    );
}
