export interface CsvRow {
  /** Where the row begins; the first line is 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Csv {
  readonly rows: readonly CsvRow[];
  /** The line in which a quote was opened that nothing closes; null where all are. */
  readonly openQuote: number | null;
}

const SEPARATORS = [';', ',', '\t'] as const;
/** Lines by which the separator is told: a company's name may hold a comma. */
const LOOKED_AT = 20;

/**
 * Reads a table as RFC 4180 has it, and as Excel writes it where a comma is the decimal sign: separated by semicolons,
 * commas or tabs, quoted or not, with whichever ends of lines. Rows without anything in them are left out.
 */
export function readCsv(text: string): Csv {
  const body = text.replace(/^sep=.\r?\n/i, (line) => line.slice(-1));
  const separator = detectSeparator(body);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let rowLine = 1;
  const finish = (): void => {
    if (cells.some((cell) => cell !== '')) rows.push({ line: rowLine, cells });
    cells = [];
  };
  let at = 0;
  while (at < body.length) {
    const { cell, end, lines, isOpen } = readCell(body, at, separator);
    if (isOpen) return { rows, openQuote: line };
    cells.push(cell.trim());
    line += lines;
    at = end + 1;
    if (body[end] === separator && end + 1 < body.length) continue;
    finish();
    if (body[end] === '\r' && body[end + 1] === '\n') at++;
    line++;
    rowLine = line;
  }
  return { rows, openQuote: null };
}

interface Cell {
  readonly cell: string;
  /** Where what ends it stands. */
  readonly end: number;
  /** Ends of lines within quotes. */
  readonly lines: number;
  readonly isOpen: boolean;
}

function readCell(text: string, from: number, separator: string): Cell {
  const start = skipBlanks(text, from, separator);
  if (text[start] !== '"') {
    const end = endOfPlain(text, from, separator);
    return { cell: text.slice(from, end), end, lines: 0, isOpen: false };
  }
  let cell = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { cell, end: text.length, lines: 0, isOpen: true };
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      // What stands between the quote and the separator belongs to the cell, as Excel reads it.
      const end = endOfPlain(text, quote + 1, separator);
      const lines = cell.split(/\r\n|\n|\r/).length - 1;
      return { cell: cell + text.slice(quote + 1, end), end, lines, isOpen: false };
    }
    cell += '"';
    at = quote + 2;
  }
}

function skipBlanks(text: string, from: number, separator: string): number {
  let at = from;
  while (text[at] === ' ' || (text[at] === '\t' && separator !== '\t')) at++;
  return at;
}

function endOfPlain(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** The one that stands in most lines; of those that do, the one that stands there most. */
function detectSeparator(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/, LOOKED_AT);
  const counts = SEPARATORS.map((separator) => {
    const found = lines.map((line) => line.split(separator).length - 1);
    return {
      separator,
      lines: found.filter((count) => count > 0).length,
      all: found.reduce((a, b) => a + b),
    };
  });
  const [best] = counts.toSorted((a, b) => b.lines - a.lines || b.all - a.all);
  return best?.separator ?? ';';
}
