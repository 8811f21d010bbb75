import type { ClassificationContext } from './classification.ts';
import { foldText, type FoldedText } from './fold-title.ts';
import { findConcepts } from './lexicon.ts';
import { registrableDomain } from './registrable-domain.ts';
import { hostOf } from './room.ts';

/** An organisation on one of the tenant's lists that the title names. */
export interface NamedOrganisation {
  readonly relation: 'customer' | 'partner' | 'vendor';
  readonly domain: string;
}

interface KnownName extends NamedOrganisation {
  readonly word: string;
}
/** Names by their first letters, so that a long list costs no more than a short one. */
type NameIndex = ReadonlyMap<string, readonly KnownName[]>;

const STEM = 4;
/** How much longer than the name an inflected form may be. */
const ENDING = 6;
const RANKS = ['customer', 'partner', 'vendor'] as const;
const indexes = new WeakMap<ClassificationContext, NameIndex>();

/** The listed organisation whose name begins a word of the title; customers before partners before vendors. */
export function findNamedOrganisation(
  folded: FoldedText,
  context: ClassificationContext,
): NamedOrganisation | null {
  const index = indexOf(context);
  if (index.size === 0) return null;
  let best: KnownName | null = null;
  for (const word of folded.words) {
    if (word.length < STEM) continue;
    for (const known of index.get(word.slice(0, STEM)) ?? []) {
      if (isFormOf(word, known.word) && (best === null || rank(known) < rank(best))) best = known;
    }
  }
  return best;
}

/** The same word, or an inflected form of it: "Kuusiteräkselle" names Kuusiteräs. */
function isFormOf(word: string, name: string): boolean {
  if (word.length > name.length + ENDING) return false;
  return word.startsWith(name) || (name.length >= 7 && word.startsWith(name.slice(0, -1)));
}

function rank(name: NamedOrganisation): number {
  return RANKS.indexOf(name.relation);
}

function indexOf(context: ClassificationContext): NameIndex {
  const known = indexes.get(context);
  if (known) return known;
  const fresh = Map.groupBy(listNames(context), (name) => name.word.slice(0, STEM));
  indexes.set(context, fresh);
  return fresh;
}

function listNames(context: ClassificationContext): KnownName[] {
  const own = new Set([...context.ownDomains, hostOf(context.self)].flatMap(distinctiveWords));
  const lists = [
    ['customer', context.customerDomains],
    ['partner', context.partnerDomains],
    ['vendor', context.vendorDomains],
  ] as const;
  const names = lists.flatMap(([relation, domains]) =>
    (domains ?? []).flatMap((domain) => distinctiveWords(domain).map((word) => ({ word, relation, domain }))),
  );
  return names.filter((name) => !own.has(name.word));
}

/** The first part of a domain that is long enough and no ordinary word: `lindqvist-bygg.se` → `lindqvist`. */
function distinctiveWords(domain: string): string[] {
  const { words } = foldText(registrableDomain(domain).label);
  const first = words.find((word) => word.length >= STEM && findConcepts(` ${word} `).length === 0);
  return first === undefined ? [] : [first];
}
