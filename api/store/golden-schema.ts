import { readFile } from 'node:fs/promises';
import { CompiledQuery, type Kysely } from 'kysely';

/** The product's schema (tables, indexes, policies, grants) as SQL text from the catalogue; the same for the same schema. */
export async function dumpSchema<DB>(db: Kysely<DB>): Promise<string> {
  const query = await readFile(new URL('./golden-schema.sql', import.meta.url), 'utf8');
  const { rows } = await db.executeQuery<{ statement: string }>(CompiledQuery.raw(query));
  return `${rows.map((row) => row.statement).join('\n\n')}\n`;
}
