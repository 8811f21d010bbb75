import type { Transaction } from 'kysely';
import type { Instant, Interval } from '../../shared/calendar/time.ts';
import { detectMove } from '../../shared/moves/detect-move.ts';
import type { Move, Surroundings } from '../../shared/moves/move.ts';
import { capAt } from '../../shared/prompts/caps.ts';
import { judgeEligibility } from '../../shared/prompts/eligibility.ts';
import { nextGap } from '../../shared/prompts/gap.ts';
import { loadSurroundings, type SurroundingsDeps } from '../moves/load-surroundings.ts';
import { askedTimes, loadLimits, MOVES_SINCE, HISTORY_SINCE } from '../prompts/load-limits.ts';
import type { StoredEvent } from '../store/event-store.ts';
import { listMoves } from '../store/move-store.ts';
import { listPrompts } from '../store/prompt-store.ts';
import { findConsent, type RepConsent } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';

/**
 * The move that a new time in an open form would be, where a question about it would be allowed now (domain §7); else
 * null. By the rules, caps and hours of every other question. Read as the rep.
 */
export async function judgeQuestion(
  trx: Transaction<Database>,
  personId: string,
  asked: { readonly stored: StoredEvent; readonly to: Interval; readonly now: Instant },
  deps: SurroundingsDeps,
): Promise<Move | null> {
  const { stored, now } = asked;
  const consent = await findConsent(trx, personId);
  const around = await loadSurroundings(trx, personId, now, deps);
  if (!consent || !around || stored.event.start <= now) return null;
  if (!isGap(around, consent, now)) return null;
  const move = detectMove(
    {
      first: stored,
      last: { ...stored, event: movedTo(stored.event, asked.to) },
      firstChangeAt: now,
      lastChangeAt: now,
      goneEvidence: null,
    },
    around,
  );
  if (move === null) return null;
  const prompts = await listPrompts(trx, personId, now - HISTORY_SINCE);
  const moves = await listMoves(trx, personId, now - MOVES_SINCE);
  const judged = judgeEligibility(move, stored, {
    acknowledged: consent.isAcknowledged,
    objected: consent.hasObjected,
    calendar: around.calendar,
    lastAskedAt: askedTimes(moves, prompts).get(stored.eventId) ?? null,
    now,
  });
  if (!judged.eligible) return null;
  const limits = await loadLimits(trx, { personId, consent, around, prompts, without: stored.eventId });
  return capAt(limits, now) === null ? move : null;
}

/** Neither in a meeting, nor after hours, nor in hours that the rep keeps quiet. */
function isGap(
  { calendar, workingHours, holidays }: Surroundings,
  { quietHours }: RepConsent,
  now: Instant,
): boolean {
  return nextGap(calendar, workingHours, holidays, now, now + 1, { quietHours }) !== null;
}

/** An occurrence that is moved on its own becomes an exception of its series. */
function movedTo(event: StoredEvent['event'], { start, end }: Interval): StoredEvent['event'] {
  return { ...event, start, end, type: event.type === 'occurrence' ? 'exception' : event.type };
}
