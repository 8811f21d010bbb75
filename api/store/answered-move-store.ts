import { sql, type Transaction } from 'kysely';
import type { MoverVerdict } from '../../shared/moves/mover.ts';
import type { ReasonCode } from '../../shared/reasons/codes.ts';
import { reasonCodeOf } from './reason-code.ts';
import type { Database } from './schema.ts';
import { moverOf } from './stored-move.ts';

export interface AnsweredMove {
  readonly moveId: string;
  readonly known: MoverVerdict;
  /** The last that the rep gave. */
  readonly code: ReasonCode;
}

/**
 * The person's selling moves for which an answer stands, where the calendar does not tell who moved them: that of their own
 * question, or else that of the burst which they were moved in (domain §7).
 */
export async function listAnsweredMoves(
  trx: Transaction<Database>,
  personId: string,
): Promise<AnsweredMove[]> {
  const { rows } = await sql<{
    move_id: string;
    mover: string;
    mover_evidence: string | null;
    code: string;
  }>`select distinct on (move.move_id) move.move_id, move.mover, move.mover_evidence, answer.code
    from move
      join move asked on asked.move_id = move.move_id or asked.burst_id = move.burst_id
      join prompt on prompt.move_id = asked.move_id and prompt.state = 'answered'
      join answer on answer.prompt_id = prompt.prompt_id
    where move.person_id = ${personId}::uuid and asked.person_id = ${personId}::uuid
      and move.class = 'selling' and move.state <> 'void' and move.mover in ('unknown', 'customer-stated')
    order by move.move_id, asked.move_id = move.move_id desc, answer.answer_id desc`.execute(trx);
  return rows.map((row) => ({
    moveId: row.move_id,
    known: moverOf(row.mover, row.mover_evidence),
    code: reasonCodeOf(row.code),
  }));
}
