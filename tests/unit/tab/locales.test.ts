import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Tree {
  readonly [key: string]: string | Tree;
}

const CATALOGUES = ['', 'card.', 'problem.', 'notice.', 'outlook-notice.'];

function load(name: string): Map<string, string> {
  const file = new URL(`../../../shared/locales/${name}.json`, import.meta.url);
  const tree: Tree = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(flatten(tree, ''));
}

function flatten(tree: Tree, path: string): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flatten(value, `${path}${key}.`),
  );
}

const holes = (text: string) => [...new Set(text.match(/\{\{?\w+\}?\}/g))].toSorted();

describe.each(CATALOGUES)('the words of %s{sv,en}.json', (prefix) => {
  const sv = load(`${prefix}sv`);
  const en = load(`${prefix}en`);

  it('have the same keys in both languages', () => {
    expect([...sv.keys()].toSorted()).toEqual([...en.keys()].toSorted());
  });

  it('have the same holes to fill in both languages', () => {
    expect([...sv].map(([key, text]) => [key, holes(text)])).toEqual(
      [...sv.keys()].map((key) => [key, holes(en.get(key) ?? '')]),
    );
  });

  it('are nowhere empty', () => {
    expect([...sv, ...en].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

describe('the typography of the tab', () => {
  const sv = [...load('sv').values()];
  const en = [...load('en').values()];

  it('is Swedish in Swedish: a space before the per cent sign, no breakable one', () => {
    expect(sv.filter((text) => /\d ?%/.test(text) && !/\d\u00a0%/.test(text))).toEqual([]);
  });

  it('is English in English: no space before the per cent sign', () => {
    expect(en.filter((text) => /\d\s%/.test(text))).toEqual([]);
  });

  it('uses curly apostrophes and no straight quotes', () => {
    expect([...sv, ...en].filter((text) => /['"]/.test(text))).toEqual([]);
  });
});
