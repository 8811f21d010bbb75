import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BOT_MUTATIONS } from '../../mutation/bot-mutations.ts';
import { MUTATIONS } from '../../mutation/mutations.ts';
import { withTable } from '../../mutation/render-faults.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

describe('the list of defences', () => {
  it('still fits the code: what would be taken out stands there once', () => {
    const wrong = [...MUTATIONS, ...BOT_MUTATIONS]
      .flatMap(({ edits }) => edits)
      .filter(({ file, take }) => read(file).split(take).length !== 2)
      .map(({ file, take }) => `${file}: ${take}`);
    expect(wrong).toEqual([]);
  });

  it('covers every known fault but the two that concern nothing we do', () => {
    const named = new Set(MUTATIONS.map(({ fault }) => fault));
    const rows = Array.from({ length: 19 }, (_, index) => `F${index + 1}`);
    expect(rows.filter((row) => !named.has(row))).toEqual(['F17', 'F19']);
  });

  it('names tests that are there', () => {
    const wrong = BOT_MUTATIONS.map(({ test }) => test)
      .filter(({ file, title }) => !read(file).includes(title))
      .map(({ title }) => title);
    expect(wrong).toEqual([]);
  });

  it.each([
    ['docs/graph-faults.md', MUTATIONS],
    ['docs/bot-faults.md', BOT_MUTATIONS],
  ])('is the table of the page %s', (file, mutations) => {
    const page = read(file);
    expect(withTable(page, mutations)).toBe(page);
  });
});
