import type { CalendarEvent } from '../calendar/event.ts';
import { DAY, MINUTE, type Instant } from '../calendar/time.ts';
import type { ClassificationContext } from './classification.ts';
import { addCombinations, isMeal, isNetworking } from './combinations.ts';
import type { ConceptHit } from './find-concepts.ts';
import { foldText, stripReplyPrefix, type FoldedText } from './fold-title.ts';
import { addMisspelt, CONCEPTS, CONCEPT_HOMES, findConcepts, isEmptyConcept } from './lexicon.ts';
import facts from './lexicon/facts.json' with { type: 'json' };
import { findNamedOrganisation, type NamedOrganisation } from './named-organisation.ts';
import { registrableDomain } from './registrable-domain.ts';
import { describeRoom, type Room } from './room.ts';
import {
  countColleagueNames,
  countUnknownNames,
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
export const FACT_COUNT = Object.keys(facts).length;

const FACT_INDEX: ReadonlyMap<string, number> = new Map(Object.keys(facts).map((fact, at) => [fact, at]));
const CATEGORY_FACTS: Readonly<Record<string, Fact>> = {
  selling: 'category-selling',
  supporting: 'category-supporting',
  internal: 'category-internal',
  ignored: 'category-ignored',
};
/** In a larger room a colleague's name in the title says nothing of a talk between two. */
const MOST_NAMED = 3;
/** A title of so few words that is nothing but a name says who, not what for. */
const LONE_NAME = 2;
/** Words that say whom or what it is about and, standing alone, not what is done: "Avtal", "Besök?". */
const VAGUE: ReadonlySet<number> = new Set(
  ['customer', 'contract', 'price', 'visit', 'hospitality'].map((concept) => CONCEPTS.indexOf(concept)),
);
const PRIVATE = CONCEPTS.indexOf('private');
const TO_YOU = CONCEPTS.indexOf('to-you');
const WEEK_NUMBER = CONCEPTS.indexOf('week-number');
const WEEK_LENGTH = 7 * DAY;
/** 1970-01-01 was a Thursday. */
const MONDAY_OFFSET = 3 * DAY;
const LONG = 200 * MINUTE;
const SHORT = 20 * MINUTE;

/** What was found in one event. `features` are places in `FEATURES`, each once, in an order that attendees do not sway. */
export interface Evidence {
  readonly room: Room;
  readonly title: string;
  readonly folded: FoldedText;
  readonly hits: readonly ConceptHit[];
  readonly named: NamedOrganisation | null;
  readonly categories: readonly string[];
  readonly features: readonly number[];
  readonly allDay: boolean;
  /** False where no word and no name in the title says anything about its purpose. */
  readonly saysSomething: boolean;
}

/** Everything that bears on the class of one event. */
export function collectEvidence(event: CalendarEvent, context: ClassificationContext): Evidence {
  const title = stripReplyPrefix(event.title).trim();
  const folded = foldText(title);
  const room = describeRoom(event, context);
  const named = title === '' ? null : findNamedOrganisation(folded, context);
  const hits = addMisspelt(folded, findConcepts(folded.text));
  const features: number[] = [];
  const add = (fact: Fact): void => {
    features.push(FACT_INDEX.get(fact) ?? 0);
  };
  addRoomFacts(room, context, add);
  addTimeFacts(event, add);
  if (event.categories.length > 0) addCategoryFacts(event.categories, add);
  const telling = addTitleFacts({ title, folded, hits, room, named, self: context.self }, add);
  if (title !== event.title.trim()) addReplyFacts(hits, add);
  addCombinations(hits, add);
  if (room.onlyFreeMail && hits.some((hit) => hit.concept === PRIVATE)) add('private-matter');
  if (event.allDay !== null && hits.some((hit) => hit.concept === WEEK_NUMBER)) add('week-marker');
  const informative = hits.some((hit) => !isEmptyConcept(hit.concept)) && !isLoneVagueWord(folded, hits);
  if (event.allDay !== null && !informative) add('all-day-wordless');
  for (const { concept } of hits) {
    if (!features.includes(FACT_COUNT + concept)) features.push(FACT_COUNT + concept);
  }
  return {
    room,
    title,
    folded,
    hits,
    named,
    categories: event.categories,
    features,
    allDay: event.allDay !== null,
    saysSomething: informative || telling,
  };
}

/** Whoever calls with a "Re:" goes on with what was said before; a stranger who sells begins anew. */
function addReplyFacts(hits: readonly ConceptHit[], add: AddFact): void {
  add('reply');
  // "Re: your offer" is an answer to ours.
  if (hits.some((hit) => hit.concept === TO_YOU)) add('reply-about-ours');
}

function isLoneVagueWord(folded: FoldedText, hits: readonly ConceptHit[]): boolean {
  const [first] = hits;
  return (
    folded.words.length === 1 &&
    first !== undefined &&
    VAGUE.has(first.concept) &&
    hits.every((hit) => hit.concept === first.concept)
  );
}

export type AddFact = (fact: Fact) => void;

function addRoomFacts(room: Room, context: ClassificationContext, add: AddFact): void {
  add('room');
  if (context.customerDomains !== null && context.customerDomains.length > 0) add('customer-list');
  if (room.colleagues === 0) add('colleagues-none');
  else if (room.colleagues === 1) add('colleagues-one');
  else if (room.colleagues <= 3) add('colleagues-few');
  else if (room.colleagues <= 5) add('colleagues-some');
  else add('colleagues-many');
  if (room.sisters > 0) add('sisters');
  if (room.organizer === 'colleague') add('organized-by-colleague');
  if (room.outsiders === 0) return;
  if (room.outsiders >= 4) add('outsiders-many');
  else if (room.outsiders >= 2) add('outsiders-several');
  if (room.outsideDomains.length >= 2) add('domains-many');
  if (room.onlyFreeMail) add('free-mail');
  if (room.organizer === 'booking-page') add('booking-page');
  if (room.organizer === 'outsider') add('organized-by-outsider');
  const trades = new Set(room.outsideDomains.flatMap((domain) => registrableDomain(domain).trades));
  for (const trade of trades) add(trade);
}

function addTimeFacts(event: CalendarEvent, add: AddFact): void {
  if (event.type !== 'singleInstance') add('recurring');
  if (isWeekend(event.start) && event.allDay === null) add('weekend');
  if (event.allDay !== null) add('all-day');
  else if (event.end - event.start >= LONG) add('long');
  else if (event.end - event.start <= SHORT) add('short');
}

/** By UTC, which is the person's own weekend for all but a few hours of it. */
function isWeekend(start: Instant): boolean {
  const sinceMonday = (((start + MONDAY_OFFSET) % WEEK_LENGTH) + WEEK_LENGTH) % WEEK_LENGTH;
  return sinceMonday >= 5 * DAY;
}

function addCategoryFacts(categories: readonly string[], add: AddFact): void {
  const found = categories.flatMap((category) => categoryFacts(category));
  for (const fact of new Set(found)) add(fact);
}

/** What a category's own words speak for: "Kund", "Internt", "Private". */
export function categoryFacts(category: string): Fact[] {
  const homes = findConcepts(foldText(category).text).map((hit) => CONCEPT_HOMES[hit.concept] ?? '');
  return homes.flatMap((home) => CATEGORY_FACTS[home] ?? []);
}

interface TitleInRoom {
  readonly title: string;
  readonly folded: FoldedText;
  readonly hits: readonly ConceptHit[];
  readonly room: Room;
  readonly named: NamedOrganisation | null;
  readonly self: string;
}

/** Returns whether the title names anything that tells a reader more than "a meeting". */
function addTitleFacts({ title, folded, hits, room, named, self }: TitleInRoom, add: AddFact): boolean {
  if (title === '') {
    add('no-title');
    return false;
  }
  const wordless = hits.every((hit) => isEmptyConcept(hit.concept));
  if (wordless) add('no-words');
  if (named !== null) add(`names-${named.relation}`);
  const company = namesCompany(title);
  const clock = namesClockTime(title);
  if (company) add('names-company');
  if (clock) add('clock-time');
  if (namesTwoParties(title)) add('two-parties');
  if (namesRoute(title, hits)) add('route');
  const colleagues =
    room.colleagues > 0 && room.colleagues <= MOST_NAMED ? countColleagueNames(folded, room, self) : 0;
  const unknown = countUnknownNames(folded, hits, clock) - colleagues;
  if (colleagues > 0) add(unknown <= 0 && wordless ? 'only-colleague-names' : 'names-colleague');
  if (unknown > 0 && named === null) add('names-unknown');
  if (isMeal(hits) && (named !== null || company || unknown > 0 || isNetworking(hits))) add('named-meal');
  if ((named !== null || unknown > 0) && hits.some((hit) => CONCEPTS[hit.concept] === 'internal-word')) {
    add('internal-about-name');
  }
  if (hits.length === 0 && !clock && folded.words.length <= LONE_NAME) return false;
  // Who is named without a word that is known says who, not what for, unless there is a time to be there.
  return named !== null || company || (unknown > 0 && clock);
}
