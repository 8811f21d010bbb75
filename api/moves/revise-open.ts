import type { Transaction } from 'kysely';
import type { ActivitySnapshot, Move, Surroundings } from '../../shared/moves/move.ts';
import { rebook } from '../../shared/moves/rebook.ts';
import { foundCancelled } from '../../shared/moves/found-cancelled.ts';
import { isOpen } from '../../shared/moves/settle.ts';
import { findTwin } from '../../shared/moves/twin.ts';
import { closeOpenMove, saveMove, voidMove } from '../store/move-store.ts';
import type { StoredMove } from '../store/stored-move.ts';
import { isOrganizersCopyGone } from '../store/organizer-copy-store.ts';
import { hastenRefresh } from '../store/prompt-store.ts';
import type { Database } from '../store/schema.ts';
import type { SurroundingsDeps } from './load-surroundings.ts';

type Trx = Transaction<Database>;

/** Looks again at a disappearance: a twin, the meeting's end elsewhere, or the end of its 14 days. Returns its twin. */
export async function reviseOpen(
  trx: Trx,
  stored: StoredMove,
  around: Surroundings,
  deps: SurroundingsDeps,
): Promise<string | null> {
  const baseline = await deps.events.findVersion(trx, stored.baselineVersionId);
  if (!baseline) return null;
  const activity = { ...baseline, class: stored.class, activity: stored.activity };
  const known = await askOrganizer(trx, stored.move, activity, around);
  const revised = revise(known, activity, around);
  if (revised === stored.move) {
    if (!isOpen(stored.move, around.now)) await closeOpenMove(trx, stored.moveId);
    return null;
  }
  if (revised === null) await voidMove(trx, stored.moveId);
  else await saveMove(trx, stored.moveId, revised, isOpen(revised, around.now) ? 'open' : 'settled');
  await hastenRefresh(trx, stored.moveId, around.now);
  return revised?.twinKey ?? null;
}

/** The organizer's calendar may have been read only after the copy was missed. */
async function askOrganizer(
  trx: Trx,
  move: Move,
  activity: ActivitySnapshot,
  around: Surroundings,
): Promise<Move> {
  if (move.moverEvidence !== 'copy-gone') return move;
  return (await isOrganizersCopyGone(trx, move.key)) ? foundCancelled(move, activity, around) : move;
}

/** The same move where no twin has appeared; null where it stands in the old slot again. */
function revise(move: Move, activity: ActivitySnapshot, around: Surroundings): Move | null {
  const backAgain = around.calendar.find(({ key, event }) => key === move.key && !event.isCancelled);
  if (backAgain && backAgain.event.response !== 'declined') {
    const { start, end } = backAgain.event;
    if (start === move.oldStart && end === move.oldEnd) return null;
    const rebooked = rebook(move, activity, backAgain, around);
    // It is the same event: nothing else stands for it.
    return rebooked && { ...rebooked, twinKey: null };
  }
  const twin = findTwin({ activity, goneAt: move.changedAt }, around.calendar, around);
  return twin ? rebook(move, activity, twin, around) : move;
}
