import type { Instant } from '../calendar/time.ts';
import { DAY, HOUR, MINUTE } from '../calendar/time.ts';
import type { Move, MoveKind } from './move.ts';

/** A drag is often followed by a second one: so long must the activity have been quiet. */
const QUIET = 10 * MINUTE;
/** And so long at most does somebody who keeps editing hold the move back. */
const LONGEST = 60 * MINUTE;
/** What is gone may be booked again. */
const OPEN_FOR = 14 * DAY;
const ASKED_AFTER = 2 * HOUR;

const DISAPPEARANCES: ReadonlySet<MoveKind> = new Set(['series-ended', 'cancelled', 'declined']);

/** When a change counts as made: quiet for 10 minutes, at the latest 60 minutes after the first change. */
export function settleAt(firstChangeAt: Instant, lastChangeAt: Instant): Instant {
  return Math.min(lastChangeAt + QUIET, firstChangeAt + LONGEST);
}

/** Until when a disappearance stays open for a twin; null for kinds at which something still stands. */
export function openUntil(kind: MoveKind, changedAt: Instant): Instant | null {
  return DISAPPEARANCES.has(kind) ? changedAt + OPEN_FOR : null;
}

export function isOpen(move: Pick<Move, 'openUntil'>, now: Instant): boolean {
  return move.openUntil !== null && now < move.openUntil;
}

/**
 * Before this nobody asks. A disappearance waits two hours for its twin, and one that has found its twin keeps that
 * date: the question does not come sooner because the meeting was booked again.
 */
export function askableFrom(move: Pick<Move, 'kind' | 'changedAt' | 'settledAt'>): Instant {
  const disappeared = DISAPPEARANCES.has(move.kind) || move.kind === 'rebooked';
  return disappeared ? Math.max(move.changedAt + ASKED_AFTER, move.settledAt) : move.settledAt;
}
