import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { DAY, type Instant } from '../../shared/calendar/time.ts';
import type { Surroundings } from '../../shared/moves/move.ts';
import { refill } from '../../shared/moves/refill.ts';
import { defineJob } from '../jobs/job.ts';
import { holdMailbox } from '../store/hold-mailbox.ts';
import { hastenSettling } from '../store/mailbox-store.ts';
import { applyAnswers } from './apply-answers.ts';
import { saveBursts } from '../store/move-burst-store.ts';
import { listMoves, listSettling, saveMove } from '../store/move-store.ts';
import type { SettlingMove, StoredMove } from '../store/stored-move.ts';
import { hastenPlan } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/transaction.ts';
import { judgeChange } from './judge-change.ts';
import { judgeOverbooked, listBegunBlocks } from './judge-overbooked.ts';
import { judgeSeries, reviseOpenSeries } from './judge-series.ts';
import { loadSurroundings, type SurroundingsDeps } from './load-surroundings.ts';
import { reviseOpen } from './revise-open.ts';

type Trx = Transaction<Database>;

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
 * Judges one rep's changes that have settled, revises disappearances for which a twin has appeared, closes those whose 14
 * days are over, looks at selling time that has begun, and notes what was moved in one go. One transaction, held against
 * the reading of the same calendar; running again changes nothing.
 */
export async function settleMoves(personId: string, deps: SettleDeps): Promise<void> {
  await deps.store.as({ kind: 'worker' })(async (trx) => {
    await holdMailbox(trx, personId);
    const now = deps.clock.now();
    const person = await deps.people.findById(trx, personId);
    if (!person) return;
    const settling = await listSettling(trx, personId);
    const due = settling.filter((change) => (change.settleDueAt ?? now) <= now);
    const recent = await listMoves(trx, personId, now - OPEN_AT_MOST);
    const open = recent.filter(({ state }) => state === 'open');
    const fillable = recent.filter(isFillable(now));
    const begun = await listBegunBlocks(trx, personId, person.address, now, deps);
    const isIdle = due.length + open.length + fillable.length + begun.blocks.length === 0;
    const around = isIdle ? null : await loadSurroundings(trx, personId, now, deps);
    if (around) {
      await judgeAll(trx, personId, { due, open, fillable }, around, deps);
      await judgeOverbooked(trx, personId, begun, around);
      await saveBursts(trx, personId, now - OPEN_AT_MOST);
      await applyAnswers(trx, personId);
      await hastenPlan(trx, personId, now);
    }
    const next = nextDue(settling, due, open, now);
    if (next !== null) await hastenSettling(trx, [personId], next);
  });
}

interface Work {
  readonly due: readonly SettlingMove[];
  readonly open: readonly StoredMove[];
  readonly fillable: readonly StoredMove[];
}

/** What is open goes first: an older disappearance has the first claim on a twin. */
async function judgeAll(
  trx: Trx,
  personId: string,
  { due, open, fillable }: Work,
  around: Surroundings,
  deps: SettleDeps,
): Promise<void> {
  const taken = new Set(around.twinsTaken);
  const judged = { ...around, twinsTaken: taken };
  const note = (twinKey: string | null): void => {
    if (twinKey !== null) taken.add(twinKey);
  };
  for (const move of open)
    note(
      move.occurrences === null
        ? await reviseOpen(trx, move, judged, deps)
        : await reviseOpenSeries(trx, personId, move, judged, deps),
    );
  for (const stored of fillable) await refillSlot(trx, stored, around);
  for (const change of due)
    note(
      change.series === null
        ? await judgeChange(trx, change, judged, deps)
        : await judgeSeries(trx, personId, change, judged, deps),
    );
}

/** A series leaves no slot that something could fill, and of what began in the old one nothing is asked any more. */
function isFillable(now: Instant): (stored: StoredMove) => boolean {
  return ({ state, move, occurrences }) => state === 'settled' && occurrences === null && move.oldStart > now;
}

/** What the old slot is later used for changes as long as it can still be filled. */
async function refillSlot(trx: Trx, { moveId, move }: StoredMove, around: Surroundings): Promise<void> {
  const refilled = refill(move, around);
  if (refilled.filledBy?.key !== move.filledBy?.key) await saveMove(trx, moveId, refilled, 'settled');
}

/** A copy that is gone may turn out to be a meeting that was cancelled, as soon as the organizer's calendar is read. */
const ASK_ORGANIZER_EVERY = DAY;

function nextDue(
  settling: readonly SettlingMove[],
  due: readonly SettlingMove[],
  open: readonly StoredMove[],
  now: Instant,
): Instant | null {
  const dueIds = new Set(due.map(({ moveId }) => moveId));
  const times = [
    ...settling.filter(({ moveId }) => !dueIds.has(moveId)).map(({ settleDueAt }) => settleDueAt ?? now),
    ...open.flatMap(({ move }) => {
      if (move.openUntil === null || move.openUntil <= now) return [];
      const asksOrganizer = move.moverEvidence === 'copy-gone';
      return [asksOrganizer ? Math.min(move.openUntil, now + ASK_ORGANIZER_EVERY) : move.openUntil];
    }),
  ];
  return times.length === 0 ? null : Math.min(...times);
}
