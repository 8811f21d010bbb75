/** A concept of the lexicon found in a folded text, with the place of the longest term that carries it, spaces apart. */
export interface ConceptHit {
  readonly concept: number;
  readonly start: number;
  readonly end: number;
}

/** A word list in one pass: `insert` terms, then `find` reads a text once from each of its characters. */
export interface TermTree {
  readonly find: (text: string) => ConceptHit[];
}

/** A folded term with the concepts it stands for; a space at an end means that a word ends there. */
export interface Term {
  readonly text: string;
  readonly concept: number;
}

const WIDTH = 37;
const SPACE = 36;
/** Place in the alphabet by character code: letters, digits, and one for all else. */
const PLACES = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 48 && code <= 57 ? code - 22 : SPACE;
});

interface Tree {
  readonly next: Int32Array;
  readonly ends: readonly (readonly number[] | undefined)[];
}

/**
 * Builds trees over folded terms: one for terms that begin with a word, one for those that may begin inside. Where one
 * term lies inside a longer one only the longer counts ("medarbetarsamtal" is no "samtal"), so a special word overrules
 * the general words it is made of.
 */
export function buildTermTree(terms: readonly Term[]): TermTree {
  const outer = buildTree(terms.filter((term) => term.text.startsWith(' ')));
  const inner = buildTree(terms.filter((term) => !term.text.startsWith(' ')));
  return {
    find: (text) => {
      const hits: ConceptHit[] = [];
      for (let start = 0; start < text.length - 1; start++) {
        findFrom(text, start, placeOf(text, start) === SPACE ? outer : inner, hits);
      }
      return hits.length < 2 ? hits : keepLongest(hits);
    },
  };
}

function buildTree(terms: readonly Term[]): Tree {
  const room = terms.reduce((sum, term) => sum + term.text.length, 1);
  const next = new Int32Array(room * WIDTH);
  const ends: number[][] = [];
  let nodes = 1;
  for (const term of terms) {
    let node = 0;
    for (let at = 0; at < term.text.length; at++) {
      const slot = node * WIDTH + placeOf(term.text, at);
      node = next[slot] || (next[slot] = nodes++);
    }
    const concepts = (ends[node] ??= []);
    if (!concepts.includes(term.concept)) concepts.push(term.concept);
  }
  return { next: next.slice(0, nodes * WIDTH), ends };
}

/** Adds the longest term that begins at `start`; its place is told without the spaces at its ends. */
function findFrom(text: string, start: number, { next, ends }: Tree, hits: ConceptHit[]): void {
  let node = 0;
  let best = 0;
  let bestEnd = 0;
  for (let at = start; at < text.length; at++) {
    node = next[node * WIDTH + placeOf(text, at)] ?? 0;
    if (node === 0) break;
    if (ends[node]) {
      best = node;
      bestEnd = at + 1;
    }
  }
  if (best === 0) return;
  const from = placeOf(text, start) === SPACE ? start + 1 : start;
  const to = placeOf(text, bestEnd - 1) === SPACE ? bestEnd - 1 : bestEnd;
  for (const concept of ends[best] ?? []) hits.push({ concept, start: from, end: to });
}

function keepLongest(hits: readonly ConceptHit[]): ConceptHit[] {
  const kept: ConceptHit[] = [];
  for (const hit of hits) {
    const covered = hits.some(
      (other) =>
        other.start <= hit.start && other.end >= hit.end && other.end - other.start > hit.end - hit.start,
    );
    if (!covered) kept.push(hit);
  }
  return kept;
}

function placeOf(text: string, at: number): number {
  return PLACES[text.charCodeAt(at)] ?? SPACE;
}
