import { sameSlot } from './activity.ts';
import { displacedBy, filledBy, slotLeft } from './displacement.ts';
import type { ActivitySnapshot, Move, Mover, StandingEvent, Surroundings } from './move.ts';
import type { MoverVerdict } from './mover.ts';
import { decideMover } from './mover.ts';
import { whereItStands } from './where-it-stands.ts';

/** The movers that may change with what took the slot. */
const READ_FROM_SLOT: ReadonlySet<Mover> = new Set(['displaced', 'rep-alone', 'unknown']);

/**
 * An open disappearance revised in place when its twin appears: the same move, of kind `rebooked`, to the twin's
 * start. Null where the twin stands in the old slot: then nothing was moved.
 */
export function rebook(
  move: Move,
  activity: ActivitySnapshot,
  twin: StandingEvent,
  around: Surroundings,
): Move | null {
  if (sameSlot(activity.event, twin.event)) return null;
  return {
    ...move,
    kind: 'rebooked',
    ...whereItStands(activity.event, twin.event, around),
    openUntil: null,
    twinKey: twin.key,
    ...withoutTwin(move, activity, twin, around),
  };
}

/** The twin may have been taken for what took, or later used, the slot. */
function withoutTwin(
  move: Move,
  activity: ActivitySnapshot,
  twin: StandingEvent,
  around: Surroundings,
): MoverVerdict & Pick<Move, 'displacedBy' | 'filledBy'> {
  const { mover, moverEvidence, oldStart, changedAt } = move;
  const left = { slot: slotLeft(move), firstChangeAt: changedAt, not: [activity.key, twin.key] };
  const filler = move.filledBy?.key === twin.key ? filledBy(left, oldStart, around) : move.filledBy;
  if (move.displacedBy?.key !== twin.key)
    return { displacedBy: move.displacedBy, filledBy: filler, mover, moverEvidence };
  const displacement = displacedBy(left, around);
  const inputs = {
    event: activity.event,
    later: [],
    changedAt,
    declinedByRep: move.kind === 'declined' && moverEvidence !== 'copy-gone',
    copyGone: moverEvidence === 'copy-gone',
    displacedBy: displacement,
  };
  const verdict = READ_FROM_SLOT.has(mover) ? decideMover(inputs, around) : { mover, moverEvidence };
  return { displacedBy: displacement, filledBy: filler, ...verdict };
}
