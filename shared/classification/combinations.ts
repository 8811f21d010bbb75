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
const PRIVATE_KINDS = conceptsOf('private', 'school', 'fetch', 'travel-home');
const DEALS = conceptsOf(
  'prospecting',
  'discovery',
  'demo',
  'quote',
  'proposal',
  'negotiate',
  'sign',
  'renew',
  'upsell',
  'visit',
  'customer-meeting',
  'tender',
  'write',
  'calculate',
  'crm',
  'delivery',
  'support',
  'train-customer',
);
const JOURNEY = conceptsOf('travel');
const HOME = conceptsOf('travel-home');
const MEALS = conceptsOf('lunch', 'break', 'hospitality');
const NETWORKING = conceptsOf('networking');

/** Two kinds of words that together mean something else than each: a train to the own kickoff serves no customer. */
export function addCombinations(hits: readonly ConceptHit[], add: AddFact): void {
  if (hits.length < 2) return;
  if (hasAny(hits, TRAVEL) && hasAny(hits, OWN_EVENT)) add('travel-to-own-event');
  if (hasAny(hits, PREPARING) && hasAny(hits, INTERNAL_MATTERS)) add('internal-prep');
  if (hasAny(hits, PLANNING) && hasAny(hits, EVENTS)) add('event-planning');
  // A dentist, a school, a housing association: somebody's own, or a customer of that trade.
  if (hasAny(hits, PRIVATE_KINDS) && hasAny(hits, DEALS)) add('private-kind-as-customer');
  // A ferry home ends a business trip, where a mere way home is a commute.
  if (hasAny(hits, JOURNEY) && hasAny(hits, HOME)) add('journey-home');
}

/** A meal with a company's name in its title, or among those one wants to know, is no break. */
export function isMeal(hits: readonly ConceptHit[]): boolean {
  return hasAny(hits, MEALS);
}

export function isNetworking(hits: readonly ConceptHit[]): boolean {
  return hasAny(hits, NETWORKING);
}

function hasAny(hits: readonly ConceptHit[], concepts: ReadonlySet<number>): boolean {
  return hits.some((hit) => concepts.has(hit.concept));
}

function conceptsOf(...names: readonly string[]): ReadonlySet<number> {
  return new Set(names.map((name) => CONCEPTS.indexOf(name)));
}
