import type { ConceptHit } from './find-concepts.ts';
import type { FoldedText } from './fold-title.ts';
import { CONCEPTS } from './lexicon.ts';
import type { Room } from './room.ts';

const COMPANY =
  /(?:^|[\s,(–-])(?:AB|A\/S|AS|ASA|ApS|I\/S|Oy|Oyj|Ky|HB|GmbH|AG|KG|OHG|SE|Ltd|Limited|Inc|LLC|PLC|BV)(?=$|[\s,.):;–-])/;
const CLOCK =
  /(?:^|\s)(?:kl\.?\s?)?(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d|[.:]\d)|(?:^|\s)(?:kl|klo)\.?\s?\d{1,2}\b|\b\d{1,2}\s?Uhr\b/;
const PARTIES =
  /^\p{Lu}[\p{L}.'-]*(?:\s\p{Lu}[\p{L}.'-]*){0,3}\s?(?:<>|<->|\/\/|\/|\||×|\bx\b|\+|&|\band\b|\boch\b|\bog\b|\bja\b|\bund\b)\s?\p{Lu}/u;
const ROUTE = /(?:^|[\s(])[A-ZÅÄÖÆØ]{3}\s?(?:-|–|—|>|→|\/)\s?[A-ZÅÄÖÆØ]{3}(?:$|[\s),])/;
const PLACE = CONCEPTS.indexOf('place');
const PERSON = CONCEPTS.indexOf('person');
const SEPARATOR = /^\s?[:–—|,(]|^\s-|^\s?\/\//;

export function namesCompany(title: string): boolean {
  return COMPANY.test(title);
}

export function namesClockTime(title: string): boolean {
  return CLOCK.test(title);
}

/** "Tom Ashby and Ruth Ekelöf", "Nordvik // Skogsvik": what scheduling pages and careful organisers write. */
export function namesTwoParties(title: string): boolean {
  return PARTIES.test(title);
}

/** "Gbg–Sthlm", "ARN-LHR", "Oslo til Bergen": a way from one place to another. */
export function namesRoute(title: string, hits: readonly ConceptHit[]): boolean {
  if (ROUTE.test(title)) return true;
  return (
    hits.filter((hit) => hit.concept === PLACE).length >= 2 && /[-–—>→]|\s(?:till|til|to|nach)\s/i.test(title)
  );
}

/** Words of the title that are part of the name of a colleague in the room or of the person. */
export function countColleagueNames(folded: FoldedText, room: Room, self: string): number {
  let count = 0;
  for (const word of folded.words) {
    if (
      word.length >= 3 &&
      (isPartOf(word, self) || room.colleagueNames.some((name) => isPartOf(word, name)))
    )
      count++;
  }
  return count;
}

/**
 * Capitalised words that no concept covers: likely the name of a company or a project. The first word of a title is
 * always capitalised, so it counts only beside another, before a dash or colon, or with a time ("Skansvik 13.30").
 */
export function countUnknownNames(folded: FoldedText, hits: readonly ConceptHit[], clock: boolean): number {
  const { words, source, starts, ends } = folded;
  let count = 0;
  let first = 0;
  let from = 1;
  for (let place = 0; place < words.length; place++) {
    const length = words[place]?.length ?? 0;
    const to = from + length;
    if (length >= 3 && isCapital(source, starts[place] ?? 0) && !isCovered(hits, from, to)) {
      if (place > 0) count += followsFirstName(hits, from) ? 0 : 1;
      else first = clock || SEPARATOR.test(source.slice(ends[place])) ? 2 : 1;
    }
    from = to + 1;
  }
  return count > 0 || first === 2 ? count + Math.min(first, 1) : 0;
}

/** The word after a first name is a surname: it names no company. */
function followsFirstName(hits: readonly ConceptHit[], from: number): boolean {
  return hits.some((hit) => hit.concept === PERSON && hit.end === from - 1);
}

function isCapital(source: string, at: number): boolean {
  const char = source.charAt(at);
  return char !== char.toLowerCase();
}

function isCovered(hits: readonly ConceptHit[], from: number, to: number): boolean {
  for (const hit of hits) if (hit.start < to && hit.end > from) return true;
  return false;
}

/** Whether the word stands in an address as a part of its own: `eva` in `eva.ros`. */
function isPartOf(word: string, local: string): boolean {
  const at = local.indexOf(word);
  if (at < 0 || /[a-z]/.test(local.charAt(at - 1))) return false;
  return !/[a-z]/.test(local.charAt(at + word.length));
}
