import type { CalendarEvent } from '../calendar/event.ts';
import type { Instant } from '../calendar/time.ts';
import type { ActivityType, ClassificationContext, TimeClass } from './classification.ts';
import { collectEvidence, type Evidence } from './evidence.ts';
import { foldText } from './fold-title.ts';
import type { Answer } from './points.ts';
import { isFreeMail, registrableDomain } from './registrable-domain.ts';
import { hostOf, relationOf, type RoomKind } from './room.ts';
import { detectStateFilter } from './state-filters.ts';

/** What a person said of one of their events. */
export interface Correction {
  /** Lower-case address of the person. */
  readonly by: string;
  readonly byAdmin: boolean;
  readonly at: Instant;
  readonly event: CalendarEvent;
  readonly class: TimeClass;
  readonly activity: ActivityType | null;
  /** How far it reaches: this event, its series, or all that is like it. */
  readonly scope: 'event' | 'series' | 'like';
}

/** Where the tenant's lists stand, without any one person. */
export type TenantContext = Omit<ClassificationContext, 'self'>;

/** What is like what: a title or word in a like room, a category in a like room, or a person with a private address. */
export type LessonKind = 'title' | 'word' | 'category' | 'person';

/** Votes of one person on one thing. */
export interface Vote {
  readonly by: string;
  readonly byAdmin: boolean;
  readonly class: Answer;
  readonly activity: ActivityType | null;
}

export interface Lessons {
  /** The last word on an event and on a series, by person and key. */
  readonly events: ReadonlyMap<string, Correction>;
  readonly series: ReadonlyMap<string, Correction>;
  /** Votes by `lessonKey`. */
  readonly votes: ReadonlyMap<string, readonly Vote[]>;
  /** Registrable domains that corrections showed to be a customer's, a partner's or a vendor's; no list holds them. */
  readonly domains: ReadonlyMap<string, 'customer' | 'partner' | 'vendor'>;
}

/** Rooms in which the same words mean the same. */
const LIKE_ROOMS: Readonly<Record<RoomKind, string>> = {
  alone: 'alone',
  colleagues: 'colleagues',
  customer: 'buyer',
  prospect: 'buyer',
  caller: 'buyer',
  partner: 'partner',
  vendor: 'vendor',
};
const SHORTEST_WORD = 3;

/**
 * What corrections teach. Of two on the same event by the same person the later counts, so undoing one is leaving it
 * out. Events that a state filter settles teach nothing, and neither does "not counted" said of a meeting with others:
 * that is about one occasion.
 */
export function learnFromCorrections(corrections: readonly Correction[], tenant: TenantContext): Lessons {
  const events = new Map<string, Correction>();
  const ordered = corrections.toSorted((a, b) => a.at - b.at || compare(a.event.id, b.event.id));
  for (const correction of ordered)
    events.set(personalKey(correction.by, correction.event.instanceKey), correction);
  const series = new Map<string, Correction>();
  const votes = new Map<string, Vote[]>();
  const domains = new Map<string, Map<'customer' | 'partner' | 'vendor', number>>();
  for (const correction of events.values()) {
    if (detectStateFilter(correction.event) !== null) continue;
    const { seriesKey } = correction.event;
    if (seriesKey !== null && correction.scope !== 'event')
      series.set(personalKey(correction.by, seriesKey), correction);
    if (correction.scope === 'like' && correction.class !== 'unsure')
      teach(correction, correction.class, tenant, votes, domains);
  }
  return { events, series, votes, domains: settleDomains(domains) };
}

export function personalKey(person: string, key: string): string {
  return `${person} ${key}`;
}

/** The keys of all that an event shares with events like it. */
export function lessonKeys(
  { room, title, folded, hits }: Evidence,
  event: CalendarEvent,
): [LessonKind, string][] {
  const like = LIKE_ROOMS[room.kind];
  const keys: [LessonKind, string][] = [];
  if (title !== '') keys.push(['title', `title ${like} ${folded.words.join(' ')}`]);
  for (const word of unknownWords(folded.text, folded.words, hits))
    keys.push(['word', `word ${like} ${word}`]);
  for (const category of event.categories)
    keys.push(['category', `category ${like} ${foldText(category).text.trim()}`]);
  for (const { address } of event.attendees) {
    if (isFreeMail(registrableDomain(hostOf(address)).registrable))
      keys.push(['person', `person ${address}`]);
  }
  return keys;
}

/** Whole words that no concept covers, numbers apart: jargon, code names and the names of customers. */
function unknownWords(text: string, words: readonly string[], hits: Evidence['hits']): string[] {
  const unknown = new Set<string>();
  let from = 1;
  for (const word of words) {
    const to = from + word.length;
    const covered = hits.some((hit) => hit.start < to && hit.end > from);
    if (!covered && word.length >= SHORTEST_WORD && !/^\d+$/.test(word)) unknown.add(word);
    from = to + 1;
  }
  return text.trim() === '' ? [] : [...unknown];
}

function teach(
  { by, byAdmin, event, activity }: Correction,
  answer: Answer,
  tenant: TenantContext,
  votes: Map<string, Vote[]>,
  domains: Map<string, Map<'customer' | 'partner' | 'vendor', number>>,
): void {
  const evidence = collectEvidence(event, { ...tenant, self: by });
  if (answer === 'ignored' && evidence.room.kind !== 'alone') return;
  for (const [, key] of lessonKeys(evidence, event)) {
    votes.set(key, [...(votes.get(key) ?? []), { by, byAdmin, class: answer, activity }]);
  }
  const relation = relationTaught(answer, activity);
  if (relation === null) return;
  const relate = relationOf({ ...tenant, self: by });
  for (const domain of evidence.room.outsideDomains) {
    if (relate(domain) !== 'unknown') continue;
    const counts = domains.get(domain) ?? new Map<'customer' | 'partner' | 'vendor', number>();
    domains.set(domain, counts.set(relation, (counts.get(relation) ?? 0) + 1));
  }
}

function relationTaught(
  answer: Answer,
  activity: ActivityType | null,
): 'customer' | 'partner' | 'vendor' | null {
  if (activity === 'vendor') return 'vendor';
  if (activity === 'partner') return 'partner';
  return answer === 'selling' && activity !== 'prospecting' ? 'customer' : null;
}

/** A domain is what most corrections say; where they disagree evenly, nothing. */
function settleDomains(
  counted: ReadonlyMap<string, ReadonlyMap<'customer' | 'partner' | 'vendor', number>>,
): Map<string, 'customer' | 'partner' | 'vendor'> {
  const settled = new Map<string, 'customer' | 'partner' | 'vendor'>();
  for (const [domain, counts] of counted) {
    const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
    if (first && first[1] > (second?.[1] ?? 0)) settled.set(domain, first[0]);
  }
  return settled;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
