import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MUTATIONS } from '../../mutation/mutations.ts';
import { withTable } from '../../mutation/render-faults.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

describe('the list of defences', () => {
  it('still fits the code: what would be taken out stands there once', () => {
    const wrong = MUTATIONS.flatMap(({ edits }) => edits)
      .filter(({ file, take }) => read(file).split(take).length !== 2)
      .map(({ file, take }) => `${file}: ${take}`);
    expect(wrong).toEqual([]);
  });

  it('covers every known fault but the two that concern nothing we do', () => {
    const named = new Set(MUTATIONS.map(({ fault }) => fault));
    const rows = Array.from({ length: 19 }, (_, index) => `F${index + 1}`);
    expect(rows.filter((row) => !named.has(row))).toEqual(['F17', 'F19']);
  });

  it('is the table of the page', () => {
    const page = read('docs/graph-faults.md');
    expect(withTable(page, MUTATIONS)).toBe(page);
  });
});
