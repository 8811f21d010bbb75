import type { Instant } from '../calendar/time.ts';
import { workingDaysBetween } from '../calendar/working-hours.ts';
import type { Move, Surroundings } from './move.ts';

export type ChainedMove = Pick<
  Move,
  'key' | 'twinKey' | 'kind' | 'direction' | 'oldStart' | 'newStart' | 'changedAt'
>;

/** All that happened to one activity, through its twins. */
export interface Chain {
  readonly moves: number;
  readonly timesPostponed: number;
  readonly firstStart: Instant;
  /** null where it stands nowhere any more. */
  readonly currentStart: Instant | null;
  /** From the first start to the current one; negative when earlier. */
  readonly workingDays: number | null;
}

/** The chain that the activity `key` belongs to, or null where nothing ever happened to it. `moves` are one rep's. */
export function chainOf(
  key: string,
  moves: readonly ChainedMove[],
  { workingHours, holidays }: Pick<Surroundings, 'workingHours' | 'holidays'>,
): Chain | null {
  const links = linkedWith(key, moves).toSorted(
    (a, b) => a.changedAt - b.changedAt || a.oldStart - b.oldStart,
  );
  const [first] = links;
  const last = links.at(-1);
  if (first === undefined || last === undefined) return null;
  const { oldStart: firstStart } = first;
  const { newStart: currentStart } = last;
  return {
    moves: links.length,
    timesPostponed: links.filter(isPostponed).length,
    firstStart,
    currentStart,
    workingDays:
      currentStart === null ? null : workingDaysBetween(firstStart, currentStart, workingHours, holidays),
  };
}

function isPostponed({ kind, direction }: ChainedMove): boolean {
  return kind === 'postponed' || (kind === 'rebooked' && direction === 'later');
}

/** Moves of the activity, of what it was booked again as, and of what it was booked again from. */
function linkedWith(key: string, moves: readonly ChainedMove[]): readonly ChainedMove[] {
  const keys = new Set([key]);
  for (;;) {
    const linked = moves.filter(
      (move) => keys.has(move.key) || (move.twinKey !== null && keys.has(move.twinKey)),
    );
    const before = keys.size;
    for (const { key: own, twinKey } of linked) {
      keys.add(own);
      if (twinKey !== null) keys.add(twinKey);
    }
    if (keys.size === before) return linked;
  }
}
