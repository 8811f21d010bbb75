import type { ClassifiedEvent } from '../calendar/counting.ts';
import type { Instant } from '../calendar/time.ts';
import type { ActivitySnapshot, Move } from '../moves/move.ts';
import { askableFrom } from '../moves/settle.ts';
import type { ReasonCode } from '../reasons/codes.ts';
import type { Cap, Limits } from './caps.ts';
import { capAt } from './caps.ts';
import { drawOne } from './draw.ts';
import type { HeldBackReason, NotAskedReason } from './eligibility.ts';
import { judgeEligibility } from './eligibility.ts';
import type { Gap, QuietHours } from './gap.ts';
import { findGap } from './gap.ts';
import { lapseAt } from './lapse.ts';
import { reasonOrder } from './reason-order.ts';

/** A settled or open move that nobody has asked about and that is not closed. */
export interface WaitingMove {
  readonly id: string;
  readonly move: Move;
  /** What moved, as it is sorted now: a correction may have changed it since. */
  readonly activity: ActivitySnapshot;
  /** When this activity, or one that it is the twin of, was last asked about. */
  readonly lastAskedAt: Instant | null;
  /** Moves that were made in one go share it: one of them is asked about, for all. */
  readonly burst: string | null;
}

export interface PlanInput extends Limits {
  /** An id that stays the same; it seeds the draw and the order of the buttons. */
  readonly person: string;
  readonly moves: readonly WaitingMove[];
  /** Bursts of which one move has been asked about. */
  readonly burstsAsked: ReadonlySet<string>;
  readonly calendar: readonly ClassifiedEvent[];
  readonly quietHours: QuietHours | null;
  readonly acknowledged: boolean;
  readonly objected: boolean;
  readonly now: Instant;
}

/** Why a move that may be asked about is not asked about now. `too-early`: it may still be booked again. */
export type WaitReason = Exclude<HeldBackReason, 'lapsed'> | 'too-early' | 'no-gap';

export type PromptStep =
  | {
      readonly action: 'ask';
      readonly moveId: string;
      /** How many could have been drawn, the drawn one included. */
      readonly eligibleCount: number;
      readonly reasonOrder: readonly ReasonCode[];
    }
  /** Nothing changes by itself before `until`; plan again then, and after every move, answer and correction. */
  | { readonly action: 'wait'; readonly until: Instant; readonly why: WaitReason }
  | { readonly action: 'none' };

/** A move that will not be asked about. `lapsed`: no gap came in time. */
export interface ClosedMove {
  readonly moveId: string;
  readonly state: 'lapsed' | 'not-asked';
  readonly why: NotAskedReason;
}

export type PromptPlan = PromptStep & {
  readonly closed: readonly ClosedMove[];
  readonly held: readonly { readonly moveId: string; readonly why: WaitReason }[];
};

interface Candidate {
  readonly id: string;
  readonly burst: string | null;
  readonly askable: Instant;
  readonly expires: Instant;
}

/**
 * What to do for one rep now: ask about one move, wait, or nothing (domain §7). Decides from its input alone, so that
 * planning twice decides the same.
 */
export function planPrompt(input: PlanInput): PromptPlan {
  const { now } = input;
  const closed: ClosedMove[] = [];
  const candidates: Candidate[] = [];
  for (const waiting of input.moves.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const judged = judgeEligibility(waiting.move, waiting.activity, {
      ...input,
      lastAskedAt: waiting.lastAskedAt,
    });
    const candidate = candidateOf(waiting, input);
    if (!judged.eligible) closed.push({ moveId: waiting.id, state: 'not-asked', why: judged.why });
    else if (candidate.burst !== null && input.burstsAsked.has(candidate.burst))
      closed.push({ moveId: waiting.id, state: 'not-asked', why: 'burst' });
    else if (now >= candidate.expires) closed.push(closeExpired(candidate, input));
    else candidates.push(candidate);
  }
  if (candidates.length === 0) return { action: 'none', closed, held: [] };
  const cap = capAt(input, now);
  const ready = oneOfEachBurst(candidates.filter(({ askable }) => askable <= now));
  const gap = cap === null && ready.length > 0 ? gapFrom(now, candidates, input) : null;
  if (gap === null || gap.at > now)
    return { ...waitStep(candidates, cap, input), closed, held: holdAll(candidates, cap, now) };
  const moveId = drawOne(
    `${input.person}|${gap.gap.start}`,
    ready.map(({ id }) => id),
  );
  const others = candidates.filter(({ id }) => id !== moveId);
  const burst = candidates.find(({ id }) => id === moveId)?.burst ?? null;
  const isAnswered = (other: Candidate): boolean => burst !== null && other.burst === burst;
  for (const { id } of others.filter(isAnswered))
    closed.push({ moveId: id, state: 'not-asked', why: 'burst' });
  return {
    action: 'ask',
    moveId,
    eligibleCount: ready.length,
    reasonOrder: reasonOrder(input.person),
    closed,
    held: holdAll(
      others.filter((other) => !isAnswered(other)),
      { why: 'cap-open', until: now },
      now,
    ),
  };
}

function candidateOf({ id, move, burst }: WaitingMove, { workingHours, holidays }: PlanInput): Candidate {
  const expires = lapseAt(move.changedAt, workingHours, holidays);
  return { id, burst, askable: askableFrom(move), expires };
}

/** A cleared day is one thing that happened, and has one chance to be drawn. */
function oneOfEachBurst(candidates: readonly Candidate[]): readonly Candidate[] {
  const bursts = new Set<string>();
  return candidates.filter(({ burst }) => {
    if (burst === null) return true;
    const isFirst = !bursts.has(burst);
    bursts.add(burst);
    return isFirst;
  });
}

/** Held back by a cap or the pause where there was a gap to ask in, lapsed where there was none. */
function closeExpired(candidate: Candidate, input: PlanInput): ClosedMove {
  const { id: moveId, askable, expires } = candidate;
  const gap = gapFrom(askable, [candidate], input);
  const drawnInstead = input.history.some(
    ({ sentAt }) => gap !== null && sentAt >= gap.at && sentAt < expires,
  );
  const why = gap === null ? null : (capAt(input, gap.at)?.why ?? (drawnInstead ? 'cap-day' : null));
  if (why === null) return { moveId, state: 'lapsed', why: 'lapsed' };
  return { moveId, state: 'not-asked', why };
}

function waitStep(candidates: readonly Candidate[], cap: Cap | null, input: PlanInput): PromptStep {
  const { now } = input;
  const firstAskable = Math.min(...candidates.map(({ askable }) => askable));
  const firstExpiry = Math.min(...candidates.map(({ expires }) => expires));
  const from = Math.max(now, firstAskable, cap?.until ?? now);
  const gap = gapFrom(from, candidates, input);
  const why = cap?.why ?? (firstAskable > now ? 'too-early' : 'no-gap');
  return { action: 'wait', until: Math.min(firstExpiry, gap?.at ?? firstExpiry), why };
}

function gapFrom(from: Instant, candidates: readonly Candidate[], input: PlanInput): Gap | null {
  const until = Math.max(...candidates.map(({ expires }) => expires));
  if (from >= until) return null;
  const { calendar, workingHours, holidays, quietHours } = input;
  return findGap(calendar, workingHours, holidays, from, until, { quietHours });
}

function holdAll(candidates: readonly Candidate[], cap: Cap | null, now: Instant): PromptPlan['held'] {
  return candidates.map(({ id, askable }) => ({
    moveId: id,
    why: cap?.why ?? (askable > now ? 'too-early' : 'no-gap'),
  }));
}
