import { z } from 'zod';
import { DAY, type Instant } from '../../shared/calendar/time.ts';
import { judgeEvidence } from '../../shared/reasons/evidence.ts';
import { materialJudgedAt } from '../../shared/reasons/material.ts';
import { defineJob } from '../jobs/job.ts';
import { isAway } from '../store/mailbox-store.ts';
import { findLastVerdict } from '../store/move-store.ts';
import type { StoredMove } from '../store/stored-move.ts';
import { listAnswers, saveLaterEvidence } from '../store/answer-store.ts';
import { holdPrompt, savePrompt } from '../store/prompt-store.ts';
import { loadEvidenceContext, type EvidenceContext } from './evidence-context.ts';
import { loadEvidence } from './load-evidence.ts';
import { loadMoved } from './prompt-card-data.ts';
import type { ReadAheadDeps } from './read-ahead.ts';

/** While a calendar cannot be read nobody knows what stands in it. */
const LOOK_WHILE_AWAY = DAY;

/** It reads what reading ahead reads. */
export type RejudgeDeps = ReadAheadDeps;

export const rejudgeAnswersJob = defineJob<{ promptId: string }, RejudgeDeps>({
  name: 'rejudge-answers',
  payload: z.object({ promptId: z.guid() }).strict(),
  key: ({ promptId }) => promptId,
  run: ({ promptId }, deps) => rejudgeAnswers(promptId, deps),
});

/**
 * Judges once more what the calendar could not show at the answer (domain §7: `material`), the first answer and those
 * after it alike. What was judged first stays; a question that was withdrawn since has no answer.
 */
export async function rejudgeAnswers(promptId: string, deps: RejudgeDeps): Promise<void> {
  await deps.store.as({ kind: 'worker' })(async (trx) => {
    const prompt = await holdPrompt(trx, promptId);
    if (prompt?.state !== 'answered') return;
    const at = deps.clock.now();
    if (await isAway(trx, prompt.personId)) {
      await savePrompt(trx, promptId, { rejudgeDueAt: at + LOOK_WHILE_AWAY });
      return;
    }
    const answers = (await listAnswers(trx, promptId)).filter(
      ({ code, rejudgedAt }) => code === 'material' && rejudgedAt === null,
    );
    const person = await deps.people.findById(trx, prompt.personId);
    const stored = await findLastVerdict(trx, prompt.moveId);
    const moved = stored && (await loadMoved(trx, stored, deps.events));
    if (answers.length === 0 || !person || !stored || !moved) return;
    const context = await loadEvidenceContext(trx, person, stored.move.oldStart, at, deps);
    const inputs = await loadEvidence(trx, prompt.personId, stored, moved, context);
    const inputsSealed = deps.vault.seal(JSON.stringify(inputs));
    for (const { answerId, code } of answers)
      await saveLaterEvidence(trx, answerId, { at, evidence: judgeEvidence(code, inputs), inputsSealed });
  });
}

/** When the answers about a move are judged again. */
export function rejudgeAt({ move }: StoredMove, { workingHours, holidays }: EvidenceContext): Instant {
  return materialJudgedAt(move.changedAt, workingHours, holidays);
}
