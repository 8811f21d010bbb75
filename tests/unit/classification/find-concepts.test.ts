import { describe, expect, it } from 'vitest';
import { foldText } from '../../../shared/classification/fold-title.ts';
import { CONCEPTS, CONCEPT_SOURCES, findConcepts } from '../../../shared/classification/lexicon.ts';

function conceptsIn(title: string): string[] {
  const found = findConcepts(foldText(title).text).map(({ concept }) => CONCEPTS[concept] ?? '');
  return [...new Set(found)].toSorted();
}

describe('the lexicon', () => {
  it.each([
    ['Ramoffertgenomgång', ['meeting', 'quote']],
    ['Offerten', ['quote']],
    ['Kundmötesanteckningar', ['customer-meeting']],
    ['Medarbetarsamtal', ['one-on-one']],
    ['Angebotsgespräch Neubau', ['proposal']],
    ['Myyntipalaveri', ['sales-meeting']],
    ['Tarjouksen teko', ['write']],
    ['Tilbudsgennemgang', ['proposal']],
  ])('finds its words in the compound "%s"', (title, concepts) => {
    expect(conceptsIn(title)).toEqual(concepts);
  });

  it.each([
    ['Ringhals', 'call'],
    ['Diploma', 'oof'],
    ['Vabblad', 'oof'],
    ['Semla', 'oof'],
    ['Hembygd', 'travel-home'],
    ['Kompassen', 'oof'],
    ['Flexibel plan', 'oof'],
    ['Bergmann', 'place'],
  ])('finds no short stem inside the word "%s"', (title, concept) => {
    expect(conceptsIn(title)).not.toContain(concept);
  });

  it('lets a longer term overrule the words it is made of', () => {
    expect(conceptsIn('Ringa nya kunder')).toEqual(['prospecting']);
    expect(conceptsIn('Läkarbesök')).toEqual(['private']);
  });

  it('reads "Vorführung" however it is spelled', () => {
    expect(['Vorführung', 'Vorfuehrung', 'VORFUHRUNG'].map(conceptsIn)).toEqual([
      ['demo'],
      ['demo'],
      ['demo'],
    ]);
  });

  it('holds words with stars only at their ends', () => {
    const terms = Object.values(CONCEPT_SOURCES)
      .flatMap(({ words }) => Object.values(words).flatMap((list) => list.split(',')))
      .map((term) => term.trim());
    expect(terms.filter((term) => /[^*]\*[^*]|^\*+$/.test(term))).toEqual([]);
  });

  it('holds stems that may stand inside a word only where they are long enough to mean it', () => {
    const inner = Object.values(CONCEPT_SOURCES)
      .flatMap(({ words }) => Object.values(words).flatMap((list) => list.split(',')))
      .map((term) => term.trim())
      .filter((term) => term.startsWith('*'));
    expect(inner.filter((term) => term.replaceAll('*', '').length < (term.endsWith('*') ? 6 : 4))).toEqual(
      [],
    );
  });
});
