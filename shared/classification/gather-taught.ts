import type { CalendarEvent } from '../calendar/event.ts';
import type { ActivityType, Because, ClassificationContext } from './classification.ts';
import type { Taught } from './classify.ts';
import { companiesIn } from './companies.ts';
import { lessonKeys, type LessonKind, type Vote } from './corrections.ts';
import type { Evidence } from './evidence.ts';
import { ANSWERS, type Answer } from './points.ts';
import { relationOf, type Relation } from './room.ts';

/** A company's domain too: to whoever says what its meetings are that is a word that stands, to colleagues a vote. */
type TaughtKind = LessonKind | 'domain';

/**
 * Shrinkage: `most` points times n ÷ (n + `doubt`), so that one click moves a little, several move much, and none moves
 * enough to overturn words and room that agree.
 */
const STRENGTH: Readonly<Record<TaughtKind, { readonly most: number; readonly doubt: number }>> = {
  title: { most: 50, doubt: 0.8 },
  word: { most: 45, doubt: 0.8 },
  person: { most: 40, doubt: 1 },
  category: { most: 45, doubt: 2.5 },
  domain: { most: 50, doubt: 0.5 },
};
/** So many agree before others' words count; an admin's is worth as many. */
const REPS_FOR_ALL = 2;
const DOMAIN_PREFIX = 'domain ';

/** What was taught, as one person sees it. */
export interface Teaching {
  /** As whom votes are given, for the person whose calendar it is. */
  readonly by: string;
  /** Everybody's votes on what a key names, those of nobody being none. */
  readonly votesOf: (key: string) => readonly Vote[];
}

/**
 * The keys of all that may have been taught about what an event shows, with the company that it is with. Of a meeting with
 * two companies nobody can tell which of them it is about. Where a list calls it a partner or a vendor, that stands; what
 * meetings with a customer are for, no list knows.
 */
export function taughtKeys(
  event: CalendarEvent,
  evidence: Evidence,
  context: ClassificationContext,
): readonly [TaughtKind, string][] {
  const keys: readonly [TaughtKind, string][] = lessonKeys(evidence, event);
  const [domain, another] = companiesIn(event, context);
  if (domain === undefined || another !== undefined || !isTeachable(relationOf(context)(domain))) return keys;
  return [...keys, ['domain', `${DOMAIN_PREFIX}${domain}`]];
}

function isTeachable(relation: Relation): boolean {
  return relation === 'unknown' || relation === 'customer';
}

/** The domain that a key of `taughtKeys` names; null where it names something else. */
export function domainOfKey(key: string): string | null {
  return key.startsWith(DOMAIN_PREFIX) ? key.slice(DOMAIN_PREFIX.length) : null;
}

/** The points that votes on these keys are worth to a person; null where none counts. */
export function gatherTaught(
  keys: readonly (readonly [TaughtKind, string])[],
  { by, votesOf }: Teaching,
): Taught | null {
  const classes = [0, 0, 0, 0];
  const activities = new Map<ActivityType, number>();
  const because: Because[] = [];
  for (const [kind, key] of keys) {
    const votes = countingVotes(kind, votesOf(key), by);
    const all = sumVotes(votes, by);
    for (const [at, answer] of ANSWERS.entries()) {
      const agreeing = votes.filter((vote) => vote.class === answer);
      if (agreeing.length === 0) continue;
      const { most, doubt } = STRENGTH[kind];
      const worth = Math.round((most * sumVotes(agreeing, by)) / (all + doubt));
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

/** Own votes always, but of a company, where the own word stands; those of others as `countsForAll` says. */
function countingVotes(kind: TaughtKind, votes: readonly Vote[], self: string): Vote[] {
  const isOwn = ({ by }: Vote): boolean => by === self;
  const heard = kind === 'domain' ? votes.filter((vote) => !isOwn(vote)) : votes;
  return heard.filter((vote) => isOwn(vote) || countsForAll(vote.class, heard));
}

/** Two people say the same, or an admin says it. */
function countsForAll(said: Answer, votes: readonly Vote[]): boolean {
  const agreeing = votes.filter((vote) => vote.class === said);
  return (
    agreeing.some(({ byAdmin }) => byAdmin) || new Set(agreeing.map(({ by }) => by)).size >= REPS_FOR_ALL
  );
}

function sumVotes(votes: readonly Vote[], self: string): number {
  return votes.reduce((sum, { by, byAdmin }) => sum + (byAdmin && by !== self ? REPS_FOR_ALL : 1), 0);
}

/** A key is its kind, the like room unless it is a person or a company, and the thing itself. */
export function shownValue(kind: TaughtKind, key: string): string {
  return key
    .split(' ')
    .slice(kind === 'person' || kind === 'domain' ? 1 : 2)
    .join(' ');
}
