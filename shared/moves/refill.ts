import { filledBy, fillingEnds, slotLeft } from './displacement.ts';
import type { Move, Surroundings } from './move.ts';

/** The move with what its slot is used for by now. From `fillingEnds` on it stays what it was. */
export function refill(move: Move, around: Surroundings): Move {
  const { key, twinKey, oldStart, changedAt: firstChangeAt } = move;
  if (around.now >= fillingEnds(firstChangeAt, oldStart, around)) return move;
  const left = { slot: slotLeft(move), firstChangeAt, not: twinKey === null ? [key] : [key, twinKey] };
  return { ...move, filledBy: filledBy(left, oldStart, around) };
}
