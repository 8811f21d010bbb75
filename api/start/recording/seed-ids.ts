import { sql } from 'kysely';
import { connect } from '../../store/connect.ts';

/**
 * As owner, in a database that only a recording uses: ids that the database draws become the same in each recording,
 * because what is drawn by them (which question is asked) has to be the same too.
 */
export async function seedIds(ownerUrl: string): Promise<void> {
  const { db, close } = connect(ownerUrl, { max: 1 });
  try {
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
  } finally {
    await close();
  }
}
