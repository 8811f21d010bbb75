import { MINUTE } from '../calendar/time.ts';
import type { CalendarEvent } from '../calendar/event.ts';
import type { ClassificationContext } from './classification.ts';
import facts from './lexicon/facts.json' with { type: 'json' };
import { foldText, originalWords, stripReplyPrefix, type FoldedText } from './fold-title.ts';
import { CONCEPTS, CONCEPT_HOMES, findConcepts, isEmptyConcept } from './lexicon.ts';
import type { ConceptHit } from './find-concepts.ts';
import { registrableDomain } from './registrable-domain.ts';
import { describeRoom, type Room } from './room.ts';
import {
  countColleagueNames,
  countUnknownNames,
  findNamedOrganisation,
  namesClockTime,
  namesCompany,
  namesRoute,
  namesTwoParties,
} from './title-facts.ts';

/** What can speak for or against a class besides words. */
export type Fact = keyof typeof facts;

export const FACT_SOURCES: Readonly<Record<string, Readonly<Record<string, string>>>> = facts;
/** Everything that has a row in the table of points: facts, then the concepts of the lexicon. */
export const FEATURES: readonly string[] = [
  ...Object.keys(facts),
  ...CONCEPTS.map((concept) => `word.${concept}`),
];

const FACT_COUNT = Object.keys(facts).length;
const FACT_INDEX: ReadonlyMap<string, number> = new Map(Object.keys(facts).map((fact, at) => [fact, at]));
const CATEGORY_FACTS: Readonly<Record<string, Fact>> = {
  selling: 'category-selling',
  supporting: 'category-supporting',
  internal: 'category-internal',
  ignored: 'category-ignored',
};
const LONG = 200 * MINUTE;
const SHORT = 20 * MINUTE;

/** One thing found. `feature` is its place in `FEATURES`; `value` is what it speaks of, read only when it is shown. */
export interface Finding {
  readonly feature: number;
  readonly value: () => string;
}

export interface Evidence {
  readonly room: Room;
  readonly title: string;
  readonly folded: FoldedText;
  readonly findings: readonly Finding[];
  /** False where no word and no name in the title says anything about its purpose. */
  readonly saysSomething: boolean;
}

const INTERNAL_WORD = conceptsOf('internal-word');
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
const NOTHING = (): string => '';

/** Everything that bears on the class of one event, each thing once, in an order that does not depend on attendees. */
export function collectEvidence(event: CalendarEvent, context: ClassificationContext): Evidence {
  const title = stripReplyPrefix(event.title).trim();
  const folded = foldText(title);
  const room = describeRoom(event, context);
  const hits = findConcepts(folded.text);
  const findings: Finding[] = [];
  const add = (fact: Fact, value: () => string = NOTHING): void => {
    findings.push({ feature: FACT_INDEX.get(fact) ?? 0, value });
  };
  add('room', () => room.domain);
  addRoomFacts(room, context, add);
  addTimeFacts(event, add);
  addCategoryFacts(event.categories, add);
  const named = addTitleFacts({ title, folded, hits, room, context }, add);
  let informative = false;
  const seen = new Set<number>();
  for (const hit of hits) {
    if (!isEmptyConcept(hit.concept)) informative = true;
    if (seen.has(hit.concept)) continue;
    seen.add(hit.concept);
    findings.push({
      feature: FACT_COUNT + hit.concept,
      value: () => originalWords(title, folded, hit.start, hit.end),
    });
  }
  return { room, title, folded, findings, saysSomething: informative || named };
}

type Add = (fact: Fact, value?: () => string) => void;

function addRoomFacts(room: Room, context: ClassificationContext, add: Add): void {
  if (context.customerDomains !== null && context.customerDomains.length > 0) add('customer-list');
  if (room.colleagues === 0) add('colleagues-none');
  else if (room.colleagues === 1) add('colleagues-one');
  else if (room.colleagues <= 3) add('colleagues-few');
  else if (room.colleagues <= 5) add('colleagues-some');
  else add('colleagues-many');
  if (room.sisters > 0) add('sisters');
  if (room.outsiders >= 4) add('outsiders-many');
  if (room.outsideDomains.length >= 2) add('domains-many');
  for (const trade of new Set(room.outsideDomains.flatMap((domain) => registrableDomain(domain).trades))) {
    add(
      trade,
      () => room.outsideDomains.find((domain) => registrableDomain(domain).trades.includes(trade)) ?? '',
    );
  }
  if (room.onlyFreeMail) add('free-mail');
  if (room.organizer === 'booking-page') add('booking-page');
  if (room.organizer === 'colleague') add('organized-by-colleague');
  if (room.organizer === 'outsider') add('organized-by-outsider');
}

function addTimeFacts(event: CalendarEvent, add: Add): void {
  if (event.type !== 'singleInstance') add('recurring');
  if (event.allDay !== null) add('all-day');
  else if (event.end - event.start >= LONG) add('long');
  else if (event.end - event.start <= SHORT) add('short');
}

function addCategoryFacts(categories: readonly string[], add: Add): void {
  const found = new Set<Fact>();
  for (const category of categories) {
    for (const hit of findConcepts(foldText(category).text)) {
      const fact = CATEGORY_FACTS[CONCEPT_HOMES[hit.concept] ?? ''];
      if (fact !== undefined && !found.has(fact)) {
        found.add(fact);
        add(fact, () => category);
      }
    }
  }
}

interface TitleInRoom {
  readonly title: string;
  readonly folded: FoldedText;
  readonly hits: readonly ConceptHit[];
  readonly room: Room;
  readonly context: ClassificationContext;
}

/** Returns whether the title names anything that tells a reader more than "a meeting". */
function addTitleFacts({ title, folded, hits, room, context }: TitleInRoom, add: Add): boolean {
  if (title === '') {
    add('no-title');
    return false;
  }
  if (!hits.some((hit) => !isEmptyConcept(hit.concept))) add('no-words');
  const named = findNamedOrganisation(folded, context);
  if (named !== null) add(`names-${named.relation}`, () => named.domain);
  const company = namesCompany(title);
  const clock = namesClockTime(title);
  if (company) add('names-company');
  if (clock) add('clock-time');
  if (namesTwoParties(title)) add('two-parties');
  const colleagues = room.colleagues > 0 ? countColleagueNames(folded, room, context.self) : 0;
  const unknown = countUnknownNames(title, folded, hits) - colleagues;
  if (colleagues > 0) add('names-colleague');
  if (colleagues > 0 && unknown <= 0 && !hits.some((hit) => !isEmptyConcept(hit.concept)))
    add('only-colleague-names');
  if (unknown > 0 && named === null) add('names-unknown');
  if (namesRoute(title, hits)) add('route');
  if ((named !== null || unknown > 0) && hasAny(hits, INTERNAL_WORD)) add('internal-about-name');
  addCombinations(hits, add);
  return named !== null || company || (unknown > 0 && (clock || unknown > 1));
}

/** Two kinds of words that together mean something else than each. */
function addCombinations(hits: readonly ConceptHit[], add: Add): void {
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
