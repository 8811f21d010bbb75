import type { Move } from '../../../shared/moves/move.ts';
import { settleAt } from '../../../shared/moves/settle.ts';
import type { WaitingMove } from '../../../shared/prompts/plan-prompt.ts';
import { at } from '../../factories/event.ts';
import { demo } from '../moves/surroundings.ts';

/** The demo dragged by the rep on Wednesday 2026-11-18 at noon, from Thursday to next Tuesday. */
export function aMove(overrides: Partial<Move> = {}): Move {
  const changedAt = overrides.changedAt ?? at('2026-11-18 12:00');
  return {
    key: 'demo',
    kind: 'postponed',
    direction: 'later',
    oldStart: at('2026-11-19 10:00'),
    oldEnd: at('2026-11-19 11:00'),
    newStart: at('2026-11-24 10:00'),
    newEnd: at('2026-11-24 11:00'),
    workingDays: 3,
    minutesLost: 60,
    changedAt,
    settledAt: settleAt(changedAt, changedAt),
    afterStart: false,
    planning: false,
    openUntil: null,
    displacedBy: null,
    filledBy: null,
    mover: 'unknown',
    moverEvidence: 'nothing-known',
    twinKey: null,
    ...overrides,
  };
}

export function waiting(id: string, move: Partial<Move> = {}, burst: string | null = null): WaitingMove {
  return { id, move: aMove(move), activity: demo(), lastAskedAt: null, burst };
}
