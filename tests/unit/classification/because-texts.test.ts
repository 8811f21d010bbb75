import { describe, expect, it } from 'vitest';
import { FACT_SOURCES } from '../../../shared/classification/evidence.ts';
import { ROOM_KINDS } from '../../../shared/classification/room.ts';
import en from '../../../shared/locales/because.en.json' with { type: 'json' };
import sv from '../../../shared/locales/because.sv.json' with { type: 'json' };

const facts = Object.keys(FACT_SOURCES).filter((fact) => fact !== 'room');
const signals = [
  ...['cancelled', 'declined', 'private', 'oof', 'free', 'elsewhere'].map((state) => `state.${state}`),
  ...ROOM_KINDS.map((kind) => `room.${kind}`),
  'word',
  ...facts.map((fact) => `fact.${fact}`),
  ...['event', 'series', 'title', 'word', 'category', 'person', 'domain'].map((kind) => `correction.${kind}`),
].toSorted();

describe('the words for reasons', () => {
  it.each([
    ['Swedish', sv],
    ['English', en],
  ])('cover every signal in %s, and no other', (_, texts) => {
    expect(Object.keys(texts).toSorted()).toEqual(signals);
  });

  it('show the word, domain or category in the same places in both languages', () => {
    const shown = (texts: Readonly<Record<string, string>>) =>
      Object.keys(texts)
        .filter((key) => texts[key]?.includes('{{value}}'))
        .toSorted();
    expect(shown(sv)).toEqual(shown(en));
  });
});
