import { registrableDomain } from '../classification/registrable-domain.ts';
import type { ListRow, Stage } from './domain-list.ts';

export interface ListChanges {
  readonly added: readonly ListRow[];
  readonly removed: readonly ListRow[];
  /** The same domain and day in another stage. */
  readonly changed: readonly { readonly row: ListRow; readonly from: Stage }[];
  readonly unchanged: number;
}

/** What a list would be otherwise. The order of its rows means nothing. */
export function compareLists(before: readonly ListRow[], after: readonly ListRow[]): ListChanges {
  const old = new Map(before.map((row) => [keyOf(row), row]));
  const next = new Map(after.map((row) => [keyOf(row), row]));
  const kept = after.flatMap((row) => {
    const was = old.get(keyOf(row));
    return was === undefined ? [] : [{ row, from: was.stage }];
  });
  const changed = kept.flatMap(({ row, from }) =>
    from === null || from === row.stage ? [] : [{ row, from }],
  );
  return {
    added: after.filter((row) => !old.has(keyOf(row))),
    removed: before.filter((row) => !next.has(keyOf(row))),
    changed,
    unchanged: kept.length - changed.length,
  };
}

/** Whether two spellings are one domain is told by how the name system has it. */
function keyOf({ domain, since }: ListRow): string {
  return `${registrableDomain(domain).ascii} ${since ?? ''}`;
}
