import type { Cursor, CursorKey } from '../charts/cursor.ts';
import type { PlacedBlock, PlacedDay } from './strip-layout.ts';

type Days = readonly Pick<PlacedDay, 'blocks'>[];

/**
 * Where a key takes the cursor: ←/→ to the block before and after, also across days; ↑/↓ to the block of the day above or
 * below that lies nearest in time; Home/End to the day's first and last; Esc lets go. Row = day, column = block.
 */
export function moveInStrips(cursor: Cursor | null, key: CursorKey, days: Days): Cursor | null {
  if (key === 'Escape') return null;
  const held = cursor === null ? null : blockAt(cursor, days);
  if (cursor === null || held === null) return firstBlock(days);
  switch (key) {
    case 'Home':
      return { ...cursor, column: 0 };
    case 'End':
      return { ...cursor, column: (days[cursor.row]?.blocks.length ?? 1) - 1 };
    case 'ArrowLeft':
      return beside(cursor, -1, days);
    case 'ArrowRight':
      return beside(cursor, 1, days);
    case 'ArrowUp':
      return inDay(cursor, held, -1, days);
    case 'ArrowDown':
      return inDay(cursor, held, 1, days);
  }
}

export function blockAt({ row, column }: Cursor, days: Days): PlacedBlock | null {
  return days[row]?.blocks[column] ?? null;
}

function firstBlock(days: Days): Cursor | null {
  const row = days.findIndex(({ blocks }) => blocks.length > 0);
  return row < 0 ? null : { row, column: 0 };
}

function beside(cursor: Cursor, step: 1 | -1, days: Days): Cursor {
  const all = days.flatMap(({ blocks }, row) => blocks.map((_, column) => ({ row, column })));
  const at = all.findIndex(({ row, column }) => row === cursor.row && column === cursor.column);
  return all[at + step] ?? cursor;
}

function inDay(cursor: Cursor, held: PlacedBlock, step: 1 | -1, days: Days): Cursor {
  for (let row = cursor.row + step; row >= 0 && row < days.length; row += step) {
    const blocks = days[row]?.blocks ?? [];
    const distances = blocks.map((block) => Math.abs(middle(block) - middle(held)));
    const column = distances.indexOf(Math.min(...distances));
    if (column >= 0) return { row, column };
  }
  return cursor;
}

function middle({ from, to }: Pick<PlacedBlock, 'from' | 'to'>): number {
  return (from + to) / 2;
}
