import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../../store/schema.ts';

/**
 * How a column is recorded. `sealed` = encrypted text, or JSON; `content-hash` = of a version, worked out from what it
 * says; `serial` = numbered by the database in order of insertion.
 */
export const COLUMN_KINDS = [
  'instant',
  'date',
  'json',
  'sealed',
  'fingerprint',
  'fingerprints',
  'content-hash',
  'serial',
  'plain',
] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

export interface RecordedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** `table.column` of the serial that it names; the database gives other numbers when the rows are restored. */
  readonly refersTo: string | null;
}

export interface RecordedTable {
  readonly name: string;
  readonly columns: readonly RecordedColumn[];
}

/**
 * Tables that are not recorded: subscriptions, their bells and the bot's pace live in real time, and what has been
 * migrated is the database's own affair.
 */
const LEFT_OUT = [
  'subscription',
  'graph_notification',
  'bot_state',
  'kysely_migration',
  'kysely_migration_lock',
];
/** Filled by the database from the transaction's tenant. */
const TENANT = 'tenant_id';

/** All of the organisation's tables, those first to which others refer. */
export async function listRecordedTables(
  trx: Transaction<Database> | Kysely<Database>,
): Promise<RecordedTable[]> {
  const { rows } = await sql<ColumnRow>`select c.table_name as "table", c.column_name as "name",
      c.udt_name as "type", c.is_identity = 'YES' as "isSerial"
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
    order by c.table_name, c.ordinal_position`.execute(trx);
  const links = await listLinks(trx);
  const serials = new Set(rows.filter(({ isSerial }) => isSerial).map((row) => `${row.table}.${row.name}`));
  const byTable = Map.groupBy(
    rows.filter(({ table, name }) => !LEFT_OUT.includes(table) && name !== TENANT),
    ({ table }) => table,
  );
  const tables = [...byTable].map(([name, columns]) => ({
    name,
    columns: columns.map((column): RecordedColumn => {
      const link = links.find(({ table, column: from }) => table === name && from === column.name);
      const refersTo = link && serials.has(link.to) ? link.to : null;
      return { name: column.name, kind: kindOf(column), refersTo };
    }),
  }));
  return inOrder(tables, links);
}

/** Columns that want a value whenever a row is inserted, as `table.column`. */
export async function listRequiredColumns(
  trx: Transaction<Database> | Kysely<Database>,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`select table_name || '.' || column_name as name
    from information_schema.columns
    where table_schema = 'public' and is_nullable = 'NO' and column_default is null
      and is_identity = 'NO' and is_generated = 'NEVER'`.execute(trx);
  return new Set(rows.map(({ name }) => name));
}

interface ColumnRow {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly isSerial: boolean;
}

interface Link {
  readonly table: string;
  readonly column: string;
  /** `table.column` */
  readonly to: string;
}

async function listLinks(trx: Transaction<Database> | Kysely<Database>): Promise<readonly Link[]> {
  const { rows } = await sql<Link>`select c.conrelid::regclass::text as "table", a.attname as "column",
      c.confrelid::regclass::text || '.' || f.attname as "to"
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace`.execute(trx);
  return rows;
}

function kindOf({ table, name, type, isSerial }: ColumnRow): ColumnKind {
  if (isSerial) return 'serial';
  if (`${table}.${name}` === 'event_version.content_hash') return 'content-hash';
  switch (type) {
    case 'timestamptz':
      return 'instant';
    case 'date':
      return 'date';
    case 'jsonb':
      return 'json';
    case 'bytea':
      return name.endsWith('_sealed') ? 'sealed' : 'fingerprint';
    case '_bytea':
      return 'fingerprints';
    default:
      return 'plain';
  }
}

function inOrder(tables: readonly RecordedTable[], links: readonly Link[]): RecordedTable[] {
  const ordered: RecordedTable[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const names = new Set(left.map(({ name }) => name));
    const ready = left.filter(({ name }) =>
      links.every(
        ({ table, to }) => table !== name || to.startsWith(`${name}.`) || !names.has(to.split('.')[0] ?? ''),
      ),
    );
    if (ready.length === 0) throw new Error(`These tables refer to one another: ${[...names].join(', ')}.`);
    ordered.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered;
}
