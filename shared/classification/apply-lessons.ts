import type { CalendarEvent } from '../calendar/event.ts';
import type { ActivityType, Because, Classification, ClassificationContext } from './classification.ts';
import { classifyByState, CLASSIFIER_VERSION, weighEvidence, type Taught } from './classify.ts';
import {
  lessonKeys,
  personalKey,
  type Correction,
  type LessonKind,
  type Lessons,
  type Vote,
} from './corrections.ts';
import { collectEvidence, type Evidence } from './evidence.ts';
import { ACTIVITY_TYPES } from './classification.ts';
import { ANSWERS, POINTS, READY_POINTS, type Answer } from './points.ts';
import { detectStateFilter } from './state-filters.ts';

/**
 * Shrinkage: `most` points times n ÷ (n + `doubt`), so that one click moves a little, several move much, and none moves
 * enough to overturn words and room that agree.
 */
const STRENGTH: Readonly<Record<LessonKind, { readonly most: number; readonly doubt: number }>> = {
  title: { most: 50, doubt: 0.8 },
  word: { most: 45, doubt: 0.8 },
  person: { most: 40, doubt: 1 },
  category: { most: 45, doubt: 2.5 },
};
const SERIES_CONFIDENCE = 0.97;
const REPS_FOR_ALL = 2;
const CORRECTED_WEIGHT = 100;

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
    gatherTaught(event, evidence, context.self, lessons),
  );
  const own = lessons.events.get(personalKey(context.self, event.instanceKey));
  if (own) return asCorrected(sorted, own, 'correction.event', 1);
  const series =
    event.seriesKey === null ? undefined : lessons.series.get(personalKey(context.self, event.seriesKey));
  return series ? asCorrected(sorted, series, 'correction.series', SERIES_CONFIDENCE) : sorted;
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

/** What one colleague taught about this title, word or category, where that does not count for others yet. */
export function suggestFromColleagues(
  event: CalendarEvent,
  context: ClassificationContext,
  lessons: Lessons,
): Suggestion | null {
  const evidence = collectEvidence(event, withLearnedDomains(context, lessons));
  const votes = lessonKeys(evidence, event)
    .flatMap(([, key]) => lessons.votes.get(key) ?? [])
    .filter((vote) => vote.by !== context.self);
  const first = votes[0];
  if (!first || votes.some((vote) => vote.class !== first.class)) return null;
  return {
    class: first.class,
    activity: first.activity,
    colleagues: new Set(votes.map(({ by }) => by)).size,
  };
}

function gatherTaught(
  event: CalendarEvent,
  evidence: Evidence,
  self: string,
  lessons: Lessons,
): Taught | null {
  if (lessons.votes.size === 0) return null;
  const classes = [0, 0, 0, 0];
  const activities = new Map<ActivityType, number>();
  const because: Because[] = [];
  for (const [kind, key] of lessonKeys(evidence, event)) {
    const votes = countingVotes(lessons.votes.get(key) ?? [], self);
    for (const [at, answer] of ANSWERS.entries()) {
      const agreeing = votes.filter((vote) => vote.class === answer);
      if (agreeing.length === 0) continue;
      const worth = Math.round(
        (STRENGTH[kind].most * agreeing.length) / (votes.length + STRENGTH[kind].doubt),
      );
      classes[at] = (classes[at] ?? 0) + worth;
      for (const { activity } of agreeing)
        if (activity) activities.set(activity, (activities.get(activity) ?? 0) + worth);
      because.push({
        signal: `correction.${kind}`,
        value: shownValue(kind, key),
        speaksFor: answer,
        weight: worth,
      });
    }
  }
  return because.length === 0 ? null : { classes, activities, because };
}

/** Own votes always; those of others where two people agree that it is so, or an admin said it. */
function countingVotes(votes: readonly Vote[], self: string): Vote[] {
  const people = new Set(votes.map(({ by }) => by));
  const forAll = people.size >= REPS_FOR_ALL || votes.some(({ byAdmin }) => byAdmin);
  return forAll ? [...votes] : votes.filter(({ by }) => by === self);
}

/** A lesson's key is its kind, the like room unless it is a person, and the thing itself. */
function shownValue(kind: LessonKind, key: string): string {
  return key
    .split(' ')
    .slice(kind === 'person' ? 1 : 2)
    .join(' ');
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
