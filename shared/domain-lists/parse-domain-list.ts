import { decodeFile } from '../calendar/ics/logical-lines.ts';
import { toPlainLine } from '../calendar/ics/plain-text.ts';
import { isFreeMail, isPublicSuffix, registrableDomain } from '../classification/registrable-domain.ts';
import { chooseColumns, type Columns } from './choose-columns.ts';
import { MOST_BYTES, MOST_ROWS, type ListKind, type ListRow, type Stage } from './domain-list.ts';
import { plainDomain } from './plain-domain.ts';
import { parseDate, parseStage } from './parse-stage.ts';
import { readCsv } from './read-csv.ts';

/** Because of one of these nothing of the file is taken. */
export const FILE_FLAWS = [
  'file_too_large',
  'too_many_lines',
  'not_a_table',
  'quote_not_closed',
  'nothing_in_it',
] as const;
/** Because of one of these a line is left out, and the others are taken. */
export const LINE_FLAWS = [
  'no_domain',
  'not_a_domain',
  'public_suffix',
  'free_mail',
  'own_domain',
  'in_directory',
  'twice',
  'no_stage',
  'unknown_stage',
  'no_date',
  'wrong_date',
] as const;

export interface ListProblem {
  /** null where it is about the whole file. */
  readonly line: number | null;
  readonly code: (typeof FILE_FLAWS)[number] | (typeof LINE_FLAWS)[number];
  /** What stood there, or a bound. */
  readonly value: string;
}

export interface ParsedList {
  /** null where nothing of the file can be taken. */
  readonly rows: readonly ListRow[] | null;
  readonly problems: readonly ListProblem[];
}

/** What the organisation's domains are known to be without the list. */
export interface KnownDomains {
  /** By the directory and the list of own domains. */
  readonly own: readonly string[];
  readonly directory: readonly string[];
}

const LONGEST_VALUE = 60;
/** How a workbook, a page and a document begin, that somebody took for a table. */
const NO_TABLES = ['PK\u0003', '<', '%PDF'];

/**
 * Reads a list of domains as a spreadsheet or a customer register writes it: one domain, address or web address a line,
 * with other columns beside it or none, under a heading or none. Each domain is taken by the name that somebody
 * registered, as the classification sees it. What cannot be taken is named by its line; the rest stands.
 */
export function parseDomainList(bytes: Uint8Array, kind: ListKind, known: KnownDomains): ParsedList {
  if (bytes.length > MOST_BYTES) return refused('file_too_large', null, String(MOST_BYTES / 1_000_000));
  const text = decodeFile(bytes);
  if (NO_TABLES.some((head) => text.startsWith(head)) || text.includes('\0'))
    return refused('not_a_table', null, '');
  const { rows: lines, openQuote } = readCsv(text);
  if (openQuote !== null) return refused('quote_not_closed', openQuote, '');
  if (lines.length > MOST_ROWS + 1) return refused('too_many_lines', null, String(MOST_ROWS));
  const columns = chooseColumns(lines, kind);
  const reader = createReader(kind, known, columns);
  for (const { line, cells } of columns.hasHeading ? lines.slice(1) : lines) reader.read(line, cells);
  if (reader.rows.length + reader.problems.length === 0) return refused('nothing_in_it', null, '');
  return reader;
}

function refused(code: ListProblem['code'], line: number | null, value: string): ParsedList {
  return { rows: null, problems: [{ line, code, value }] };
}

function createReader(kind: ListKind, known: KnownDomains, columns: Columns) {
  const rows: ListRow[] = [];
  const problems: ListProblem[] = [];
  const own = asciiSet(known.own);
  const directory = asciiSet(known.directory);
  const firstLines = new Map<string, number>();
  const say = (line: number, code: ListProblem['code'], value: string): void => {
    problems.push({ line, code, value: toPlainLine(value).slice(0, LONGEST_VALUE) });
  };
  const read = (line: number, cells: readonly string[]): void => {
    const cell = cells[columns.domain] ?? '';
    const host = plainDomain(cell);
    if (host === null) return say(line, cell === '' ? 'no_domain' : 'not_a_domain', cell);
    if (isPublicSuffix(host)) return say(line, 'public_suffix', host);
    const { registrable: domain, ascii } = registrableDomain(host);
    if (isFreeMail(ascii)) return say(line, 'free_mail', domain);
    if (kind === 'own' && directory.has(ascii)) return say(line, 'in_directory', domain);
    if (kind !== 'own' && own.has(ascii)) return say(line, 'own_domain', domain);
    const when = kind === 'stage' ? readStage(line, cells) : { stage: null, since: null };
    if (when === null) return;
    const key = `${ascii} ${when.since ?? ''}`;
    const first = firstLines.get(key);
    if (first !== undefined) return say(line, 'twice', `${domain}, ${first}`);
    firstLines.set(key, line);
    rows.push({ domain, ...when });
  };
  const readStage = (line: number, cells: readonly string[]): { stage: Stage; since: string } | null => {
    const [stageCell = '', sinceCell = ''] = [cells[columns.stage], cells[columns.since]];
    const stage = parseStage(stageCell);
    const since = parseDate(sinceCell);
    if (stage === null) say(line, stageCell === '' ? 'no_stage' : 'unknown_stage', stageCell);
    if (since === null) say(line, sinceCell === '' ? 'no_date' : 'wrong_date', sinceCell);
    return stage === null || since === null ? null : { stage, since };
  };
  return { rows, problems, read };
}

function asciiSet(domains: readonly string[]): ReadonlySet<string> {
  return new Set(domains.map((domain) => registrableDomain(domain).ascii));
}
