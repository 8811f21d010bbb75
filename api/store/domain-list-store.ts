import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../shared/calendar/time.ts';
import { type ListKind, type ListRow, STAGES } from '../../shared/domain-lists/domain-list.ts';
import type { Vault } from './encryption.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** Any number that no other advisory lock of the app has. */
const LISTS_LOCK = 7_390_002;
/** A statement takes at most 65,535 parameters. */
const ROWS_PER_STATEMENT = 5_000;

/** As admin or worker: a list by domain, without what the directory shows by itself; of stages by day as well. */
export async function listRows(trx: Trx, vault: Vault, kind: ListKind): Promise<ListRow[]> {
  const rows = kind === 'stage' ? await listStages(trx, vault) : await listEntries(trx, vault, kind);
  return rows.toSorted((a, b) => compare(a.domain, b.domain) || compare(a.since ?? '', b.since ?? ''));
}

async function listStages(trx: Trx, vault: Vault): Promise<ListRow[]> {
  const rows = await trx.selectFrom('domain_stage').select(['domain_sealed', 'stage', 'since']).execute();
  return rows.map(({ domain_sealed, stage, since }) => ({ domain: vault.open(domain_sealed), stage, since }));
}

async function listEntries(trx: Trx, vault: Vault, kind: Exclude<ListKind, 'stage'>): Promise<ListRow[]> {
  const rows = await trx
    .selectFrom('domain_entry')
    .select('domain_sealed')
    .where('kind', '=', kind)
    .where('from_directory', '=', false)
    .execute();
  return rows.map((row) => ({ domain: vault.open(row.domain_sealed), stage: null, since: null }));
}

/** As admin or worker: the domains that the directory's addresses have. */
export async function listDirectoryDomains(trx: Trx, vault: Vault): Promise<string[]> {
  const rows = await trx
    .selectFrom('domain_entry')
    .select('domain_sealed')
    .where('from_directory', '=', true)
    .execute();
  return rows.map((row) => vault.open(row.domain_sealed)).toSorted();
}

/** As admin: the list is this from now on, and nothing else. */
export async function replaceRows(
  trx: Trx,
  vault: Vault,
  kind: ListKind,
  rows: readonly ListRow[],
  now: Instant,
): Promise<void> {
  if (kind === 'stage') await trx.deleteFrom('domain_stage').execute();
  else
    await trx
      .deleteFrom('domain_entry')
      .where('kind', '=', kind)
      .where('from_directory', '=', false)
      .execute();
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT)
    await addRows(trx, vault, kind, rows.slice(from, from + ROWS_PER_STATEMENT), now);
}

async function addRows(
  trx: Trx,
  vault: Vault,
  kind: ListKind,
  rows: readonly ListRow[],
  now: Instant,
): Promise<void> {
  const columns = (domain: string) => ({
    domain_hash: vault.fingerprint('domain', domain),
    domain_sealed: vault.seal(domain),
    added_at: new Date(now),
  });
  if (kind === 'stage') {
    const staged = rows.flatMap(({ domain, stage, since }) =>
      stage === null || since === null ? [] : [{ ...columns(domain), stage, since }],
    );
    await trx.insertInto('domain_stage').values(staged).execute();
  } else {
    await trx
      .insertInto('domain_entry')
      .values(rows.map(({ domain }) => ({ kind, ...columns(domain) })))
      // What the directory has come to show meanwhile needs no line.
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/**
 * As worker: what names the imported lists by which events are sorted. Going back to a former list goes back to its version;
 * empty where there are none. Stages sort nothing.
 */
export async function loadListsVersion(trx: Trx): Promise<string> {
  const rows = await trx
    .selectFrom('domain_list')
    .select(['kind', 'version'])
    .where('kind', '<>', 'stage')
    .where('version', '<>', '')
    .orderBy('kind')
    .execute();
  return rows.map(({ kind, version }) => `${kind}-${version}`).join(' ');
}

/** The same for the same domains, in whatever order. */
export function versionOf(vault: Vault, rows: readonly ListRow[]): string {
  if (rows.length === 0) return '';
  const prints = rows.map(({ domain }) => vault.fingerprint('domain', domain).toString('hex'));
  return createHash('sha256').update(prints.toSorted().join()).digest('hex').slice(0, 12);
}

/** When a list was last changed, and what it was before. */
export interface ListHistory {
  readonly kind: ListKind;
  readonly changedAt: Instant;
  /** null where there was no such list. */
  readonly former: readonly ListRow[] | null;
  readonly formerChangedAt: Instant | null;
}

const formerSchema = z.array(
  z.object({
    domain: z.string(),
    stage: z.enum(STAGES).nullable(),
    since: z.string().nullable(),
  }),
);

/** As admin or worker: of each kind that was ever changed. */
export async function listHistories(trx: Trx, vault: Vault): Promise<ReadonlyMap<ListKind, ListHistory>> {
  const rows = await trx.selectFrom('domain_list').selectAll().execute();
  return new Map(
    rows.map((row) => [
      row.kind,
      {
        kind: row.kind,
        changedAt: row.changed_at,
        former:
          row.former_sealed === null ? null : formerSchema.parse(JSON.parse(vault.open(row.former_sealed))),
        formerChangedAt: row.former_changed_at,
      },
    ]),
  );
}

/** As admin: until the transaction ends, nobody else changes a list. */
export async function holdLists(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LISTS_LOCK})`.execute(trx);
}

/** As admin. `version` names what the list now holds. */
export async function saveHistory(
  trx: Trx,
  vault: Vault,
  history: ListHistory,
  version: string,
): Promise<void> {
  const { kind, changedAt, former, formerChangedAt } = history;
  const columns = {
    changed_at: new Date(changedAt),
    former_sealed: former === null ? null : vault.seal(JSON.stringify(former)),
    former_changed_at: formerChangedAt === null ? null : new Date(formerChangedAt),
    version,
  };
  await trx
    .insertInto('domain_list')
    .values({ kind, ...columns })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'kind']).doUpdateSet(columns))
    .execute();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
