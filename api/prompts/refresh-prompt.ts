import type { Transaction } from 'kysely';
import type { AdaptiveCard } from '../../bot/cards/adaptive-card.ts';
import { answeredCard } from '../../bot/cards/answered-card.ts';
import { promptCard } from '../../bot/cards/prompt-card.ts';
import type { PersonalChat } from '../../bot/ports.ts';
import { closesAt, openPrompt } from '../../shared/prompts/answer.ts';
import { defineJob } from '../jobs/job.ts';
import { findChat } from '../store/chat-store.ts';
import type { Vault } from '../store/encryption.ts';
import { findLastVerdict, findMove } from '../store/move-store.ts';
import type { Person } from '../store/person-store.ts';
import { listAnswers } from '../store/answer-store.ts';
import { hastenRefresh, holdPrompt, savePrompt, type StoredPrompt } from '../store/prompt-store.ts';
import type { Database } from '../store/schema.ts';
import { type AnsweredCardDeps, loadAnsweredCardData } from './answered-card-data.ts';
import { loadEvidenceContext } from './evidence-context.ts';
import { loadMoved, loadPromptCardData } from './prompt-card-data.ts';
import { againAfter } from './send-outcome.ts';
import { promptPayload, type SendDeps } from './send-prompt.ts';

type Trx = Transaction<Database>;

export interface RefreshDeps extends SendDeps, AnsweredCardDeps {
  readonly vault: Vault;
}

interface Redrawn {
  readonly chat: PersonalChat;
  readonly moveId: string;
  readonly activityId: string;
  readonly card: AdaptiveCard;
}

export const refreshPromptJob = defineJob<{ promptId: string }, RefreshDeps>({
  name: 'refresh-prompt',
  payload: promptPayload,
  key: ({ promptId }) => promptId,
  run: ({ promptId }, deps) => refreshPrompt(promptId, deps),
});

/** A card that is still to be read shows the move as it now is, and that its answer was contested in the tab. */
async function refreshPrompt(promptId: string, deps: RefreshDeps): Promise<void> {
  const asWorker = deps.store.as({ kind: 'worker' });
  const redrawn = await asWorker((trx) => redraw(trx, promptId, deps));
  if (!redrawn) return;
  const { chat, moveId, activityId, card } = redrawn;
  const outcome = await deps.gate.through(() => deps.outbound.replaceCard(chat, activityId, card));
  const afterMs = againAfter(outcome);
  if (afterMs !== null) await asWorker((trx) => hastenRefresh(trx, moveId, deps.clock.now() + afterMs));
}

async function redraw(trx: Trx, promptId: string, deps: RefreshDeps): Promise<Redrawn | null> {
  const prompt = await holdPrompt(trx, promptId);
  if (!prompt || prompt.isClosed || !prompt.activityId) return null;
  const person = await deps.people.findById(trx, prompt.personId);
  const chat = await findChat(trx, prompt.personId);
  if (!person || chat?.state !== 'open') return null;
  const card = await cardNow(trx, prompt, person, deps);
  return card && { chat, moveId: prompt.moveId, activityId: prompt.activityId, card };
}

function cardNow(
  trx: Trx,
  prompt: StoredPrompt,
  person: Person,
  deps: RefreshDeps,
): Promise<AdaptiveCard | null> {
  switch (prompt.state) {
    case 'sent':
      return askingCard(trx, prompt, person, deps);
    case 'answered':
      return answeredCardNow(trx, prompt, person, deps);
    case 'due':
    case 'sending':
    case 'unknown':
    case 'withdrawn':
    case 'lapsed':
    case 'gone':
    case 'not_asked':
      return Promise.resolve(null);
  }
}

/** After a twin appeared; where the move is none any more, the question goes. */
async function askingCard(trx: Trx, prompt: StoredPrompt, person: Person, deps: RefreshDeps) {
  const stored = await findMove(trx, prompt.moveId);
  if (!stored) {
    await savePrompt(trx, prompt.promptId, { state: 'withdrawn', closeDueAt: deps.clock.now() });
    return null;
  }
  const { timeZone } = person.workingHours;
  const data = await loadPromptCardData(trx, prompt, stored, { events: deps.events, timeZone });
  return data && promptCard(data, person.language);
}

/** Until it is emptied: what is redrawn later would bring title and reason back. */
async function answeredCardNow(trx: Trx, prompt: StoredPrompt, person: Person, deps: RefreshDeps) {
  const stored = await findLastVerdict(trx, prompt.moveId);
  const moved = stored && (await loadMoved(trx, stored, deps.events));
  const answers = await listAnswers(trx, prompt.promptId);
  const last = answers.at(-1);
  const changeableUntil = closesAt({
    ...openPrompt(prompt.lapseAt),
    answers: answers.map(({ code, answeredAt }) => ({ code, at: answeredAt })),
  });
  const now = deps.clock.now();
  if (!stored || !moved || !last || now >= changeableUntil) return null;
  const { code: reason, evidence } = last;
  const answered = { reason, evidence, contested: stored.contestedAt !== null, changeableUntil };
  const context = await loadEvidenceContext(trx, person, stored.move.oldStart, now, deps);
  const data = await loadAnsweredCardData(trx, { prompt, stored, moved }, answered, context, deps);
  return answeredCard(data, person.language);
}
