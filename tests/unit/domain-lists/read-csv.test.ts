import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../shared/domain-lists/read-csv.ts';
import { writeCsv } from '../../../shared/domain-lists/write-csv.ts';

describe('a table', () => {
  it.each<[string, string, [number, string[]][]]>([
    [
      'separated by semicolons, as Swedish Excel writes',
      'a;b\r\nc;d\r\n',
      [
        [1, ['a', 'b']],
        [2, ['c', 'd']],
      ],
    ],
    [
      'separated by commas',
      'a,b\nc,d',
      [
        [1, ['a', 'b']],
        [2, ['c', 'd']],
      ],
    ],
    [
      'separated by tabs, with old ends of lines',
      'a\tb\rc\td',
      [
        [1, ['a', 'b']],
        [2, ['c', 'd']],
      ],
    ],
    [
      'whose separator stands in quotes as well',
      '"a;1";b\n"c ""x""";d',
      [
        [1, ['a;1', 'b']],
        [2, ['c "x"', 'd']],
      ],
    ],
    [
      'with an end of line in quotes, by the line a row begins in',
      'a;"b\r\nc"\r\nd;e',
      [
        [1, ['a', 'b\r\nc']],
        [3, ['d', 'e']],
      ],
    ],
    [
      'with empty lines, which count and are left out',
      '\na;b\n;\n\nc;d',
      [
        [2, ['a', 'b']],
        [5, ['c', 'd']],
      ],
    ],
    [
      'with a comma in a name and semicolons between cells',
      'Bok, papper;a.se\nX;b.se',
      [
        [1, ['Bok, papper', 'a.se']],
        [2, ['X', 'b.se']],
      ],
    ],
    ['that names its separator', 'sep=;\r\na;b', [[2, ['a', 'b']]]],
    [
      'of one column',
      'a\nb',
      [
        [1, ['a']],
        [2, ['b']],
      ],
    ],
    ['with a separator at the very end', 'a;b;', [[1, ['a', 'b']]]],
    ['that is empty', '', []],
  ])('%s is read', (_, text, rows) => {
    expect(readCsv(text)).toEqual({ rows: rows.map(([line, cells]) => ({ line, cells })), openQuote: null });
  });

  it('is read up to a quote that nothing closes, whose line is named', () => {
    expect(readCsv('a;b\nc;"d\ne;f\n')).toEqual({ rows: [{ line: 1, cells: ['a', 'b'] }], openQuote: 2 });
  });

  it('is what was written, whatever stands in its cells', () => {
    const cell = fc.stringMatching(/^[a-zåäö";,\n]{1,8}$/).map((text) => `x${text}x`);
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (cells) => {
        const text = writeCsv(cells, ';').slice(1);
        expect(readCsv(text).rows.map((row) => row.cells)).toEqual(cells);
      }),
    );
  });
});

describe('a table for a spreadsheet', () => {
  it('begins no cell with what would be run as a formula, and says that it is UTF-8', () => {
    expect(
      writeCsv(
        [
          ['=HYPERLINK("x")', '+1'],
          ['-1', '@a'],
          ['\ta', 'b.se'],
        ],
        ';',
      ),
    ).toBe('\ufeff"\'=HYPERLINK(""x"")";\'+1\r\n\'-1;\'@a\r\n"\'\ta";b.se\r\n');
  });
});
