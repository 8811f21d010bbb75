/** So that Excel takes the file for UTF-8. */
const MARK = '\ufeff';
/** With these a cell begins that a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A table for a spreadsheet: no cell is run by it, whatever stands there. `separator` is what its language expects. */
export function writeCsv(rows: readonly (readonly string[])[], separator: ';' | ','): string {
  const write = (cell: string): string => {
    const safe = FORMULA.test(cell) ? `'${cell}` : cell;
    return /[";,\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return MARK + rows.map((cells) => `${cells.map(write).join(separator)}\r\n`).join('');
}
