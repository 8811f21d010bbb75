import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { DAY, type Instant } from '../../shared/calendar/time.ts';
import { detectMove } from '../../shared/moves/detect-move.ts';
import type { ActivitySnapshot, Move, Surroundings } from '../../shared/moves/move.ts';
import { rebook } from '../../shared/moves/rebook.ts';
import { refill } from '../../shared/moves/refill.ts';
import { isOpen } from '../../shared/moves/settle.ts';
import { findTwin } from '../../shared/moves/twin.ts';
import { defineJob } from '../jobs/job.ts';
import type { StoredEvent } from '../store/event-store.ts';
import { holdMailbox } from '../store/hold-mailbox.ts';
import { hastenSettling } from '../store/mailbox-store.ts';
import {
  closeOpenMove,
  listMoves,
  listSettling,
  saveMove,
  voidMove,
  type SettlingMove,
  type StoredMove,
} from '../store/move-store.ts';
import { hastenRefresh } from '../store/prompt-store.ts';
import { hastenPlan } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/transaction.ts';
import { loadSurroundings, type SurroundingsDeps } from './load-surroundings.ts';

/** No disappearance is open for longer. */
const OPEN_AT_MOST = 15 * DAY;

export interface SettleDeps extends SurroundingsDeps {
  readonly store: Store;
  readonly clock: Clock;
}

export const settleMovesJob = defineJob<{ personId: string }, SettleDeps>({
  name: 'settle-moves',
  payload: z.object({ personId: z.guid() }).strict(),
  key: ({ personId }) => personId,
  run: ({ personId }, deps) => settleMoves(personId, deps),
});

/**
 * Judges one rep's changes that have settled, revises disappearances for which a twin has appeared, and closes those
 * whose 14 days are over. One transaction, held against the reading of the same calendar; running again changes
 * nothing.
 */
export async function settleMoves(personId: string, deps: SettleDeps): Promise<void> {
  await deps.store.as({ kind: 'worker' })(async (trx) => {
    await holdMailbox(trx, personId);
    const now = deps.clock.now();
    const settling = await listSettling(trx, personId);
    const due = settling.filter((change) => (change.settleDueAt ?? now) <= now);
    const recent = await listMoves(trx, personId, now - OPEN_AT_MOST);
    const open = recent.filter(({ state }) => state === 'open');
    const fillable = recent.filter(({ state, move }) => state === 'settled' && move.oldStart > now);
    const isIdle = due.length + open.length + fillable.length === 0;
    const around = isIdle ? null : await loadSurroundings(trx, personId, now, deps);
    if (around) {
      const taken = new Set(around.twinsTaken);
      const judged = { ...around, twinsTaken: taken };
      for (const move of open) note(taken, await reviseOpen(trx, move, judged, deps));
      for (const stored of fillable) await refillSlot(trx, stored, around);
      for (const change of due) note(taken, await judgeChange(trx, change, judged, deps));
      await hastenPlan(trx, personId, now);
    }
    const next = nextDue(settling, due, open, now);
    if (next !== null) await hastenSettling(trx, [personId], next);
  });
}

function note(taken: Set<string>, twinKey: string | null): void {
  if (twinKey !== null) taken.add(twinKey);
}

/** Returns the twin that it took, if any. */
async function judgeChange(
  trx: Transaction<Database>,
  change: SettlingMove,
  around: Surroundings,
  deps: SettleDeps,
): Promise<string | null> {
  const versions = await deps.events.listVersions(trx, change.eventId);
  const first = versions.find((version) => version.versionId === change.baselineVersionId);
  const later = versions.filter((version) => version.versionId > change.baselineVersionId);
  const last = later.at(-1);
  const standing = last && last.validTo === null ? last : null;
  const move = first
    ? detectMove(
        {
          first,
          last: standing ?? (isUnchangedAndStanding(first) ? first : null),
          between: standing ? later.slice(0, -1) : later,
          firstChangeAt: change.firstChangeAt,
          lastChangeAt: change.lastChangeAt,
          goneEvidence: change.goneEvidence,
        },
        around,
      )
    : null;
  if (!move) await voidMove(trx, change.moveId);
  else await saveMove(trx, change.moveId, move, isOpen(move, around.now) ? 'open' : 'settled');
  return move?.twinKey ?? null;
}

/** What the old slot is later used for changes as long as it can still be filled. */
async function refillSlot(
  trx: Transaction<Database>,
  { moveId, move }: StoredMove,
  around: Surroundings,
): Promise<void> {
  const refilled = refill(move, around);
  if (refilled.filledBy?.key !== move.filledBy?.key) await saveMove(trx, moveId, refilled, 'settled');
}

/** The change was taken back so fast that no other version was ever seen. */
function isUnchangedAndStanding(first: StoredEvent): boolean {
  return first.validTo === null;
}

/** Returns the twin that it took, if any. */
async function reviseOpen(
  trx: Transaction<Database>,
  stored: StoredMove,
  around: Surroundings,
  deps: SettleDeps,
): Promise<string | null> {
  const baseline = await deps.events.findVersion(trx, stored.baselineVersionId);
  if (!baseline) return null;
  const revised = revise(
    stored.move,
    { ...baseline, class: stored.class, activity: stored.activity },
    around,
  );
  if (revised === stored.move) {
    if (!isOpen(stored.move, around.now)) await closeOpenMove(trx, stored.moveId);
    return null;
  }
  if (revised === null) await voidMove(trx, stored.moveId);
  else await saveMove(trx, stored.moveId, revised, 'settled');
  await hastenRefresh(trx, stored.moveId, around.now);
  return revised?.twinKey ?? null;
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

function nextDue(
  settling: readonly SettlingMove[],
  due: readonly SettlingMove[],
  open: readonly StoredMove[],
  now: Instant,
): Instant | null {
  const dueIds = new Set(due.map(({ moveId }) => moveId));
  const times = [
    ...settling.filter(({ moveId }) => !dueIds.has(moveId)).map(({ settleDueAt }) => settleDueAt ?? now),
    ...open.flatMap(({ move }) => (move.openUntil !== null && move.openUntil > now ? [move.openUntil] : [])),
  ];
  return times.length === 0 ? null : Math.min(...times);
}
