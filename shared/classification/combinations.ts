import type { AddFact } from './evidence.ts';
import type { ConceptHit } from './find-concepts.ts';
import { CONCEPTS } from './lexicon.ts';

const TRAVEL = conceptsOf('travel', 'place');
const OWN_EVENT = conceptsOf('own-company-event-place');
const PREPARING = conceptsOf('prep', 'research', 'write');
const INTERNAL_MATTERS = conceptsOf(
  'one-on-one',
  'annual-talk',
  'all-hands',
  'reporting',
  'team',
  'periodic',
  'sales-meeting',
  'recruiting',
);
const PLANNING = conceptsOf('planning', 'agency');
const EVENTS = conceptsOf('own-event', 'social');

/** Two kinds of words that together mean something else than each: a train to the own kickoff serves no customer. */
export function addCombinations(hits: readonly ConceptHit[], add: AddFact): void {
  if (hits.length < 2) return;
  if (hasAny(hits, TRAVEL) && hasAny(hits, OWN_EVENT)) add('travel-to-own-event');
  if (hasAny(hits, PREPARING) && hasAny(hits, INTERNAL_MATTERS)) add('internal-prep');
  if (hasAny(hits, PLANNING) && hasAny(hits, EVENTS)) add('event-planning');
}

function hasAny(hits: readonly ConceptHit[], concepts: ReadonlySet<number>): boolean {
  return hits.some((hit) => concepts.has(hit.concept));
}

function conceptsOf(...names: readonly string[]): ReadonlySet<number> {
  return new Set(names.map((name) => CONCEPTS.indexOf(name)));
}
