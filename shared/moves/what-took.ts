import type { TimeClass } from '../classification/classification.ts';
import { HOUR } from '../calendar/time.ts';
import type { Move, OrganizerRole } from './move.ts';

export type TakenMove = Pick<Move, 'kind' | 'oldStart' | 'oldEnd' | 'newStart' | 'newEnd' | 'planning'> & {
  readonly displacedBy: { readonly class: TimeClass; readonly role: OrganizerRole } | null;
  /** Set where it is the move of a whole series. */
  readonly occurrences: number | null;
};

/** What took moved time, and who had booked it; null = nothing took it. */
export interface TakenBy {
  readonly by: { readonly class: TimeClass; readonly role: OrganizerRole } | null;
  readonly moves: number;
  readonly hours: number;
}

export interface WhatTook {
  readonly moves: number;
  readonly hours: number;
  /** Most hours first, and what nothing took last. */
  readonly rows: readonly TakenBy[];
}

/**
 * Moved hours by what took their slot (`displacedBy` of domain §6; what only filled it later took nothing). A whole
 * series is taken by nothing, a double-booked block went nowhere, and planning is in no statistic: none is counted.
 */
export function summariseWhatTook(moves: readonly TakenMove[]): WhatTook {
  const counted = moves.filter(
    ({ kind, occurrences, planning }) => kind !== 'overbooked' && occurrences === null && !planning,
  );
  const groups = Map.groupBy(counted, ({ displacedBy }) =>
    displacedBy === null ? '' : `${displacedBy.class} ${displacedBy.role}`,
  );
  const rows = [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [rowOf(first.displacedBy, group)];
  });
  return {
    moves: counted.length,
    hours: hoursOf(counted),
    rows: rows.toSorted((a, b) => rank(a) - rank(b) || b.hours - a.hours || b.moves - a.moves),
  };
}

function rowOf(taker: TakenMove['displacedBy'], group: readonly TakenMove[]): TakenBy {
  const by = taker === null ? null : { class: taker.class, role: taker.role };
  return { by, moves: group.length, hours: hoursOf(group) };
}

function rank({ by }: TakenBy): number {
  return by === null ? 1 : 0;
}

/** Of what was only shortened, the part that was cut. To a tenth. */
function hoursOf(moves: readonly TakenMove[]): number {
  const milliseconds = moves.reduce((sum, move) => sum + movedMilliseconds(move), 0);
  return Math.round((10 * milliseconds) / HOUR) / 10;
}

function movedMilliseconds({ kind, oldStart, oldEnd, newStart, newEnd }: TakenMove): number {
  const kept = kind === 'shortened' && newStart !== null && newEnd !== null ? newEnd - newStart : 0;
  return oldEnd - oldStart - kept;
}
