import type { Transaction } from 'kysely';
import type { NotSellingAs } from '../../bot/cards/card-tap.ts';
import type { NextCard, Prompts, TapOutcome, VerifiedTap } from '../../bot/ports.ts';
import type { Instant } from '../../shared/calendar/time.ts';
import { tapPrompt, closesAt, type CorrectedClass, type PromptAnswer } from '../../shared/prompts/answer.ts';
import {
  evidenceOf,
  isCompared,
  judgeEvidence,
  type Evidence,
  type EvidenceInputs,
} from '../../shared/reasons/evidence.ts';
import type { ReasonCode } from '../../shared/reasons/codes.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import { saveChat } from '../store/chat-store.ts';
import { saveEventCorrection } from '../store/correction-store.ts';
import type { Vault } from '../store/encryption.ts';
import type { EventStore, StoredEvent } from '../store/event-store.ts';
import { isGuid } from '../store/guid.ts';
import { findLastVerdict, saveContested, saveNotAsked } from '../store/move-store.ts';
import { applyAnswers } from '../moves/apply-answers.ts';
import type { StoredMove } from '../store/stored-move.ts';
import type { Person, PersonStore } from '../store/person-store.ts';
import { addAnswer, listAnswers, type StoredAnswer } from '../store/answer-store.ts';
import { holdPromptOfChat, savePrompt, type StoredPrompt } from '../store/prompt-store.ts';
import { hastenPlan } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import { actAsPerson, type Store } from '../store/transaction.ts';
import { type AnsweredCardDeps, loadAnsweredCardData } from './answered-card-data.ts';
import { loadEvidenceContext, type EvidenceContext } from './evidence-context.ts';
import { loadEvidence } from './load-evidence.ts';
import { rejudgeAt } from './rejudge-answers.ts';
import { loadMoved, loadPromptCardData } from './prompt-card-data.ts';

type Trx = Transaction<Database>;

const CLOSED: NextCard = { show: 'closed' };

export interface AnswerDeps extends AnsweredCardDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly events: EventStore;
  readonly people: PersonStore;
  readonly holidaysBetween: HolidaysBetween;
}

/** Everything about one tapped prompt, held until the transaction ends. */
interface Held {
  readonly trx: Trx;
  readonly prompt: StoredPrompt;
  readonly stored: StoredMove;
  readonly moved: StoredEvent;
  readonly person: Person;
  readonly answers: readonly StoredAnswer[];
  readonly state: PromptAnswer;
  readonly at: Instant;
}

/** What a calendar shows of a reason, and what that was judged from; null where it was judged from nothing. */
interface Judged {
  readonly evidence: Evidence;
  readonly inputs: EvidenceInputs | null;
}

/**
 * Prompts and answers, each tap one transaction as the rep who tapped: row-level security makes another's prompt one
 * that is not there. Nothing is called on the way.
 */
export function createPrompts(deps: AnswerDeps): Prompts {
  const within = (tap: VerifiedTap, act: (held: Held) => Promise<NextCard>): Promise<TapOutcome> =>
    deps.store.as({ kind: 'worker' })(async (trx) => {
      const person = await findTapper(trx, tap.aadObjectId, deps);
      if (!person) return { next: CLOSED, language: null };
      await actAsPerson(trx, person.personId);
      const held = await hold(trx, tap, person, deps);
      return { next: held ? await act(held) : CLOSED, language: person.language };
    });
  return {
    answer: (tap, code) => within(tap, (held) => answer(held, code, deps)),
    reconsider: (tap) => within(tap, (held) => reconsider(held, deps)),
    notSelling: (tap, as) => within(tap, (held) => notSelling(held, as)),
    contest: (tap) => within(tap, (held) => contest(held, deps)),
  };
}

/** As worker, for nobody is the actor yet. */
async function findTapper(trx: Trx, entraId: string, { people }: AnswerDeps): Promise<Person | null> {
  const person = isGuid(entraId) ? await people.findByEntraId(trx, entraId) : null;
  return person?.leftAt === null ? person : null;
}

/** As the rep who tapped. null where there is nothing of theirs to tap on. */
async function hold(trx: Trx, tap: VerifiedTap, person: Person, deps: AnswerDeps): Promise<Held | null> {
  const asked = person.isRep ? await holdPromptOfChat(trx, tap.promptId, tap.conversationId) : null;
  if (!asked) return null;
  const { prompt, chat } = asked;
  const stored = await findLastVerdict(trx, prompt.moveId);
  const moved = stored && (await loadMoved(trx, stored, deps.events));
  if (!stored || !moved) return null;
  if (chat.serviceUrl !== tap.serviceUrl || chat.heardAt === null)
    await saveChat(trx, person.personId, { ...chat, serviceUrl: tap.serviceUrl, heardAt: tap.at }, tap.at);
  await noteArrival(trx, prompt, tap);
  const answers = await listAnswers(trx, prompt.promptId);
  const state = answerState(prompt, stored, answers);
  return { trx, prompt, stored, moved, person, answers, state, at: tap.at };
}

/** A tap proves that a card arrived, whatever the connector said when it was sent. */
async function noteArrival(trx: Trx, prompt: StoredPrompt, tap: VerifiedTap): Promise<void> {
  if (prompt.state !== 'unknown' && prompt.state !== 'sending') return;
  await savePrompt(trx, prompt.promptId, {
    state: 'sent',
    sentAt: prompt.sentAt ?? tap.at,
    closeDueAt: prompt.lapseAt,
    ...(tap.activityId !== null && { activityId: tap.activityId }),
  });
}

function answerState(
  prompt: StoredPrompt,
  stored: StoredMove,
  answers: readonly StoredAnswer[],
): PromptAnswer {
  return {
    lapsesAt: prompt.lapseAt,
    answers: answers.map(({ code, answeredAt }) => ({ code, at: answeredAt })),
    contestedAt: stored.contestedAt,
    withdrawn: prompt.withdrawn,
    lapsedAt: prompt.state === 'lapsed' ? prompt.lapseAt : null,
  };
}

async function answer(held: Held, code: ReasonCode, deps: AnswerDeps): Promise<NextCard> {
  const { outcome, prompt: next } = tapPrompt(held.state, { kind: 'reason', code }, held.at);
  if (outcome === 'closed') return closedOrAnswered(held, deps);
  const context = await evidenceContext(held, deps);
  if (outcome === 'same') return answeredCard(held, next, lastEvidence(held), context, deps);
  const { evidence, inputs } = await judge(held, code, context);
  const isFirst = outcome === 'answered';
  await addAnswer(held.trx, {
    promptId: held.prompt.promptId,
    personId: held.person.personId,
    code,
    isFirst,
    answeredAt: held.at,
    secondsToAnswer: secondsToAnswer(held),
    evidence,
    evidenceInputsSealed: deps.vault.seal(JSON.stringify(inputs)),
  });
  if (code === 'material')
    await savePrompt(held.trx, held.prompt.promptId, { rejudgeDueAt: rejudgeAt(held.stored, context) });
  if (isFirst) {
    await savePrompt(held.trx, held.prompt.promptId, { state: 'answered', closeDueAt: closesAt(next) });
    await hastenPlan(held.trx, held.person.personId, held.at);
  }
  if ([code, held.answers.at(-1)?.code].includes('customer-asked'))
    await applyAnswers(held.trx, held.person.personId);
  return answeredCard(held, next, evidence, context, deps);
}

/** Months of a calendar are read only for a reason that they bear on: the rep is waiting. */
async function judge(held: Held, code: ReasonCode, context: EvidenceContext): Promise<Judged> {
  if (!isCompared(code)) return { evidence: evidenceOf(code), inputs: null };
  const { trx, person, stored, moved, prompt } = held;
  const inputs = await loadEvidence(trx, person.personId, stored, moved, context, prompt.ownWeeks);
  return { evidence: judgeEvidence(code, inputs), inputs };
}

async function reconsider(held: Held, deps: AnswerDeps): Promise<NextCard> {
  const current = held.answers.at(-1)?.code;
  if (!current || held.at >= closesAt(held.state)) return closedOrAnswered(held, deps);
  const timeZone = held.person.workingHours.timeZone;
  const data = await loadPromptCardData(held.trx, held.prompt, held.stored, {
    events: deps.events,
    timeZone,
  });
  return data ? { show: 'change', data, current } : CLOSED;
}

/** A correction of this event, and no answer: the prompt is withdrawn and the move leaves the patterns. */
async function notSelling(held: Held, as: NotSellingAs | null): Promise<NextCard> {
  const { outcome, prompt: next } = tapPrompt(held.state, { kind: 'not-selling', correctedTo: as }, held.at);
  if (outcome === 'closed' || !next.withdrawn) return CLOSED;
  if (outcome === 'same') return { show: 'not-selling', as: saidAs(next.withdrawn.correctedTo) };
  const { trx, person, prompt, stored, at } = held;
  await saveEventCorrection(trx, {
    personId: person.personId,
    eventId: stored.move.twinKey ?? stored.eventId,
    class: next.withdrawn.correctedTo,
    correctedAt: at,
  });
  await savePrompt(trx, prompt.promptId, {
    state: 'withdrawn',
    withdrawn: next.withdrawn,
    closeDueAt: closesAt(next),
  });
  await saveNotAsked(trx, stored.moveId, 'not-selling');
  await hastenPlan(trx, person.personId, at);
  return { show: 'not-selling', as };
}

function saidAs(correctedTo: CorrectedClass): NotSellingAs | null {
  return correctedTo === 'unsure' ? null : correctedTo;
}

async function contest(held: Held, deps: AnswerDeps): Promise<NextCard> {
  const { outcome, prompt: next } = tapPrompt(held.state, { kind: 'contest' }, held.at);
  if (outcome === 'closed') return CLOSED;
  if (outcome === 'contested') await saveContested(held.trx, held.stored.moveId, held.at);
  // Emptied by then, or to be: it is noted, and what the card showed does not come back.
  if (held.at >= closesAt(held.state)) return CLOSED;
  return answeredCard(held, next, lastEvidence(held), await evidenceContext(held, deps), deps);
}

/** A late tap on what was answered shows the answer while the card may still show it, else that it is closed. */
async function closedOrAnswered(held: Held, deps: AnswerDeps): Promise<NextCard> {
  if (held.answers.length === 0 || held.at >= closesAt(held.state)) return CLOSED;
  return answeredCard(held, held.state, lastEvidence(held), await evidenceContext(held, deps), deps);
}

function evidenceContext({ trx, person, stored, at: now }: Held, deps: AnswerDeps): Promise<EvidenceContext> {
  return loadEvidenceContext(trx, person, stored.move.oldStart, now, deps);
}

async function answeredCard(
  held: Held,
  state: PromptAnswer,
  evidence: Evidence | null,
  context: EvidenceContext,
  deps: AnswerDeps,
): Promise<NextCard> {
  const reason = state.answers.at(-1)?.code;
  if (!reason || !evidence) return CLOSED;
  const contested = state.contestedAt !== null;
  const answered = { reason, evidence, contested, changeableUntil: closesAt(state) };
  const data = await loadAnsweredCardData(held.trx, held, answered, context, deps);
  return { show: 'answered', data };
}

/** Ours, written by `judgeEvidence`. */
function lastEvidence({ answers }: Held): Evidence | null {
  return answers.at(-1)?.evidence ?? null;
}

function secondsToAnswer({ prompt, at: now }: Held): number | null {
  return prompt.sentAt === null ? null : Math.max(0, (now - prompt.sentAt) / 1000);
}
