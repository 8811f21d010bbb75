import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { ReasonCode } from '../../shared/reasons/codes.ts';
import type { Evidence } from '../../shared/reasons/evidence.ts';
import { reasonCodeOf } from './reason-code.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

export interface StoredAnswer {
  readonly answerId: number;
  readonly code: ReasonCode;
  readonly isFirst: boolean;
  readonly answeredAt: Instant;
  /** As it was last judged. */
  readonly evidence: Evidence;
  /** null where it was judged at the answer alone. */
  readonly rejudgedAt: Instant | null;
}

/** All answers to a prompt, first to last. */
export async function listAnswers(trx: Trx, promptId: string): Promise<StoredAnswer[]> {
  const rows = await trx
    .selectFrom('answer')
    .select(['answer_id', 'code', 'is_first', 'answered_at', 'evidence', 'later_evidence', 'rejudged_at'])
    .where('prompt_id', '=', promptId)
    .orderBy('answer_id')
    .execute();
  return rows.map((row) => ({
    answerId: row.answer_id,
    code: reasonCodeOf(row.code),
    isFirst: row.is_first,
    answeredAt: row.answered_at,
    evidence: row.later_evidence ?? row.evidence,
    rejudgedAt: row.rejudged_at,
  }));
}

/** What an answer was compared with, as it was sealed. The answer is one that was just listed. */
export async function findEvidenceInputs(trx: Trx, answerId: number): Promise<Buffer> {
  const row = await trx
    .selectFrom('answer')
    .select('evidence_inputs_sealed')
    .where('answer_id', '=', answerId)
    .executeTakeFirstOrThrow();
  return row.evidence_inputs_sealed;
}

/** The first answers' times, for the caps: one statement for all prompts. */
export async function listAnsweredAt(trx: Trx, personId: string): Promise<ReadonlyMap<string, Instant>> {
  const rows = await trx
    .selectFrom('answer')
    .select(['prompt_id', 'answered_at'])
    .where('person_id', '=', personId)
    .where('is_first', '=', true)
    .execute();
  return new Map(rows.map((row) => [row.prompt_id, row.answered_at]));
}

export async function addAnswer(
  trx: Trx,
  answer: {
    readonly promptId: string;
    readonly personId: string;
    readonly code: ReasonCode;
    readonly isFirst: boolean;
    readonly answeredAt: Instant;
    readonly secondsToAnswer: number | null;
    readonly evidence: Evidence;
    readonly evidenceInputsSealed: Buffer;
  },
): Promise<void> {
  await trx
    .insertInto('answer')
    .values({
      prompt_id: answer.promptId,
      person_id: answer.personId,
      code: answer.code,
      is_first: answer.isFirst,
      answered_at: new Date(answer.answeredAt),
      seconds_to_answer: answer.secondsToAnswer,
      evidence: JSON.stringify(answer.evidence),
      evidence_inputs_sealed: answer.evidenceInputsSealed,
    })
    .execute();
}

/** The second judgement, beside the first. */
export async function saveLaterEvidence(
  trx: Trx,
  answerId: number,
  later: { readonly at: Instant; readonly evidence: Evidence; readonly inputsSealed: Buffer },
): Promise<void> {
  await trx
    .updateTable('answer')
    .set({
      rejudged_at: new Date(later.at),
      later_evidence: JSON.stringify(later.evidence),
      later_inputs_sealed: later.inputsSealed,
    })
    .where('answer_id', '=', answerId)
    .execute();
}
