import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import { type DomainLists, type ListPreview, MOST_SHOWN } from '../../shared/contract/domain-lists.ts';
import { compareLists, type ListChanges } from '../../shared/domain-lists/compare-lists.ts';
import { LIST_KINDS, type ListKind, type ListRow } from '../../shared/domain-lists/domain-list.ts';
import { type ParsedList, parseDomainList } from '../../shared/domain-lists/parse-domain-list.ts';
import {
  holdLists,
  listDirectoryDomains,
  listHistories,
  listRows,
  replaceRows,
  saveHistory,
  versionOf,
} from '../store/domain-list-store.ts';
import type { Vault } from '../store/encryption.ts';
import type { Database } from '../store/schema.ts';
import { hastenTimer } from '../store/team-store.ts';
import { type Act, saveAudit } from './audit.ts';

type Trx = Transaction<Database>;

/** As admin: how many each list has, since when, and what it was before. */
export async function loadLists(trx: Trx, vault: Vault): Promise<Omit<DomainLists, 'mayChange'>> {
  const histories = await listHistories(trx, vault);
  const lists: DomainLists['lists'] = [];
  for (const kind of LIST_KINDS) {
    const history = histories.get(kind);
    lists.push({
      kind,
      rows: (await listRows(trx, vault, kind)).length,
      changedAt: sayInstant(history?.changedAt ?? null),
      former: history
        ? {
            rows: history.former?.length ?? 0,
            changedAt: sayInstant(history.formerChangedAt),
          }
        : null,
    });
  }
  return { directory: await listDirectoryDomains(trx, vault), lists };
}

function sayInstant(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

/** As admin: what a file would make of a list, line by line. */
export async function previewList(
  trx: Trx,
  vault: Vault,
  kind: ListKind,
  file: Uint8Array,
): Promise<ListPreview> {
  const before = await listRows(trx, vault, kind);
  const { rows, problems } = await parse(trx, vault, kind, file);
  const hasRows = rows !== null && rows.length > 0;
  return {
    kind,
    stamp: stampOf(vault, before),
    changes: hasRows ? shownChanges(compareLists(before, rows)) : null,
    problems: { count: problems.length, first: problems.slice(0, MOST_SHOWN) },
  };
}

/** `changed`: somebody else changed the list since the preview. `unusable`: the file has no line that can be taken. */
export type ImportOutcome = 'done' | 'changed' | 'unusable';

/** As admin: the good lines of a file stand for the whole list from now on. */
export async function importList(
  trx: Trx,
  vault: Vault,
  { kind, file, stamp }: { readonly kind: ListKind; readonly file: Uint8Array; readonly stamp: string },
  act: Act,
): Promise<ImportOutcome> {
  await holdLists(trx);
  const before = await listRows(trx, vault, kind);
  if (stampOf(vault, before) !== stamp) return 'changed';
  const { rows } = await parse(trx, vault, kind, file);
  if (rows === null || rows.length === 0) return 'unusable';
  await exchange(trx, vault, { kind, before, after: rows, what: 'list_imported' }, act);
  return 'done';
}

/** As admin: the former list in the place of the present one, which is then the former. False where none is kept. */
export async function restoreList(trx: Trx, vault: Vault, kind: ListKind, act: Act): Promise<boolean> {
  await holdLists(trx);
  const history = (await listHistories(trx, vault)).get(kind);
  if (!history) return false;
  const before = await listRows(trx, vault, kind);
  await exchange(trx, vault, { kind, before, after: history.former ?? [], what: 'list_restored' }, act);
  return true;
}

interface Exchange {
  readonly kind: ListKind;
  readonly before: readonly ListRow[];
  readonly after: readonly ListRow[];
  readonly what: 'list_imported' | 'list_restored';
}

async function exchange(
  trx: Trx,
  vault: Vault,
  { kind, before, after, what }: Exchange,
  act: Act,
): Promise<void> {
  const formerly = (await listHistories(trx, vault)).get(kind);
  await replaceRows(trx, vault, kind, after, act.now);
  const history = {
    kind,
    changedAt: act.now,
    former: before.length === 0 ? null : before,
    formerChangedAt: formerly?.changedAt ?? null,
  };
  // As it was before anybody changed it, it is what the weeks before were sorted by.
  const isUntouched = what === 'list_restored' && formerly?.formerChangedAt === null;
  await saveHistory(trx, vault, history, isUntouched ? '' : versionOf(vault, after));
  const entry = { what, about: kind, from: String(before.length), to: String(after.length) };
  await saveAudit(trx, [entry], act);
  // A stage sorts nothing.
  if (kind !== 'stage') await hastenTimer(trx, 'sort-anew', act.now);
}

async function parse(trx: Trx, vault: Vault, kind: ListKind, file: Uint8Array): Promise<ParsedList> {
  const directory = await listDirectoryDomains(trx, vault);
  const listed = await listRows(trx, vault, 'own');
  return parseDomainList(file, kind, {
    directory,
    own: [...directory, ...listed.map(({ domain }) => domain)],
  });
}

/** Tells one state of a list from another. */
function stampOf(vault: Vault, rows: readonly ListRow[]): string {
  const lines = rows.map(({ domain, stage, since }) => `${domain} ${stage ?? ''} ${since ?? ''}`);
  return vault.fingerprint('domain', lines.join('\n')).toString('hex');
}

function shownChanges({ added, removed, changed, unchanged }: ListChanges): ListPreview['changes'] {
  const some = <T>(all: readonly T[]) => ({ count: all.length, first: all.slice(0, MOST_SHOWN) });
  return { added: some(added), removed: some(removed), changed: some(changed), unchanged };
}
