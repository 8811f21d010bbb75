import { sql, type Selectable } from 'kysely';
import type { Interval } from '../../shared/calendar/time.ts';
import type { CalendarEntry } from '../calendar/calendar-entry.ts';
import type { SandboxDatabase, SandboxSchema } from './sandbox-database.ts';

type Row = Selectable<SandboxSchema['calendar_entry']>;

/** Everything that can show in the window: single items and exceptions in it, and every series master. */
export async function listByWindow(
  db: SandboxDatabase,
  mailbox: string,
  window: Interval,
): Promise<CalendarEntry[]> {
  const rows = await db
    .selectFrom('calendar_entry')
    .selectAll()
    .where('mailbox', '=', mailbox)
    .where('deleted', '=', false)
    .where((where) =>
      where.or([
        where.eb('kind', '=', 'seriesMaster'),
        where.and([
          where.eb('starts_at', '<', new Date(window.end)),
          where.eb('ends_at', '>', new Date(window.start)),
        ]),
      ]),
    )
    .orderBy('starts_at')
    .orderBy('key')
    .execute();
  return rows.map(entryOf);
}

/** All exceptions of the mailbox's series, wherever they were moved to, and deleted ones too. */
export async function listExceptions(db: SandboxDatabase, mailbox: string): Promise<CalendarEntry[]> {
  const rows = await db
    .selectFrom('calendar_entry')
    .selectAll()
    .where('mailbox', '=', mailbox)
    .where('kind', '=', 'exception')
    .execute();
  return rows.map(entryOf);
}

export async function findByKey(
  db: SandboxDatabase,
  mailbox: string,
  key: string,
): Promise<CalendarEntry | null> {
  const row = await db
    .selectFrom('calendar_entry')
    .selectAll()
    .where('mailbox', '=', mailbox)
    .where('key', '=', key)
    .executeTakeFirst();
  return row ? entryOf(row) : null;
}

/** Stored items by their keys; those that are not there are left out. */
export async function listByKeys(
  db: SandboxDatabase,
  mailbox: string,
  keys: readonly string[],
): Promise<Map<string, CalendarEntry>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('calendar_entry')
    .selectAll()
    .where('mailbox', '=', mailbox)
    .where('key', '=', sql<string>`any(${[...keys]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.key, entryOf(row)]));
}

/** Every copy, in every mailbox, of one meeting or series with its exceptions. */
export async function listByUid(db: SandboxDatabase, uid: string): Promise<CalendarEntry[]> {
  const rows = await db.selectFrom('calendar_entry').selectAll().where('uid', '=', uid).execute();
  return rows.map(entryOf);
}

const ROWS_PER_INSERT = 500;

export async function saveEntries(db: SandboxDatabase, entries: readonly CalendarEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += ROWS_PER_INSERT) {
    await db
      .insertInto('calendar_entry')
      .values(entries.slice(from, from + ROWS_PER_INSERT).map(rowOf))
      .onConflict((conflict) =>
        conflict.columns(['mailbox', 'key']).doUpdateSet((eb) => ({
          starts_at: eb.ref('excluded.starts_at'),
          ends_at: eb.ref('excluded.ends_at'),
          deleted: eb.ref('excluded.deleted'),
          content: eb.ref('excluded.content'),
        })),
      )
      .execute();
  }
}

export async function deleteEntry(db: SandboxDatabase, mailbox: string, key: string): Promise<void> {
  await db.deleteFrom('calendar_entry').where('mailbox', '=', mailbox).where('key', '=', key).execute();
}

/** Notes that these items of a mailbox were touched; delta reads it. */
export async function appendChange(
  db: SandboxDatabase,
  mailbox: string,
  keys: readonly string[],
  realNow: number,
): Promise<void> {
  await db
    .insertInto('calendar_change')
    .values({ mailbox, keys: [...keys], real_at: new Date(realNow) })
    .execute();
}

/** The newest change that was made before `realBefore`; 0 when there is none. */
export async function lastChange(db: SandboxDatabase, mailbox: string, realBefore: number): Promise<number> {
  const row = await db
    .selectFrom('calendar_change')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('mailbox', '=', mailbox)
    .where('real_at', '<=', new Date(realBefore))
    .executeTakeFirst();
  return Number(row?.seq ?? 0);
}

/** Keys touched after `after` up to `upTo`, each once, in the order of their last change. */
export async function listTouchedKeys(
  db: SandboxDatabase,
  mailbox: string,
  after: number,
  upTo: number,
): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select key from calendar_change, unnest(keys) as key
    where mailbox = ${mailbox} and seq > ${after} and seq <= ${upTo}
    group by key order by max(seq), key`.execute(db);
  return rows.map((row) => row.key);
}

/** Everything of every mailbox; the sandbox starts over. */
export async function deleteAllCalendars(db: SandboxDatabase): Promise<void> {
  await db.deleteFrom('calendar_entry').execute();
  await db.deleteFrom('calendar_change').execute();
}

export function entryOf(row: Row): CalendarEntry {
  return {
    mailbox: row.mailbox,
    key: row.key,
    kind: row.kind,
    uid: row.uid,
    masterKey: row.master_key,
    originalDate: row.original_date,
    start: row.starts_at.getTime(),
    end: row.ends_at.getTime(),
    deleted: row.deleted,
    content: row.content,
  };
}

function rowOf(entry: CalendarEntry) {
  return {
    mailbox: entry.mailbox,
    key: entry.key,
    kind: entry.kind,
    uid: entry.uid,
    master_key: entry.masterKey,
    original_date: entry.originalDate,
    starts_at: new Date(entry.start),
    ends_at: new Date(entry.end),
    deleted: entry.deleted,
    content: JSON.stringify(entry.content),
  };
}
