import type { ConceptHit } from './find-concepts.ts';
import type { FoldedText } from './fold-title.ts';

/** A folded word of the lexicon. `open` where a longer word may go on. */
export interface KnownWord {
  readonly text: string;
  readonly concept: number;
  readonly open: boolean;
}

/** Finds what a word stands for that nobody spells so. */
export type FindMisspelt = (folded: FoldedText, hits: readonly ConceptHit[]) => readonly ConceptHit[];

/** A shorter word is one slip away from too many others. */
const SHORTEST = 8;
const SHORTEST_STEM = 9;
/** A slip leaves so many letters whole at the beginning or at the end. */
const END = 4;

/**
 * Words one slip away (a letter too few, too many, another, or two swapped) from a long word of the lexicon, where no
 * term was found in them. The first letter has to be right: people seldom miss it, and names differ there.
 */
export function createFindMisspelt(words: readonly KnownWord[]): FindMisspelt {
  const long = words.filter(({ text, open }) => text.length >= (open ? SHORTEST_STEM : SHORTEST));
  const byStart = Map.groupBy(long, ({ text }) => text.slice(0, END));
  const byEnd = Map.groupBy(
    long.filter(({ open }) => !open),
    ({ text }) => text.charAt(0) + text.slice(-END),
  );
  const conceptsNear = (word: string): readonly number[] => {
    const near = (known: KnownWord): boolean => isOneSlipAway(word, known);
    const found = byStart.get(word.slice(0, END))?.filter(near) ?? [];
    const all = found.length > 0 ? found : (byEnd.get(word.charAt(0) + word.slice(-END))?.filter(near) ?? []);
    return [...new Set(all.map(({ concept }) => concept))];
  };
  return (folded, hits) => {
    const more: ConceptHit[] = [];
    let start = 1;
    for (const word of folded.words) {
      const end = start + word.length;
      if (word.length >= SHORTEST && !hits.some((hit) => hit.start < end && hit.end > start)) {
        for (const concept of conceptsNear(word)) more.push({ concept, start, end });
      }
      start = end + 1;
    }
    return more.length === 0 ? hits : [...hits, ...more];
  };
}

function isOneSlipAway(word: string, { text, open }: KnownWord): boolean {
  const longer = word.length - text.length;
  if (longer < -1 || (longer > 1 && !open)) return false;
  let at = 0;
  while (at < text.length && word.charCodeAt(at) === text.charCodeAt(at)) at++;
  // The last letter of a stem is where inflected forms differ, and other words too.
  if (at === 0 || (open && at >= text.length - 1)) return false;
  return (
    goesOn(word, at + 1, text, at + 1, open) ||
    goesOn(word, at, text, at + 1, open) ||
    goesOn(word, at + 1, text, at, open) ||
    (isSwapped(word, text, at) && goesOn(word, at + 2, text, at + 2, open))
  );
}

function goesOn(word: string, from: number, text: string, textFrom: number, open: boolean): boolean {
  return (
    word.startsWith(text.slice(textFrom), from) && (open || word.length - from === text.length - textFrom)
  );
}

function isSwapped(word: string, text: string, at: number): boolean {
  return word.charAt(at) === text.charAt(at + 1) && word.charAt(at + 1) === text.charAt(at);
}
