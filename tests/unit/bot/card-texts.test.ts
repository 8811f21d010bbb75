import { describe, expect, it } from 'vitest';
import en from '../../../shared/locales/card.en.json' with { type: 'json' };
import sv from '../../../shared/locales/card.sv.json' with { type: 'json' };
import { text } from '../../../shared/locales/text.ts';

function valuesIn(words: string): string[] {
  return [...words.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted();
}

describe('the texts of the cards', () => {
  it('exist in both languages', () => {
    expect(Object.keys(en)).toEqual(Object.keys(sv));
  });

  it('take the same values in both languages', () => {
    const values = (texts: Record<string, string>) =>
      Object.entries(texts).map(([key, words]) => [key, valuesIn(words)]);
    expect(values(en)).toEqual(values(sv));
  });

  it('put each value in its place', () => {
    expect(text('sv', 'prompt.newTime', { old: 'tor 10.00', new: 'fre 10.00' })).toBe(
      'tor 10.00 → fre 10.00',
    );
  });

  it('take a value as it stands, with what looks like a pattern in it', () => {
    expect(text('en', 'prompt.moved', { title: '{title} $& $1' })).toBe('{title} $& $1 was moved');
  });

  it('go nowhere with a value missing', () => {
    expect(() => text('sv', 'prompt.moved', {})).toThrow('text prompt.moved has no value for title');
  });
});
