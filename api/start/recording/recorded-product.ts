import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Vault } from '../../store/encryption.ts';
import type { Database } from '../../store/schema.ts';
import { hastenTimer } from '../../store/team-store.ts';
import { recordRows, type TableRows } from './record-rows.ts';
import { misfitOf } from './misfit.ts';
import {
  COLUMN_KINDS,
  listRecordedTables,
  listRequiredColumns,
  type RecordedTable,
} from './recorded-tables.ts';
import { restoreRows, type WeekShift } from './restore-rows.ts';

/** What a product held at the end of a recorded story, as the recording's keeper hands it over. */
export interface RecordedProduct {
  readonly made: unknown;
  readonly tables: readonly unknown[];
  readonly shift: WeekShift;
}

/** By which product the rows were made. Another one would have made others. */
const madeSchema = z.object({ classifierVersion: z.string() });

const tableSchema: z.ZodType<RecordedTable> = z.object({
  name: z.string(),
  columns: z.array(
    z.object({ name: z.string(), kind: z.enum(COLUMN_KINDS), refersTo: z.string().nullable() }),
  ),
});
const rowsSchema = z.object({ rows: z.array(z.array(z.unknown())) });

/** As worker: everything there is, to be kept. */
export async function recordProduct(
  trx: Transaction<Database>,
  vault: Vault,
  classifierVersion: string,
  renamed: ReadonlyMap<string, string>,
): Promise<{ made: z.infer<typeof madeSchema>; tables: readonly TableRows[] }> {
  const tables = await recordRows(trx, vault, renamed);
  return { made: { classifierVersion }, tables: tables.map(withoutInstallation) };
}

/** Settings that tell of this installation and not of the story: where it runs, which telling it holds, its bells. */
const OF_INSTALLATION: readonly unknown[] = ['generation', 'public-address', 'graph'];

function withoutInstallation(table: TableRows): TableRows {
  if (table.name !== 'setting') return table;
  const key = table.columns.findIndex(({ name }) => name === 'key');
  return { ...table, rows: table.rows.filter((row) => !OF_INSTALLATION.includes(row[key])) };
}

/** As worker: why this product cannot go on from these rows, in words; null where it can. */
export async function findMisfit(
  trx: Transaction<Database>,
  recorded: Omit<RecordedProduct, 'shift'>,
  classifierVersion: string,
): Promise<string | null> {
  const made = madeSchema.safeParse(recorded.made);
  const tables = z.array(tableSchema).safeParse(recorded.tables);
  if (!made.success || !tables.success) return 'it is written in another way';
  if (made.data.classifierVersion !== classifierVersion)
    return `events were sorted by ${made.data.classifierVersion}, and are now by ${classifierVersion}`;
  return misfitOf(tables.data, {
    tables: await listRecordedTables(trx),
    required: await listRequiredColumns(trx),
  });
}

/** As worker, where nothing is known of the organisation: what was recorded, as if it had just happened. */
export async function restoreProduct(
  trx: Transaction<Database>,
  vault: Vault,
  recorded: RecordedProduct,
  now: number,
): Promise<void> {
  const tables = recorded.tables.map((table) => ({
    ...tableSchema.parse(table),
    ...rowsSchema.parse(table),
  }));
  await restoreRows(trx, vault, tables, recorded.shift);
  // Bells are not recorded: they are ordered anew at once.
  await hastenTimer(trx, 'renew-subscriptions', now);
}
