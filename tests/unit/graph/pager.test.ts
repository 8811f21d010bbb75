import { describe, expect, it } from 'vitest';
import { readPages } from '../../../api/graph/pager.ts';

const row = (id: string, etag = '1') => ({ id, '@odata.etag': etag });

/** Answers in turn; a page that is not the last leads to the next one. */
function book(...pages: readonly object[][]) {
  let at = -1;
  const turn = async () => {
    at += 1;
    const value = pages[Math.min(at, pages.length - 1)];
    return at >= pages.length - 1
      ? { value, '@odata.deltaLink': 'delta' }
      : { value, '@odata.nextLink': `next-${at}` };
  };
  return { turn, turned: () => at + 1 };
}

describe('reading pages', () => {
  it('goes through empty ones to the last, which has no next link', async () => {
    const { turn } = book([], [row('a')], [], [], [row('b')], []);
    expect(await readPages(turn, turn)).toEqual({ rows: [row('a'), row('b')], deltaLink: 'delta' });
  });

  it('tolerates a row that comes again, as long as each page brings something new', async () => {
    const { turn } = book([row('a'), row('b')], [row('b'), row('c')], [row('a', '2')]);
    expect((await readPages(turn, turn)).rows).toHaveLength(5);
  });

  it('stops at the second page in a row that brings nothing new, whatever its link says', async () => {
    const same = [row('a'), row('b')];
    const { turn, turned } = book(same, ...Array.from({ length: 50 }, () => same));
    await expect(readPages(turn, turn)).rejects.toMatchObject({ kind: 'loop' });
    expect(turned()).toBe(3);
  });

  it('forgives one such page', async () => {
    const { turn } = book([row('a')], [row('a')], [row('b')]);
    expect((await readPages(turn, turn)).rows).toHaveLength(3);
  });

  it('does not go on for ever through empty pages either', async () => {
    const endless = async () => ({ value: [], '@odata.nextLink': 'next' });
    await expect(readPages(endless, endless)).rejects.toMatchObject({ kind: 'loop' });
  });

  it.each([
    ['a gateway’s page', '<html>'],
    ['nothing', undefined],
    ['rows without ids', { value: [{}] }],
    ['null', null],
  ])('does not take %s for an empty calendar', async (_, answer) => {
    const once = async () => answer;
    await expect(readPages(once, once)).rejects.toMatchObject({ kind: 'transient', code: 'UnreadablePage' });
  });
});
