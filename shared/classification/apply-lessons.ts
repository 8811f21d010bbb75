import type { CalendarEvent } from '../calendar/event.ts';
import type { ActivityType, Classification, ClassificationContext, TimeClass } from './classification.ts';
import { classifyByState, CLASSIFIER_VERSION, weighEvidence } from './classify.ts';
import { lessonKeys, personalKey, type Correction, type LessonKind, type Lessons } from './corrections.ts';
import { collectEvidence, type Evidence } from './evidence.ts';
import { ACTIVITY_TYPES } from './classification.ts';
import { foldText, originalWords } from './fold-title.ts';
import { gatherTaught, shownValue, taughtKeys, type Teaching } from './gather-taught.ts';
import { POINTS, READY_POINTS, type Answer } from './points.ts';
import { detectStateFilter } from './state-filters.ts';

const SERIES_CONFIDENCE = 0.97;
const CORRECTED_WEIGHT = 100;
/** The like room of whoever is on their own, in a lesson's key. */
const ALONE = 'alone';

/** What a colleague's corrections would say of an event; to be offered, never applied. */
export interface Suggestion {
  readonly class: Answer;
  readonly activity: ActivityType | null;
  readonly colleagues: number;
}

export interface Change {
  readonly event: CalendarEvent;
  readonly before: Classification;
  readonly after: Classification;
}

/**
 * `classify` with what corrections taught. State filters stand; then the person's own last word on the event, then on
 * its series; then the points with learned domains and lessons added. Lessons of others count once two people or an
 * admin gave them; learned domains count for all, and never against a list.
 */
export function classifyWithLessons(
  event: CalendarEvent,
  context: ClassificationContext,
  lessons: Lessons,
): Classification {
  const state = detectStateFilter(event);
  if (state) return classifyByState(state);
  const learned = withLearnedDomains(context, lessons);
  const evidence = collectEvidence(event, learned);
  const sorted = weighEvidence(
    evidence,
    POINTS,
    READY_POINTS,
    lessons.votes.size === 0
      ? null
      : gatherTaught(taughtKeys(event, evidence, context), teachingOf(context, lessons)),
  );
  const own = lessons.events.get(personalKey(context.self, event.instanceKey));
  if (own) return asCorrected(sorted, own, 'correction.event', 1);
  const series =
    event.seriesKey === null ? undefined : lessons.series.get(personalKey(context.self, event.seriesKey));
  return series ? asCorrected(sorted, series, 'correction.series', SERIES_CONFIDENCE) : sorted;
}

/** `classify` with what was taught, where anything was: points more, and nothing that overturns words and room that agree. */
export function classifyTaught(
  event: CalendarEvent,
  context: ClassificationContext,
  teaching: Teaching | null = null,
): Classification {
  const state = detectStateFilter(event);
  if (state) return classifyByState(state);
  const evidence = collectEvidence(event, context);
  const taught = teaching && gatherTaught(taughtKeys(event, evidence, context), teaching);
  return weighEvidence(evidence, POINTS, READY_POINTS, taught);
}

/** One thing that an event shares with events like it. */
export interface Lesson {
  readonly kind: LessonKind;
  /** Names it, with the kind of room that it is taught of. */
  readonly key: string;
  /** As it stands in the event. */
  readonly about: string;
}

/** The keys of all that may have been taught about what an event shows. None where a state filter settles it. */
export function listTaughtKeys(event: CalendarEvent, context: ClassificationContext): readonly string[] {
  if (detectStateFilter(event) !== null) return [];
  return taughtKeys(event, collectEvidence(event, context), context).map(([, key]) => key);
}

/** Words of a title, categories and people that a reader is asked about at most, of each. */
const MOST_OFFERED = 2;

/**
 * What a person can be asked whether they teach when they say what an event is. "Not counted" of a meeting with others is
 * about one occasion and teaches nothing; a title of one unknown word is that word.
 */
export function offerLessons(
  event: CalendarEvent,
  context: ClassificationContext,
  said: TimeClass,
): readonly Lesson[] {
  const lessons = listLessons(event, context);
  const words = lessons.filter(({ kind }) => kind === 'word');
  const isOneWord =
    words.length > 0 && lessons.some(({ kind, key }) => kind === 'title' && key.split(' ').length === 3);
  const isAlone = lessons.some(({ key }) => key.split(' ')[1] === ALONE);
  if (said === 'unsure' || (said === 'ignored' && !isAlone)) return [];
  const counts = new Map<LessonKind, number>();
  return lessons.filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= MOST_OFFERED && !(kind === 'title' && isOneWord);
  });
}

function listLessons(event: CalendarEvent, context: ClassificationContext): readonly Lesson[] {
  if (detectStateFilter(event) !== null) return [];
  const evidence = collectEvidence(event, context);
  return lessonKeys(evidence, event).map(([kind, key]) => ({
    kind,
    key,
    about: shownAs(kind, key, evidence, event),
  }));
}

function shownAs(
  kind: LessonKind,
  key: string,
  { title, folded }: Evidence,
  { categories }: CalendarEvent,
): string {
  const value = shownValue(kind, key);
  if (kind === 'title') return title.trim();
  if (kind === 'category') return categories.find((name) => foldText(name).text.trim() === value) ?? value;
  if (kind !== 'word') return value;
  const at = folded.text.indexOf(` ${value} `) + 1;
  return at > 0 ? originalWords(folded, at, at + value.length) : value;
}

/** The events that further corrections change: shown before they are saved, and what an undo restores. */
export function previewLessons(
  events: readonly CalendarEvent[],
  context: ClassificationContext,
  before: Lessons,
  after: Lessons,
): Change[] {
  const changes = events.map((event) => ({
    event,
    before: classifyWithLessons(event, context, before),
    after: classifyWithLessons(event, context, after),
  }));
  return changes.filter(
    (change) =>
      change.before.class !== change.after.class || change.before.activity !== change.after.activity,
  );
}

/** What colleagues taught about a title, word, category, person or company in an event, where they say the same. */
export function suggestFromColleagues(
  event: CalendarEvent,
  context: ClassificationContext,
  { by, votesOf }: Teaching,
): Suggestion | null {
  const votes = listTaughtKeys(event, context)
    .flatMap((key) => votesOf(key))
    .filter((vote) => vote.by !== by);
  const first = votes[0];
  if (!first || votes.some((vote) => vote.class !== first.class)) return null;
  return {
    class: first.class,
    activity: first.activity,
    colleagues: new Set(votes.map(({ by }) => by)).size,
  };
}

function teachingOf({ self }: ClassificationContext, { votes }: Lessons): Teaching {
  return { by: self, votesOf: (key) => votes.get(key) ?? [] };
}

const withLists = new WeakMap<Lessons, WeakMap<ClassificationContext, ClassificationContext>>();

function withLearnedDomains(context: ClassificationContext, lessons: Lessons): ClassificationContext {
  if (lessons.domains.size === 0) return context;
  const known = withLists.get(lessons) ?? new WeakMap<ClassificationContext, ClassificationContext>();
  withLists.set(lessons, known);
  const made = known.get(context) ?? extendLists(context, lessons);
  known.set(context, made);
  return made;
}

/** A learned customer makes no customer list where there is none: its absence says something of its own. */
function extendLists(context: ClassificationContext, lessons: Lessons): ClassificationContext {
  const of = (relation: 'customer' | 'partner' | 'vendor'): string[] =>
    [...lessons.domains].filter(([, taught]) => taught === relation).map(([domain]) => domain);
  return {
    ...context,
    customerDomains: context.customerDomains && [...context.customerDomains, ...of('customer')],
    partnerDomains: [...(context.partnerDomains ?? []), ...of('partner')],
    vendorDomains: [...(context.vendorDomains ?? []), ...of('vendor')],
  };
}

function asCorrected(
  sorted: Classification,
  correction: Correction,
  signal: string,
  confidence: number,
): Classification {
  const top = correction.class === 'unsure' ? sorted.top : correction.class;
  const fallback = sorted.top === top ? sorted.activity : ACTIVITY_TYPES[top][0];
  return {
    class: correction.class,
    activity: correction.activity ?? fallback,
    confidence,
    top,
    because: [{ signal, value: '', speaksFor: top, weight: CORRECTED_WEIGHT }, ...sorted.because].slice(0, 4),
    classifierVersion: CLASSIFIER_VERSION,
  };
}
