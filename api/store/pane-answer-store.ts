import type { Selectable, Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import { isReasonCode, type ReasonCode } from '../../shared/reasons/codes.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** A reason that waits for its move to settle. */
export interface StoredPaneAnswer {
  readonly eventId: string;
  /** What statistics test. */
  readonly firstCode: ReasonCode;
  /** What holds. */
  readonly code: ReasonCode;
  readonly answeredAt: Instant;
  readonly changedAt: Instant;
}

export async function listPaneAnswers(trx: Trx, personId: string): Promise<StoredPaneAnswer[]> {
  const rows = await trx
    .selectFrom('pane_answer')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('answered_at')
    .execute();
  return rows.map(answerOf);
}

/** Another reason for the same meeting takes the place of the last, and never of the first. */
export async function savePaneAnswer(
  trx: Trx,
  personId: string,
  given: { readonly eventId: string; readonly code: ReasonCode; readonly at: Instant },
): Promise<void> {
  const at = new Date(given.at);
  await trx
    .insertInto('pane_answer')
    .values({
      event_id: given.eventId,
      person_id: personId,
      first_code: given.code,
      code: given.code,
      answered_at: at,
      changed_at: at,
    })
    .onConflict((conflict) => conflict.column('event_id').doUpdateSet({ code: given.code, changed_at: at }))
    .execute();
}

/** As worker: kept as an answer, or come to nothing. */
export async function deletePaneAnswer(trx: Trx, eventId: string): Promise<void> {
  await trx.deleteFrom('pane_answer').where('event_id', '=', eventId).execute();
}

function answerOf(row: Selectable<Database['pane_answer']>): StoredPaneAnswer {
  return {
    eventId: row.event_id,
    firstCode: codeOf(row.first_code),
    code: codeOf(row.code),
    answeredAt: row.answered_at,
    changedAt: row.changed_at,
  };
}

function codeOf(code: string): ReasonCode {
  if (!isReasonCode(code)) throw new Error('A stored answer has no reason.');
  return code;
}
