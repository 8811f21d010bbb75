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

/**
 * Builds a tree over folded terms. Where one term lies inside a longer one only the longer counts ("medarbetarsamtal"
 * is no "samtal"), so a special word overrules the general words it is made of.
 */
export function buildTermTree(terms: readonly Term[]): TermTree {
  const longest = terms.reduce((sum, term) => sum + term.text.length, 1);
  const next = new Int32Array(longest * WIDTH);
  const ends: number[][] = [];
  let nodes = 1;
  for (const term of terms) {
    let node = 0;
    for (let i = 0; i < term.text.length; i++) {
      const slot = node * WIDTH + letterIndex(term.text.charCodeAt(i));
      node = next[slot] || (next[slot] = nodes++);
    }
    const at = (ends[node] ??= []);
    if (!at.includes(term.concept)) at.push(term.concept);
  }
  const tree = next.slice(0, nodes * WIDTH);
  return { find: (text) => keepLongest(scan(text, tree, ends)) };
}

function scan(
  text: string,
  tree: Int32Array,
  ends: readonly (readonly number[] | undefined)[],
): ConceptHit[] {
  const hits: ConceptHit[] = [];
  const letters = new Int32Array(text.length);
  for (let i = 0; i < text.length; i++) letters[i] = letterIndex(text.charCodeAt(i));
  for (let start = 0; start < text.length; start++) {
    let node = 0;
    let best = 0;
    let bestEnd = 0;
    for (let at = start; at < text.length; at++) {
      node = tree[node * WIDTH + (letters[at] ?? 0)] ?? 0;
      if (node === 0) break;
      if (ends[node]) {
        best = node;
        bestEnd = at + 1;
      }
    }
    if (best === 0) continue;
    const from = letters[start] === SPACE ? start + 1 : start;
    const to = letters[bestEnd - 1] === SPACE ? bestEnd - 1 : bestEnd;
    for (const concept of ends[best] ?? []) hits.push({ concept, start: from, end: to });
  }
  return hits;
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

function letterIndex(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  if (code >= 48 && code <= 57) return code - 22;
  return SPACE;
}
