import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const ROWS = read('docs/bot-faults.md')
  .split('\n')
  .filter((line) => line.startsWith('| BF'))
  .map((line) => {
    const [fault = '', , defence = '', test = ''] = line
      .split(' | ')
      .map((cell) => cell.replace(/^\| | \|$/g, ''));
    return { fault, defence, test };
  });

describe('the page of the bot’s faults', () => {
  it('has a row for each that is known', () => {
    const faults = new Set(ROWS.map(({ fault }) => fault));
    expect([...faults]).toEqual(Array.from({ length: 19 }, (_, index) => `BF${index + 1}`));
  });

  it('names files and tests that exist', () => {
    const wrong = ROWS.flatMap(({ fault, defence, test }) => {
      const files = [...defence.matchAll(/`([\w./-]+\.ts)`/g)].map(([, file = '']) => file);
      const [, file = '', title = ''] = /^`([^`]+)`: (.+)$/.exec(test) ?? [];
      const isThere = files.length > 0 && files.every((one) => existsSync(path.join(ROOT, one)));
      return isThere && title !== '' && read(`tests/${file}`).includes(`'${title}'`) ? [] : [fault];
    });
    expect(wrong).toEqual([]);
  });
});
