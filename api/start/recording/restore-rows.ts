import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Instant, LocalDate } from '../../../shared/calendar/time.ts';
import type { Vault } from '../../store/encryption.ts';
import { fingerprintsOf } from '../../store/event-fingerprints.ts';
import type { SealedContent } from '../../store/event-store.ts';
import { createRememberingVault } from '../../store/remembering-vault.ts';
import type { Database } from '../../store/schema.ts';
import type { TableRows } from './record-rows.ts';
import type { ColumnKind, RecordedColumn, RecordedTable } from './recorded-tables.ts';

/** Moves what was recorded by whole weeks, so that everything stays on its weekday and at its time of day. */
export interface WeekShift {
  instant(at: Instant): Instant;
  date(date: LocalDate): LocalDate;
  /** JSON, or a text: every instant, date, week and id of a date in it. */
  json(value: unknown): unknown;
}

const ROWS_PER_STATEMENT = 2_000;

/**
 * As worker, into tables that hold nothing of the organisation: what was recorded, moved by weeks and sealed with the
 * keys of this installation. Nothing that is sealed or fingerprinted reaches the database as plain text.
 * @throws Error where a table is not as it was recorded.
 */
export async function restoreRows(
  trx: Transaction<Database>,
  vault: Vault,
  tables: readonly TableRows[],
  shift: WeekShift,
): Promise<void> {
  const deps = { vault: createRememberingVault(vault), shift };
  const serials = new Map<string, readonly number[]>();
  for (const table of tables) {
    const given = await insertRows(trx, table, deps, serials);
    for (const { name } of table.columns.filter(({ kind }) => kind === 'serial'))
      serials.set(`${table.name}.${name}`, given);
  }
}

interface RestoreDeps {
  readonly vault: Vault;
  readonly shift: WeekShift;
}

/** Returns the numbers that the database gave, in the order of the rows; of a table without any, none. */
async function insertRows(
  trx: Transaction<Database>,
  table: TableRows,
  deps: RestoreDeps,
  serials: ReadonlyMap<string, readonly number[]>,
): Promise<number[]> {
  const given: number[] = [];
  const serial = table.columns.find(({ kind }) => kind === 'serial');
  const columns = table.columns.filter((column) => column !== serial);
  const names = sql.join(columns.map(({ name }) => sql.id(name)));
  const returning = serial ? sql` returning ${sql.id(serial.name)} as number` : sql``;
  let underWay: Promise<void> = Promise.resolve();
  for (let from = 0; from < table.rows.length; from += ROWS_PER_STATEMENT) {
    const rows = table.rows.slice(from, from + ROWS_PER_STATEMENT);
    // Sealed while the database writes the rows before.
    const json = JSON.stringify(rows.map((row) => restoredRow(table, row, deps, serials)));
    await underWay;
    // With an order of its own the database numbers the rows as they come.
    underWay = sql<{ number?: number }>`insert into ${sql.table(table.name)} (${names})
      select ${names} from json_populate_recordset(null::${sql.table(table.name)}, ${json}::json)${returning}`
      .execute(trx)
      .then((inserted) => {
        given.push(...inserted.rows.flatMap(({ number }) => number ?? []));
      });
  }
  await underWay;
  return given;
}

function restoredRow(
  table: RecordedTable,
  row: readonly unknown[],
  deps: RestoreDeps,
  serials: ReadonlyMap<string, readonly number[]>,
): Record<string, unknown> {
  const restored: Record<string, unknown> = {};
  const plain: Record<string, unknown> = {};
  for (const [i, column] of table.columns.entries()) {
    const value = row[i] ?? null;
    plain[column.name] = shifted(column.kind, value, deps.shift);
    restored[column.name] = restoredValue(column, plain[column.name], deps.vault, serials);
  }
  if (table.name === 'event_version') restored['content_hash'] = hexOf(contentHash(plain, deps.vault));
  return restored;
}

function shifted(kind: ColumnKind, value: unknown, shift: WeekShift): unknown {
  if (kind === 'instant' && typeof value === 'number') return shift.instant(value);
  if (kind === 'date' && typeof value === 'string') return shift.date(value);
  return kind === 'serial' ? value : shift.json(value);
}

const fingerprinted = z.tuple([z.enum(['title', 'address', 'domain']), z.string()]);

function restoredValue(
  { kind, refersTo }: RecordedColumn,
  value: unknown,
  vault: Vault,
  serials: ReadonlyMap<string, readonly number[]>,
): unknown {
  if (value === null) return null;
  if (refersTo !== null) return serials.get(refersTo)?.[Number(value) - 1] ?? null;
  switch (kind) {
    case 'instant':
      return new Date(Number(value)).toISOString();
    case 'sealed':
      return hexOf(vault.seal(typeof value === 'string' ? value : JSON.stringify(value)));
    case 'fingerprint':
      return hexOf(vault.fingerprint(...fingerprinted.parse(value)));
    case 'fingerprints':
      return z
        .array(fingerprinted)
        .parse(value)
        .map((one) => hexOf(vault.fingerprint(...one)));
    default:
      return value;
  }
}

function hexOf(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}

const versionRow = z.object({
  start_at: z.number(),
  end_at: z.number(),
  all_day_start: z.string().nullable(),
  all_day_end: z.string().nullable(),
  is_organizer: z.boolean(),
  is_cancelled: z.boolean(),
});

/** By it the next reading of the calendar knows that nothing has changed. */
function contentHash(plain: Readonly<Record<string, unknown>>, vault: Vault): Buffer {
  const row = versionRow.parse(plain);
  // It was opened from what this program had sealed.
  const words: SealedContent = JSON.parse(JSON.stringify(plain['content_sealed']));
  return fingerprintsOf(vault, {
    ...words,
    id: '',
    seriesMasterId: null,
    start: row.start_at,
    end: row.end_at,
    allDay: row.all_day_start && row.all_day_end ? { start: row.all_day_start, end: row.all_day_end } : null,
    isOrganizer: row.is_organizer,
    isCancelled: row.is_cancelled,
  }).content;
}
