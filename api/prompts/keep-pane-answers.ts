import type { Transaction } from 'kysely';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import { HOUR } from '../../shared/calendar/time.ts';
import type { Surroundings } from '../../shared/moves/move.ts';
import { judgeEligibility } from '../../shared/prompts/eligibility.ts';
import { lapseAt } from '../../shared/prompts/lapse.ts';
import type { WaitingMove } from '../../shared/prompts/plan-prompt.ts';
import { reasonOrder } from '../../shared/prompts/reason-order.ts';
import type { ReasonCode } from '../../shared/reasons/codes.ts';
import { judgeEvidence } from '../../shared/reasons/evidence.ts';
import { applyAnswers } from '../moves/apply-answers.ts';
import type { SurroundingsDeps } from '../moves/load-surroundings.ts';
import type { StoredMove } from '../store/stored-move.ts';
import { deletePaneAnswer, listPaneAnswers, type StoredPaneAnswer } from '../store/pane-answer-store.ts';
import { addAnswer } from '../store/answer-store.ts';
import { addPrompt, savePrompt } from '../store/prompt-store.ts';
import type { RepConsent } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import { loadEvidenceContext } from './evidence-context.ts';
import { loadEvidence } from './load-evidence.ts';
import { rejudgeAt } from './rejudge-answers.ts';
import { loadMoved } from './prompt-card-data.ts';

type Trx = Transaction<Database>;

/** A form may stay open over a working day before its meeting is sent. */
export const PANE_ANSWER_WAITS = 26 * HOUR;
/** The clocks of Graph and of ours differ, and a change may have been saved before the pane was answered. */
const BEFORE_ANSWER = HOUR;

/**
 * What became of reasons given in Outlook: kept, as the answer to a question that needs no card, where the move settled as
 * one that may be asked about; dropped where it did not, or where nothing came of it. Returns whether any was kept.
 */
export async function keepPaneAnswers(
  trx: Trx,
  known: {
    readonly personId: string;
    readonly consent: RepConsent;
    readonly around: Surroundings;
    readonly moves: readonly StoredMove[];
    readonly waiting: readonly WaitingMove[];
  },
  deps: SurroundingsDeps,
): Promise<boolean> {
  let isKept = false;
  for (const answer of await listPaneAnswers(trx, known.personId)) {
    const settled = known.waiting.find((waiting) => isAbout(answer, waiting));
    const stored = known.moves.find(({ moveId }) => moveId === settled?.id);
    if (settled && stored) {
      if (mayBeAsked(settled, known)) isKept = (await keep(trx, answer, stored, known, deps)) || isKept;
      await deletePaneAnswer(trx, answer.eventId);
    } else if (known.around.now >= answer.changedAt + PANE_ANSWER_WAITS)
      await deletePaneAnswer(trx, answer.eventId);
  }
  return isKept;
}

function isAbout({ eventId, answeredAt }: StoredPaneAnswer, { activity, move }: WaitingMove): boolean {
  return activity.key === eventId && move.changedAt >= answeredAt - BEFORE_ANSWER;
}

function mayBeAsked(
  { move, activity, lastAskedAt }: WaitingMove,
  { consent, around }: { readonly consent: RepConsent; readonly around: Surroundings },
): boolean {
  return judgeEligibility(move, activity, {
    acknowledged: consent.isAcknowledged,
    objected: consent.hasObjected,
    calendar: around.calendar,
    lastAskedAt,
    now: around.now,
  }).eligible;
}

async function keep(
  trx: Trx,
  answer: StoredPaneAnswer,
  stored: StoredMove,
  { personId, around }: { readonly personId: string; readonly around: Surroundings },
  deps: SurroundingsDeps,
): Promise<boolean> {
  const person = await deps.people.findById(trx, personId);
  const moved = await loadMoved(trx, stored, deps.events);
  if (!person || !moved) return false;
  const { workingHours, holidays } = around;
  const { answeredAt } = answer;
  const promptId = await addPrompt(trx, {
    personId,
    moveId: stored.moveId,
    plannedAt: answeredAt,
    lapseAt: lapseAt(answeredAt, workingHours, holidays),
    askedOn: toLocalDate(answeredAt, workingHours.timeZone),
    reasonOrder: reasonOrder(personId),
    eligibleCount: 1,
  });
  if (promptId === null) return false;
  await savePrompt(trx, promptId, {
    state: 'answered',
    sentAt: answeredAt,
    closeDueAt: null,
    isClosed: true,
  });
  const context = await loadEvidenceContext(trx, person, stored.move.oldStart, around.now, deps);
  const inputs = await loadEvidence(trx, personId, stored, moved, context);
  const say = (code: ReasonCode, at: number, isFirst: boolean) =>
    addAnswer(trx, {
      promptId,
      personId,
      code,
      isFirst,
      answeredAt: at,
      secondsToAnswer: null,
      evidence: judgeEvidence(code, inputs),
      evidenceInputsSealed: deps.vault.seal(JSON.stringify(inputs)),
    });
  await say(answer.firstCode, answeredAt, true);
  if (answer.code !== answer.firstCode) await say(answer.code, answer.changedAt, false);
  if (answer.firstCode === 'material' || answer.code === 'material')
    await savePrompt(trx, promptId, { rejudgeDueAt: rejudgeAt(stored, context) });
  await applyAnswers(trx, personId);
  return true;
}
