import type { ClassificationContext } from './classification.ts';
import type { ConceptHit } from './find-concepts.ts';
import { foldText, type FoldedText } from './fold-title.ts';
import { CONCEPTS, findConcepts } from './lexicon.ts';
import { registrableDomain } from './registrable-domain.ts';
import { hostOf, type Room } from './room.ts';

/** An organisation on one of the tenant's lists that the title names. */
export interface NamedOrganisation {
  readonly relation: 'customer' | 'partner' | 'vendor';
  readonly domain: string;
}

interface KnownName extends NamedOrganisation {
  readonly word: string;
}

const COMPANY =
  /(?:^|[\s,(–-])(?:AB|A\/S|AS|ASA|ApS|I\/S|Oy|Oyj|Ky|HB|GmbH|AG|KG|OHG|SE|Ltd|Limited|Inc|LLC|PLC|BV)(?=$|[\s,.):;–-])/;
const CLOCK =
  /(?:^|\s)(?:kl\.?\s?)?(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d|[.:]\d)|(?:^|\s)(?:kl|klo)\.?\s?\d{1,2}\b|\b\d{1,2}\s?Uhr\b/;
const PARTIES =
  /^\p{Lu}[\p{L}.'-]*(?:\s\p{Lu}[\p{L}.'-]*){0,3}\s?(?:<>|<->|\/\/|\/|\||×|\bx\b|\+|&|\band\b|\boch\b|\bog\b|\bja\b|\bund\b)\s?\p{Lu}/u;
const ROUTE = /(?:^|[\s(])[A-ZÅÄÖÆØ]{3}\s?(?:-|–|—|>|→|\/)\s?[A-ZÅÄÖÆØ]{3}(?:$|[\s),])/;
const PLACE = CONCEPTS.indexOf('place');
const CAPITAL = /^\p{Lu}/u;
const SEPARATOR = /^\s?[:–—|,(]|^\s-|^\s?\/\//;
const STEM = 4;

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

/** The listed organisation whose name begins a word of the title; customers before partners before vendors. */
export function findNamedOrganisation(
  folded: FoldedText,
  context: ClassificationContext,
): NamedOrganisation | null {
  const index = indexOf(context);
  if (index.size === 0) return null;
  let best: KnownName | null = null;
  for (const word of folded.text.trim().split(' ')) {
    for (const known of index.get(word.slice(0, STEM)) ?? []) {
      if (isFormOf(word, known.word) && (best === null || rank(known) < rank(best))) best = known;
    }
  }
  return best;
}

/** Words of the title that are a first name of a colleague in the room or of the person. */
export function countColleagueNames(folded: FoldedText, room: Room, self: string): number {
  const names = new Set([...room.colleagueNames, self.slice(0, self.lastIndexOf('@'))].flatMap(nameParts));
  return folded.text
    .trim()
    .split(' ')
    .filter((word) => names.has(word)).length;
}

/**
 * Capitalised words that no concept covers: likely the name of a company or a project. The first word of a title is
 * always capitalised, so it counts only beside another, before a dash or colon, or with a time ("Skansvik 13.30").
 */
export function countUnknownNames(title: string, folded: FoldedText, hits: readonly ConceptHit[]): number {
  const source = title.normalize('NFC');
  let count = 0;
  let first = 0;
  let start = 1;
  for (let at = 1; at < folded.text.length; at++) {
    if (folded.text[at] !== ' ') continue;
    const from = start;
    start = at + 1;
    if (at - from < 3) continue;
    const covered = hits.some((hit) => hit.start < at && hit.end > from);
    if (covered || !CAPITAL.test(source.charAt(folded.origins[from] ?? 0))) continue;
    if (from > 1) count++;
    else first = SEPARATOR.test(source.slice((folded.origins[at - 1] ?? 0) + 1)) || CLOCK.test(title) ? 2 : 1;
  }
  return count > 0 || first === 2 ? count + Math.min(first, 1) : 0;
}

function nameParts(local: string): string[] {
  return local.split(/[._-]/).filter((part) => part.length >= 3);
}

/** The same word, or an inflected form of it: "Kuusiteräkselle" names Kuusiteräs. */
function isFormOf(word: string, name: string): boolean {
  if (word.startsWith(name)) return word.length <= name.length + 6;
  return name.length >= 7 && word.length <= name.length + 6 && word.startsWith(name.slice(0, -1));
}

function rank(name: NamedOrganisation): number {
  return name.relation === 'customer' ? 0 : name.relation === 'partner' ? 1 : 2;
}

const indexes = new WeakMap<ClassificationContext, ReadonlyMap<string, readonly KnownName[]>>();

function indexOf(context: ClassificationContext): ReadonlyMap<string, readonly KnownName[]> {
  const known = indexes.get(context);
  if (known) return known;
  const fresh = new Map<string, KnownName[]>();
  const add = (domains: readonly string[] | null, relation: KnownName['relation']): void => {
    for (const domain of domains ?? []) {
      for (const word of distinctiveWords(domain)) {
        const stem = word.slice(0, STEM);
        fresh.set(stem, [...(fresh.get(stem) ?? []), { word, relation, domain }]);
      }
    }
  };
  add(context.customerDomains, 'customer');
  add(context.partnerDomains, 'partner');
  add(context.vendorDomains, 'vendor');
  const own = new Set([...context.ownDomains, hostOf(context.self)].flatMap(distinctiveWords));
  for (const word of own)
    fresh.set(
      word.slice(0, STEM),
      (fresh.get(word.slice(0, STEM)) ?? []).filter((name) => name.word !== word),
    );
  indexes.set(context, fresh);
  return fresh;
}

/** The first part of a domain that is long enough and no ordinary word: `lindqvist-bygg.se` → `lindqvist`. */
function distinctiveWords(domain: string): string[] {
  const parts = foldText(registrableDomain(domain).label).text.trim().split(' ');
  const first = parts.find((part) => part.length >= STEM && findConcepts(` ${part} `).length === 0);
  return first === undefined ? [] : [first];
}
