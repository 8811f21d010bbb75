import { type Expression, sql, type SqlBool, type Transaction } from 'kysely';
import type { Instant, TimeZone } from '../../shared/calendar/time.ts';
import type { WorkingHours } from '../../shared/calendar/working-hours.ts';
import type { Vault } from './encryption.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** What the directory says of a person. */
export interface DirectoryEntry {
  readonly entraId: string;
  readonly name: string;
  /** Lower case. */
  readonly address: string;
  readonly otherAddresses: readonly string[];
  readonly language: 'sv' | 'en';
  readonly timeZone: TimeZone;
  readonly country: string;
  readonly workingHours: WorkingHours;
}

/** A person as known here. Of working hours the person's own word counts before the mailbox's settings. */
export interface Person extends DirectoryEntry {
  readonly personId: string;
  /** Person id. */
  readonly managerId: string | null;
  readonly isRep: boolean;
  readonly isAdmin: boolean;
  readonly leftAt: Instant | null;
}

/** Reads and writes people. What the actor may not see is not there. */
export interface PersonStore {
  findById(trx: Trx, personId: string): Promise<Person | null>;
  findByEntraId(trx: Trx, entraId: string): Promise<Person | null>;
  /** Everybody who has not left. */
  list(trx: Trx): Promise<Person[]>;
  /** As worker: the managers above a person, nearest first. */
  listReportingLine(trx: Trx, personId: string): Promise<Person[]>;
  /**
   * As worker: adds or updates by Entra id; whoever had left is back. `keepsReps`: a rep keeps language, zone, country and
   * hours as they are known.
   */
  saveEntries(
    trx: Trx,
    entries: readonly DirectoryEntry[],
    options?: { readonly keepsReps: boolean },
  ): Promise<void>;
  /** As worker: who reports to whom, by Entra id; all others report to nobody. */
  saveReportingLines(
    trx: Trx,
    lines: readonly { readonly entraId: string; readonly managerEntraId: string }[],
  ): Promise<void>;
  /** As worker: everybody but these has left, if not before. */
  markLeftExcept(trx: Trx, entraIds: readonly string[], leftAt: Instant): Promise<void>;
}

export function createPersonStore(vault: Vault): PersonStore {
  const find = async (trx: Trx, where: Expression<SqlBool>): Promise<Person[]> => {
    const rows = await selectPeople(trx).where(where).execute();
    return rows.map((row) => openRow(vault, row));
  };
  return {
    findById: async (trx, personId) => (await find(trx, sql`person_id = ${personId}::uuid`))[0] ?? null,
    findByEntraId: async (trx, entraId) => (await find(trx, sql`entra_id = ${entraId}::uuid`))[0] ?? null,
    list: (trx) => find(trx, sql`left_at is null`),
    listReportingLine: async (trx, personId) => {
      const ids = await listManagerIds(trx, personId);
      if (ids.length === 0) return [];
      const people = await find(trx, sql`person_id = any(${ids}::uuid[])`);
      return people.toSorted((a, b) => ids.indexOf(a.personId) - ids.indexOf(b.personId));
    },
    saveEntries: (trx, entries, options = { keepsReps: false }) => saveEntries(trx, vault, entries, options),
    saveReportingLines: async (trx, lines) => {
      const people = lines.map((line) => line.entraId);
      const managers = lines.map((line) => line.managerEntraId);
      await sql`update person set manager_id = found.manager_id
        from (select p.person_id, m.person_id as manager_id from person p
          left join unnest(${people}::uuid[], ${managers}::uuid[]) as line (entra_id, manager_entra_id)
            on line.entra_id = p.entra_id
          left join person m on m.entra_id = line.manager_entra_id) as found
        where found.person_id = person.person_id
          and found.manager_id is distinct from person.manager_id`.execute(trx);
    },
    markLeftExcept: async (trx, entraIds, leftAt) => {
      await sql`update person set left_at = ${new Date(leftAt)}
        where left_at is null and not entra_id = any(${[...entraIds]}::uuid[])`.execute(trx);
    },
  };
}

function selectPeople(trx: Trx) {
  return trx
    .selectFrom('person')
    .select([
      'person_id',
      'entra_id',
      'name_sealed',
      'address_sealed',
      'other_addresses_sealed',
      'language',
      'time_zone',
      'country',
      'working_hours',
      'working_hours_override',
      'manager_id',
      'is_rep',
      'is_admin',
      'left_at',
    ]);
}
type Row = Awaited<ReturnType<ReturnType<typeof selectPeople>['execute']>>[number];

function openRow(vault: Vault, row: Row): Person {
  const otherAddresses: string[] = JSON.parse(vault.open(row.other_addresses_sealed));
  return {
    personId: row.person_id,
    entraId: row.entra_id,
    name: vault.open(row.name_sealed),
    address: vault.open(row.address_sealed),
    otherAddresses,
    language: row.language,
    timeZone: row.time_zone,
    country: row.country,
    workingHours: hoursOf(row),
    managerId: row.manager_id,
    isRep: row.is_rep,
    isAdmin: row.is_admin,
    leftAt: row.left_at,
  };
}

/** Whoever moves to another zone works there, whatever they said of their hours before. */
function hoursOf({ working_hours: mailbox, working_hours_override: own }: Row): WorkingHours {
  return own === null ? mailbox : { ...own, timeZone: mailbox.timeZone };
}

/** Deep enough for any organisation, and an end where two people manage each other. */
const MOST_LEVELS = 20;

async function listManagerIds(trx: Trx, personId: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    with recursive line (person_id, level) as (
      select manager_id, 1 from person where person_id = ${personId}::uuid and manager_id is not null
      union all
      select p.manager_id, level + 1 from person p join line on p.person_id = line.person_id
      where p.manager_id is not null and level < ${MOST_LEVELS}
    )
    select person_id from line group by person_id order by min(level)`.execute(trx);
  return rows.map((row) => row.person_id).filter((id) => id !== personId);
}

const ROWS_PER_STATEMENT = 1_000;

async function saveEntries(
  trx: Trx,
  vault: Vault,
  entries: readonly DirectoryEntry[],
  { keepsReps }: { readonly keepsReps: boolean },
): Promise<void> {
  const next = (column: 'language' | 'time_zone' | 'country' | 'working_hours') =>
    sql<never>`case when ${keepsReps} and person.is_rep then person.${sql.ref(column)} else excluded.${sql.ref(column)} end`;
  for (let from = 0; from < entries.length; from += ROWS_PER_STATEMENT) {
    await trx
      .insertInto('person')
      .values(entries.slice(from, from + ROWS_PER_STATEMENT).map((entry) => columnsOf(vault, entry)))
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'entra_id']).doUpdateSet((eb) => ({
          name_sealed: eb.ref('excluded.name_sealed'),
          address_sealed: eb.ref('excluded.address_sealed'),
          address_hash: eb.ref('excluded.address_hash'),
          other_addresses_sealed: eb.ref('excluded.other_addresses_sealed'),
          language: next('language'),
          time_zone: next('time_zone'),
          country: next('country'),
          working_hours: next('working_hours'),
          left_at: null,
        })),
      )
      .execute();
  }
}

function columnsOf(vault: Vault, entry: DirectoryEntry) {
  return {
    entra_id: entry.entraId,
    name_sealed: vault.seal(entry.name),
    address_sealed: vault.seal(entry.address),
    address_hash: vault.fingerprint('address', entry.address),
    other_addresses_sealed: vault.seal(JSON.stringify(entry.otherAddresses)),
    language: entry.language,
    time_zone: entry.timeZone,
    country: entry.country,
    working_hours: JSON.stringify(entry.workingHours),
    manager_id: null,
  };
}
