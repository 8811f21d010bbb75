/** A value of a chart: column from the left, row from the floor (or from the top of a list). */
export interface Cursor {
  readonly column: number;
  readonly row: number;
}

export interface ChartSize {
  readonly columns: number;
  readonly rows: number;
}

const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'Escape'] as const;
export type CursorKey = (typeof KEYS)[number];

export function isCursorKey(key: string): key is CursorKey {
  return KEYS.some((known) => known === key);
}

/**
 * Where a key takes the cursor of a chart: ←/→ columns, ↑/↓ rows, Home/End the ends of the row, Esc lets go
 * (null). In a chart of one row or one column all four arrows walk along it. The ends hold; an empty cursor
 * starts where the chart begins to be read.
 */
export function moveCursor(cursor: Cursor | null, key: CursorKey, size: ChartSize): Cursor | null {
  if (key === 'Escape') return null;
  if (cursor === null) return key === 'Home' ? { column: 0, row: 0 } : startCursor(size);
  if (size.rows === 1) return { column: walk(cursor.column, key, size.columns), row: 0 };
  if (size.columns === 1) return { column: 0, row: walk(cursor.row, key, size.rows) };
  switch (key) {
    case 'ArrowUp':
      return { ...cursor, row: hold(cursor.row + 1, size.rows) };
    case 'ArrowDown':
      return { ...cursor, row: hold(cursor.row - 1, size.rows) };
    default:
      return { ...cursor, column: walk(cursor.column, key, size.columns) };
  }
}

/** The latest week's selling share; the first value of a list. */
export function startCursor(size: ChartSize): Cursor {
  const isOneLine = size.rows === 1 || size.columns === 1;
  return { column: isOneLine ? 0 : size.columns - 1, row: 0 };
}

function walk(at: number, key: Exclude<CursorKey, 'Escape'>, length: number): number {
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    case 'ArrowRight':
    case 'ArrowDown':
      return hold(at + 1, length);
    case 'ArrowLeft':
    case 'ArrowUp':
      return hold(at - 1, length);
  }
}

function hold(at: number, length: number): number {
  return Math.min(Math.max(at, 0), length - 1);
}
