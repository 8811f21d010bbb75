import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../shared/classification/fold-title.ts';
import { addMisspelt, CONCEPTS, findConcepts } from '../../../shared/classification/lexicon.ts';

function conceptsIn(title: string): string[] {
  const folded = foldText(title);
  const found = addMisspelt(folded, findConcepts(folded.text));
  return [...new Set(found.map(({ concept }) => CONCEPTS[concept] ?? ''))].toSorted();
}

describe('a word one slip away from a long word of the lexicon', () => {
  it.each([
    ['sv', 'a letter too few', 'Uppfölning', 'follow-up'],
    ['sv', 'another letter', 'Reklanation', 'support'],
    ['sv', 'two swapped', 'Prospketering', 'prospecting'],
    ['en', 'a letter too few', 'Prospcting', 'prospecting'],
    ['en', 'two swapped', 'Complianec training', 'training'],
    ['en', 'a letter too many', 'Onboardinng', 'delivery'],
    ['no', 'a letter too few', 'Prospektring', 'prospecting'],
    ['no', 'another letter', 'Medarbeidersamtsle', 'one-on-one'],
    ['da', 'two swapped', 'Reklamaiton', 'support'],
    ['da', 'a letter too few', 'Medarbejdersamale', 'one-on-one'],
    ['fi', 'a letter too few', 'Prospetointi', 'prospecting'],
    ['fi', 'another letter', 'Kehityskeskuatelu', 'one-on-one'],
    ['de', 'a letter too few', 'Mitarbeitergespräh', 'one-on-one'],
    ['de', 'a letter too many', 'Reklammation', 'support'],
  ])('is read as it in %s: %s, "%s"', (_, __, title, concept) => {
    expect(conceptsIn(title)).toContain(concept);
  });

  it.each(['Kontakt', 'Veckan', 'Number', 'Bergman', 'Demi', 'Kanpanj', 'Lunsen', 'Installt'])(
    'is not looked for in the shorter word "%s"',
    (title) => {
      const { text } = foldText(title);
      const known = findConcepts(text).map(({ concept }) => CONCEPTS[concept] ?? '');
      expect(conceptsIn(title)).toEqual([...new Set(known)].toSorted());
    },
  );

  it.each(['Xrospektering', 'Prospxktexing', 'Uppfölxnixg'])('is not "%s"', (title) => {
    expect(conceptsIn(title)).toEqual([]);
  });

  it('changes nothing that was found without it', () => {
    const titles = fc.array(
      fc.constantFrom('Offert', 'Granlund', 'Uppfölning', 'demo', 'Prospketering', 'möte'),
    );
    fc.assert(
      fc.property(titles, (words) => {
        const folded = foldText(words.join(' '));
        const hits = findConcepts(folded.text);
        expect(addMisspelt(folded, hits).slice(0, hits.length)).toEqual(hits);
      }),
    );
  });
});
