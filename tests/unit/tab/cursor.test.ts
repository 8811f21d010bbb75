import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isCursorKey,
  moveCursor,
  startCursor,
  type Cursor,
  type CursorKey,
} from '../../../tab/charts/cursor.ts';

const STACK = { columns: 26, rows: 4 };
const BAR = { columns: 4, rows: 1 };
const LIST = { columns: 1, rows: 5 };

describe('the cursor of a weekly stack', () => {
  it.each<[string, Cursor | null, CursorKey, Cursor | null]>([
    ['starts at the latest week, on selling', null, 'ArrowLeft', { column: 25, row: 0 }],
    ['starts at the first week on Home', null, 'Home', { column: 0, row: 0 }],
    ['walks back a week', { column: 25, row: 2 }, 'ArrowLeft', { column: 24, row: 2 }],
    ['walks on a week', { column: 3, row: 1 }, 'ArrowRight', { column: 4, row: 1 }],
    ['climbs the stack', { column: 3, row: 0 }, 'ArrowUp', { column: 3, row: 1 }],
    ['comes down the stack', { column: 3, row: 3 }, 'ArrowDown', { column: 3, row: 2 }],
    ['stays at the first week', { column: 0, row: 3 }, 'ArrowLeft', { column: 0, row: 3 }],
    ['stays at the last week', { column: 25, row: 3 }, 'ArrowRight', { column: 25, row: 3 }],
    ['stays under the ceiling', { column: 9, row: 3 }, 'ArrowUp', { column: 9, row: 3 }],
    ['stays on the floor', { column: 9, row: 0 }, 'ArrowDown', { column: 9, row: 0 }],
    ['goes to the first week in the same class', { column: 9, row: 2 }, 'Home', { column: 0, row: 2 }],
    ['goes to the last week in the same class', { column: 9, row: 2 }, 'End', { column: 25, row: 2 }],
    ['lets go', { column: 9, row: 2 }, 'Escape', null],
    ['has nothing to let go of', null, 'Escape', null],
  ])('%s', (_, from, key, to) => {
    expect(moveCursor(from, key, STACK)).toEqual(to);
  });
});

describe('the cursor of a chart of one line', () => {
  it.each<[string, Cursor | null, CursorKey, typeof BAR, Cursor]>([
    ['starts at the first class of a bar', null, 'ArrowRight', BAR, { column: 0, row: 0 }],
    ['walks along a bar sideways', { column: 1, row: 0 }, 'ArrowRight', BAR, { column: 2, row: 0 }],
    [
      'walks along a bar by the other arrows too',
      { column: 1, row: 0 },
      'ArrowUp',
      BAR,
      { column: 0, row: 0 },
    ],
    ['ends with the last class', { column: 0, row: 0 }, 'End', BAR, { column: 3, row: 0 }],
    ['starts at the first kind of a list', null, 'ArrowDown', LIST, { column: 0, row: 0 }],
    ['walks down a list', { column: 0, row: 0 }, 'ArrowDown', LIST, { column: 0, row: 1 }],
    ['walks up a list', { column: 0, row: 4 }, 'ArrowUp', LIST, { column: 0, row: 3 }],
    [
      'walks a list by the other arrows too',
      { column: 0, row: 1 },
      'ArrowRight',
      LIST,
      { column: 0, row: 2 },
    ],
    ['goes to the top of a list', { column: 0, row: 3 }, 'Home', LIST, { column: 0, row: 0 }],
  ])('%s', (_, from, key, size, to) => {
    expect(moveCursor(from, key, size)).toEqual(to);
  });
});

it('never leaves the chart, whatever keys are pressed', () => {
  const keys = fc.constantFrom<CursorKey>('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End');
  const size = fc.record({ columns: fc.integer({ min: 1, max: 60 }), rows: fc.integer({ min: 1, max: 12 }) });
  fc.assert(
    fc.property(size, fc.array(keys, { maxLength: 80 }), (chart, presses) => {
      let cursor = startCursor(chart);
      for (const key of presses) cursor = moveCursor(cursor, key, chart) ?? cursor;
      expect(cursor.column).toBeGreaterThanOrEqual(0);
      expect(cursor.column).toBeLessThan(chart.columns);
      expect(cursor.row).toBeGreaterThanOrEqual(0);
      expect(cursor.row).toBeLessThan(chart.rows);
    }),
  );
});

it('leaves all other keys to the page', () => {
  expect(['Tab', 'Enter', ' ', 'a', 'PageDown'].filter(isCursorKey)).toEqual([]);
});
