import type { ListKind } from './domain-list.ts';
import { HEADINGS } from './list-words.ts';
import { parseDate, parseStage } from './parse-stage.ts';
import { plainDomain } from './plain-domain.ts';
import type { CsvRow } from './read-csv.ts';

/** Which column holds what, by its heading or by what stands in it. */
export interface Columns {
  readonly hasHeading: boolean;
  readonly domain: number;
  readonly stage: number;
  readonly since: number;
}

/** Rows by which the columns are told. */
const LOOKED_AT = 200;

/** Where the first row names no domain it is the heading, unless it stands alone. */
export function chooseColumns(rows: readonly CsvRow[], kind: ListKind): Columns {
  const [first] = rows;
  const named = first?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const isNamed = named.some((cell) => HEADINGS.domain.test(cell) && plainDomain(cell) === null);
  const hasHeading =
    first !== undefined &&
    (isNamed || (rows.length > 1 && first.cells.every((cell) => plainDomain(cell) === null)));
  const body = rows.slice(hasHeading ? 1 : 0, LOOKED_AT);
  const choose = (heading: RegExp, isOne: (cell: string) => boolean): number => {
    const byName = hasHeading ? named.findIndex((cell) => heading.test(cell)) : -1;
    return byName >= 0 ? byName : fullestColumn(body, isOne);
  };
  return {
    hasHeading,
    domain: choose(HEADINGS.domain, (cell) => plainDomain(cell) !== null),
    stage: kind === 'stage' ? choose(HEADINGS.stage, (cell) => parseStage(cell) !== null) : -1,
    since: kind === 'stage' ? choose(HEADINGS.since, (cell) => parseDate(cell) !== null) : -1,
  };
}

/** The column in which most cells are what is looked for; the first of those that tie. */
function fullestColumn(rows: readonly CsvRow[], isOne: (cell: string) => boolean): number {
  const counts: number[] = [];
  for (const { cells } of rows)
    for (const [at, cell] of cells.entries()) counts[at] = (counts[at] ?? 0) + (isOne(cell) ? 1 : 0);
  const most = Math.max(0, ...counts.map((count) => count ?? 0));
  return Math.max(
    0,
    counts.findIndex((count) => count === most),
  );
}
