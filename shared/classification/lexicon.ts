import { buildTermTree, type ConceptHit, type Term } from './find-concepts.ts';
import { foldText } from './fold-title.ts';
import ignored from './lexicon/ignored.json' with { type: 'json' };
import internal from './lexicon/internal.json' with { type: 'json' };
import neutral from './lexicon/neutral.json' with { type: 'json' };
import selling from './lexicon/selling.json' with { type: 'json' };
import supporting from './lexicon/supporting.json' with { type: 'json' };
import { createFindMisspelt, type FindMisspelt } from './misspelt-words.ts';

/**
 * A concept as its file states it. `words` holds per language a comma-separated list; a star says where a longer
 * word may go on (`offert*`, `*möte`). `speaks` is the reviewed starting point of the weights, per kind of room.
 * An `empty` concept ("meeting", "focus") says nothing about what the time is for.
 */
export interface ConceptSource {
  readonly empty?: boolean;
  readonly speaks: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, string>>;
}

const FILES: Readonly<Record<string, Readonly<Record<string, ConceptSource>>>> = {
  selling,
  supporting,
  internal,
  ignored,
  neutral,
};
export const CONCEPT_SOURCES: Readonly<Record<string, ConceptSource>> = Object.fromEntries(
  Object.values(FILES).flatMap((file) => Object.entries(file)),
);
export const CONCEPTS: readonly string[] = Object.keys(CONCEPT_SOURCES);
/** The file that a concept stands in: what it speaks for when nothing else is known. */
export const CONCEPT_HOMES: readonly string[] = CONCEPTS.map(
  (concept) => Object.keys(FILES).find((file) => FILES[file]?.[concept]) ?? 'neutral',
);

const TRANSCRIPTIONS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };
const EMPTY: readonly boolean[] = CONCEPTS.map((name) => CONCEPT_SOURCES[name]?.empty ?? false);
const TERMS = CONCEPTS.flatMap((name, concept) => listTerms(name, concept));
const TREE = buildTermTree(TERMS);
/** What resembles a name or a date is no slip of the pen. */
const NEVER_MISSPELT = new Set(['place', 'person', 'weekday', 'organisation']);

/** What the words mean that are one slip away from a long word; `hits` first, unchanged. */
export const addMisspelt: FindMisspelt = createFindMisspelt(
  TERMS.filter(({ concept, text }) => isOneWord(text) && !NEVER_MISSPELT.has(CONCEPTS[concept] ?? '')).map(
    ({ text, concept }) => ({ text: text.trim(), concept, open: !text.endsWith(' ') }),
  ),
);

/** All languages at once: the language of a short title cannot be told, and calendars mix them. */
export function findConcepts(foldedText: string): ConceptHit[] {
  return TREE.find(foldedText);
}

export function isEmptyConcept(concept: number): boolean {
  return EMPTY[concept] ?? false;
}

/** One word, from its beginning. */
function isOneWord(text: string): boolean {
  return text.startsWith(' ') && !text.trim().includes(' ');
}

function listTerms(name: string, concept: number): Term[] {
  const words = Object.values(CONCEPT_SOURCES[name]?.words ?? {});
  const terms = words.flatMap((list) => list.split(',')).map((word) => word.trim());
  return terms.filter(Boolean).flatMap((word) => spellings(word).map((text) => ({ text, concept })));
}

/** "Vorführung" is also written "Vorfuehrung", "möte" also "moete". */
function spellings(word: string): string[] {
  const composed = word.normalize('NFC').toLowerCase();
  const spelled = composed.replace(/[äöüåø]/g, (letter) => TRANSCRIPTIONS[letter] ?? letter);
  return [...new Set([composed, spelled])].map(toTerm);
}

function toTerm(word: string): string {
  const bare = foldText(word.replaceAll('*', '')).text.trim();
  return `${word.startsWith('*') ? '' : ' '}${bare}${word.endsWith('*') ? '' : ' '}`;
}
