import type { Instant } from '../calendar/time.ts';
import { MINUTE } from '../calendar/time.ts';
import type { Mover } from './move.ts';

const LEAST_MOVES = 3;
const LONGEST_GAP = 10 * MINUTE;

/** What one of these moved, no answer about the rest of a burst speaks for. */
export const NOT_THE_REP = ['customer', 'colleague'] as const satisfies readonly Mover[];

/**
 * Moves of one rep that were made in one go (illness, a cleared day): three or more with gaps of less than ten minutes.
 * Gives the burst of each that is in one: the id of its first move.
 */
export function findBursts(
  moves: readonly { readonly id: string; readonly changedAt: Instant }[],
): ReadonlyMap<string, string> {
  const ordered = moves.toSorted((a, b) => a.changedAt - b.changedAt || (a.id < b.id ? -1 : 1));
  const bursts = new Map<string, string>();
  let run: typeof ordered = [];
  const close = (): void => {
    const [first] = run;
    if (first !== undefined && run.length >= LEAST_MOVES) for (const { id } of run) bursts.set(id, first.id);
    run = [];
  };
  for (const move of ordered) {
    const last = run.at(-1);
    if (last !== undefined && move.changedAt - last.changedAt >= LONGEST_GAP) close();
    run.push(move);
  }
  close();
  return bursts;
}
