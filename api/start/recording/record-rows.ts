import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Vault } from '../../store/encryption.ts';
import type { Database } from '../../store/schema.ts';
import { createPlainTexts, type PlainTexts } from './plain-texts.ts';
import { listRecordedTables, type RecordedTable } from './recorded-tables.ts';

/** A table with its rows, each a list of values in the order of its columns. Plain data: its JSON is itself. */
export interface TableRows extends RecordedTable {
  readonly rows: readonly (readonly unknown[])[];
}

/**
 * As worker: everything that the database holds of the organisation, unsealed, and the same whenever the same things
 * have happened: in an order of its own, with serial numbers from 1. Event ids are named anew, as `rename` says of ids
 * that came from elsewhere.
 * @throws Error for a fingerprint of which nothing tells what it was taken of.
 */
export async function recordRows(
  trx: Transaction<Database>,
  vault: Vault,
  rename: ReadonlyMap<string, string>,
): Promise<TableRows[]> {
  const texts = createPlainTexts(vault);
  const opened: OpenTable[] = [];
  for (const table of await listRecordedTables(trx)) opened.push(await openTable(trx, vault, texts, table));
  const names = new Map([...rename, ...nameEvents(opened)]);
  const serials = numberSerials(opened);
  return opened.map(({ table, rows }) => ({
    ...table,
    rows: rows
      .map((row) => renamed(names, plainRow(table, row, texts, serials)))
      .toSorted((a, b) => compareRows(table, a, b)),
  }));
}

type Row = Readonly<Record<string, unknown>>;

interface OpenTable {
  readonly table: RecordedTable;
  /** As the database gave them, with what is sealed opened. */
  readonly rows: readonly Row[];
}

async function openTable(
  trx: Transaction<Database>,
  vault: Vault,
  texts: PlainTexts,
  table: RecordedTable,
): Promise<OpenTable> {
  const { rows } = await sql<Row>`select * from ${sql.table(table.name)}`.execute(trx);
  const sealed = table.columns.filter(({ kind }) => kind === 'sealed').map(({ name }) => name);
  const open = (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        if (!sealed.includes(name) || !(value instanceof Uint8Array)) return [name, value];
        const plain = parseIfJson(vault.open(value));
        texts.noteSealed(plain);
        return [name, plain];
      }),
    );
  return { table, rows: rows.map(open) };
}

function parseIfJson(text: string): unknown {
  return /^[{[]/.test(text) ? JSON.parse(text) : text;
}

const eventRow = z.looseObject({
  event_id: z.string(),
  person_id: z.string(),
  first_seen_at: z.number(),
  graph_id: z.string(),
});

/** Events are named by chance; what they are called in Graph, and when they were first seen, is no chance. */
function nameEvents(tables: readonly OpenTable[]): [string, string][] {
  const events =
    tables.find(({ table }) => table.name === 'event')?.rows.map((row) => eventRow.parse(row)) ?? [];
  const keyOf = (event: z.infer<typeof eventRow>) =>
    `${event.person_id} ${event.first_seen_at} ${event.graph_id}`;
  return events
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .map((event) => [event.event_id, guidOf(`event ${keyOf(event)}`)]);
}

export function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** `table.column` → number as the database gave it → place in the table's order. */
function numberSerials(tables: readonly OpenTable[]): ReadonlyMap<string, ReadonlyMap<unknown, number>> {
  return new Map(
    tables.flatMap(({ table, rows }) =>
      table.columns
        .filter(({ kind }) => kind === 'serial')
        .map(({ name }) => {
          const numbers = rows.map((row) => Number(row[name])).toSorted((a, b) => a - b);
          return [`${table.name}.${name}`, new Map(numbers.map((number, i) => [number, i + 1]))] as const;
        }),
    ),
  );
}

function plainRow(
  { name: table, columns }: RecordedTable,
  row: Row,
  texts: PlainTexts,
  serials: ReadonlyMap<string, ReadonlyMap<unknown, number>>,
): unknown[] {
  return columns.map(({ name, kind, refersTo }) => {
    const value = row[name] ?? null;
    const where = `${table}.${name}`;
    if (value === null) return null;
    if (kind === 'serial') return serials.get(where)?.get(value) ?? null;
    if (refersTo !== null) return serials.get(refersTo)?.get(value) ?? null;
    if (kind === 'content-hash') return null;
    if (kind === 'fingerprint' && Buffer.isBuffer(value)) return texts.find(value, where);
    if (kind === 'fingerprints' && Array.isArray(value))
      return value.flatMap((one: unknown) => (Buffer.isBuffer(one) ? [texts.find(one, where)] : []));
    return value;
  });
}

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Ids stand in columns, in JSON and in links. */
export function renamed(names: ReadonlyMap<string, string>, row: readonly unknown[]): unknown[] {
  const json = JSON.stringify(row).replaceAll(GUID, (id) => names.get(id) ?? id);
  return z.array(z.unknown()).parse(JSON.parse(json));
}

/** By number where the table numbers its rows, else by what they say. */
function compareRows({ columns }: RecordedTable, a: readonly unknown[], b: readonly unknown[]): number {
  const serial = columns.findIndex(({ kind }) => kind === 'serial');
  if (serial >= 0) return Number(a[serial]) - Number(b[serial]);
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
