import type { Transaction } from 'kysely';
import { moverAfterAnswer } from '../../shared/moves/mover.ts';
import { listAnsweredMoves } from '../store/answered-move-store.ts';
import { saveMover } from '../store/move-store.ts';
import type { Database } from '../store/schema.ts';

/**
 * Keeps what the person's answers say of who moved something, on each move that they stand for: one answer speaks for a
 * whole burst, and a move that is judged anew would else forget it. As the rep or as worker; running again changes nothing.
 */
export async function applyAnswers(trx: Transaction<Database>, personId: string): Promise<void> {
  for (const { moveId, known, code } of await listAnsweredMoves(trx, personId)) {
    const verdict = moverAfterAnswer(known, code);
    if (verdict.mover !== known.mover) await saveMover(trx, moveId, verdict);
  }
}
