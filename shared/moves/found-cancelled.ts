import type { ActivitySnapshot, Move, Surroundings } from './move.ts';
import { decideMover } from './mover.ts';

/** A copy of another's meeting that was gone, nobody knew why, once the organizer's own is found to be gone as well. */
export function foundCancelled(
  move: Move,
  activity: ActivitySnapshot,
  around: Pick<Surroundings, 'self' | 'ownDomains'>,
): Move {
  return {
    ...move,
    kind: move.kind === 'declined' ? 'cancelled' : move.kind,
    ...decideMover(
      {
        event: activity.event,
        later: [],
        changedAt: move.changedAt,
        declinedByRep: false,
        copyGone: false,
        displacedBy: move.displacedBy,
      },
      around,
    ),
  };
}
