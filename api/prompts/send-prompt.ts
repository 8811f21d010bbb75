import { z } from 'zod';
import { closedCard } from '../../bot/cards/closed-card.ts';
import { promptCard, type PromptCardData } from '../../bot/cards/prompt-card.ts';
import type { BotOutbound, GoneReason, PersonalChat, SendOutcome } from '../../bot/ports.ts';
import { DAY, MINUTE, type Instant } from '../../shared/calendar/time.ts';
import type { Clock } from '../../shared/clock.ts';
import { text, type Language } from '../../shared/locales/text.ts';
import { defineJob } from '../jobs/job.ts';
import {
  findChat,
  findCommonestServiceUrl,
  saveChat,
  saveChatState,
  type StoredChat,
} from '../store/chat-store.ts';
import type { EventStore } from '../store/event-store.ts';
import { findMove } from '../store/move-store.ts';
import type { PersonStore } from '../store/person-store.ts';
import { holdPrompt, savePrompt, type StoredPrompt } from '../store/prompt-store.ts';
import { findConsent, hastenPlan } from '../store/rep-store.ts';
import type { PromptState } from '../store/schema-prompts.ts';
import type { Store } from '../store/transaction.ts';
import { loadPromptCardData } from './prompt-card-data.ts';

/** A send that was certainly not delivered is tried so often; then the question lapses by itself. */
const MOST_ATTEMPTS = 6;
const FIRST_BACKOFF = MINUTE;
const CLOSING_GIVEN_UP = 3 * DAY;
const OPEN_STATES: ReadonlySet<PromptState> = new Set(['due', 'sending', 'sent', 'unknown']);

export interface SendDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly events: EventStore;
  readonly people: PersonStore;
  readonly outbound: BotOutbound;
  readonly tenantId: string;
  /** Where a chat is opened with somebody of whom no service URL is known. */
  readonly defaultServiceUrl: string;
}

const promptPayload = z.object({ promptId: z.guid() }).strict();

export const sendPromptJob = defineJob<{ promptId: string }, SendDeps>({
  name: 'send-prompt',
  payload: promptPayload,
  key: ({ promptId }) => promptId,
  run: ({ promptId }, deps) => sendPrompt(promptId, deps),
});

export const refreshPromptJob = defineJob<{ promptId: string }, SendDeps>({
  name: 'refresh-prompt',
  payload: promptPayload,
  key: ({ promptId }) => promptId,
  run: ({ promptId }, deps) => refreshPrompt(promptId, deps),
});

export const closePromptJob = defineJob<{ promptId: string }, SendDeps>({
  name: 'close-prompt',
  payload: promptPayload,
  key: ({ promptId }) => promptId,
  run: ({ promptId }, deps) => closePrompt(promptId, deps),
});

interface Ready {
  readonly prompt: StoredPrompt;
  readonly data: PromptCardData;
  readonly language: Language;
  readonly entraId: string;
  readonly chat: StoredChat | null;
  readonly serviceUrl: string;
}

/**
 * Sends one question at most once. `sending` is committed before the card leaves; whoever finds it so afterwards
 * knows that the sender died on the way and writes `unknown`: it may have arrived, and is never sent again.
 */
export async function sendPrompt(promptId: string, deps: SendDeps): Promise<void> {
  const ready = await claim(promptId, deps);
  if (!ready) return;
  const chat = ready.chat ?? (await openChat(ready, deps));
  if (!chat) return;
  await deps.store.as({ kind: 'worker' })((trx) =>
    savePrompt(trx, promptId, {
      state: 'sending',
      sendingSince: deps.clock.now(),
      conversationId: chat.conversationId,
      attempts: ready.prompt.attempts + 1,
    }),
  );
  const { data, language } = ready;
  const outcome = await deps.outbound.postCard(
    chat,
    promptCard(data, language),
    text(language, 'prompt.summary'),
  );
  await saveOutcome(ready, outcome, deps);
}

/** What is needed to send, if the question is still to be sent; else settles what became of it. */
async function claim(promptId: string, deps: SendDeps): Promise<Ready | null> {
  return deps.store.as({ kind: 'worker' })(async (trx) => {
    const prompt = await holdPrompt(trx, promptId);
    if (!prompt) return null;
    const now = deps.clock.now();
    if (prompt.state === 'sending') {
      await savePrompt(trx, promptId, { state: 'unknown', sentAt: now, closeDueAt: prompt.lapseAt });
      return null;
    }
    if (prompt.state !== 'due') return null;
    const person = await deps.people.findById(trx, prompt.personId);
    const consent = await findConsent(trx, prompt.personId);
    const stored = await findMove(trx, prompt.moveId);
    const isPaused = (consent?.pausedUntil ?? 0) > now;
    if (!person || !consent || !stored || consent.hasObjected || isPaused || now >= prompt.lapseAt) {
      await savePrompt(trx, promptId, { state: now >= prompt.lapseAt ? 'lapsed' : 'not_asked' });
      return null;
    }
    const chat = await findChat(trx, prompt.personId);
    if (chat && chat.state !== 'open') {
      await savePrompt(trx, promptId, { state: 'gone', goneReason: chat.state });
      return null;
    }
    const zone = person.workingHours.timeZone;
    const data = await loadPromptCardData(trx, prompt, stored, { events: deps.events, timeZone: zone });
    if (!data) {
      await savePrompt(trx, promptId, { state: 'not_asked' });
      return null;
    }
    const serviceUrl = (await findCommonestServiceUrl(trx)) ?? deps.defaultServiceUrl;
    return { prompt, data, language: person.language, entraId: person.entraId, chat, serviceUrl };
  });
}

/** Opening a chat again gives the same chat, so this may be repeated. null where there is none to be had now. */
async function openChat(ready: Ready, deps: SendDeps): Promise<PersonalChat | null> {
  const { serviceUrl } = ready;
  const opened = await deps.outbound.openPersonalChat({
    aadObjectId: ready.entraId,
    tenantId: deps.tenantId,
    serviceUrl,
  });
  if (opened.outcome !== 'sent') {
    await saveOutcome(
      ready,
      opened.outcome === 'unknown' ? { outcome: 'retryable', afterMs: null } : opened,
      deps,
    );
    return null;
  }
  const chat = { conversationId: opened.id, serviceUrl };
  await deps.store.as({ kind: 'worker' })((trx) =>
    saveChat(trx, ready.prompt.personId, { ...chat, state: 'open' }, deps.clock.now()),
  );
  return chat;
}

async function saveOutcome({ prompt }: Ready, outcome: SendOutcome, deps: SendDeps): Promise<void> {
  await deps.store.as({ kind: 'worker' })(async (trx) => {
    const held = await holdPrompt(trx, prompt.promptId);
    const now = deps.clock.now();
    // A tap may have come in before the connector's answer did.
    if (!held || !['due', 'sending', 'unknown'].includes(held.state)) return;
    switch (outcome.outcome) {
      case 'sent':
        await savePrompt(trx, prompt.promptId, {
          state: 'sent',
          sentAt: now,
          activityId: outcome.id,
          closeDueAt: held.lapseAt,
        });
        break;
      case 'unknown':
        await savePrompt(trx, prompt.promptId, { state: 'unknown', sentAt: now, closeDueAt: held.lapseAt });
        break;
      case 'retryable':
        await savePrompt(trx, prompt.promptId, retry(held, outcome.afterMs, now));
        break;
      case 'gone':
        await savePrompt(trx, prompt.promptId, { state: 'gone', goneReason: outcome.reason });
        await noteGone(outcome.reason, (state) => saveChatState(trx, prompt.personId, state, now));
        break;
    }
  });
}

function retry(prompt: StoredPrompt, afterMs: number | null, now: Instant) {
  const attempts = prompt.attempts + 1;
  if (attempts >= MOST_ATTEMPTS) return { state: 'gone' as const, goneReason: 'retries-exhausted', attempts };
  const wait = afterMs ?? FIRST_BACKOFF * 2 ** (attempts - 1);
  return { state: 'due' as const, dueAt: now + wait, attempts };
}

/** Blocked and uninstalled stop us until the person is heard from; other failures are this message's alone. */
async function noteGone(
  reason: GoneReason,
  save: (state: 'blocked' | 'uninstalled') => Promise<void>,
): Promise<void> {
  if (reason === 'blocked-by-user') await save('blocked');
  if (reason === 'not-installed') await save('uninstalled');
}

/** An unanswered card shows the move as it now is, after a twin appeared. */
export async function refreshPrompt(promptId: string, deps: SendDeps): Promise<void> {
  const card = await deps.store.as({ kind: 'worker' })(async (trx) => {
    const prompt = await holdPrompt(trx, promptId);
    if (!prompt || prompt.state !== 'sent' || prompt.isClosed || !prompt.activityId) return null;
    const person = await deps.people.findById(trx, prompt.personId);
    const chat = await findChat(trx, prompt.personId);
    const stored = await findMove(trx, prompt.moveId);
    if (!person || !chat) return null;
    if (!stored) {
      await savePrompt(trx, promptId, { lapseAt: deps.clock.now(), closeDueAt: deps.clock.now() });
      return null;
    }
    const zone = person.workingHours.timeZone;
    const data = await loadPromptCardData(trx, prompt, stored, { events: deps.events, timeZone: zone });
    return data && { chat, activityId: prompt.activityId, card: promptCard(data, person.language) };
  });
  if (card) await deps.outbound.replaceCard(card.chat, card.activityId, card.card);
}

/**
 * Lapses what was not answered in time, and empties the card of title, customer and reason. The card is closed only
 * once the connector has taken it, and given up two days later: it is then out of date by its own words.
 */
export async function closePrompt(promptId: string, deps: SendDeps): Promise<void> {
  const card = await deps.store.as({ kind: 'worker' })(async (trx) => {
    const prompt = await holdPrompt(trx, promptId);
    if (!prompt || prompt.isClosed) return null;
    const now = deps.clock.now();
    if (OPEN_STATES.has(prompt.state) && now < prompt.lapseAt) {
      await savePrompt(trx, promptId, { closeDueAt: prompt.lapseAt });
      return null;
    }
    if (OPEN_STATES.has(prompt.state)) await savePrompt(trx, promptId, { state: 'lapsed', dueAt: null });
    await hastenPlan(trx, prompt.personId, now);
    const person = await deps.people.findById(trx, prompt.personId);
    const chat = await findChat(trx, prompt.personId);
    const isPast = now > prompt.lapseAt + CLOSING_GIVEN_UP;
    if (!person || !chat || !prompt.activityId || isPast) {
      await savePrompt(trx, promptId, { isClosed: true });
      return null;
    }
    await savePrompt(trx, promptId, { closeDueAt: now + FIRST_BACKOFF });
    return { chat, activityId: prompt.activityId, card: closedCard(person.language) };
  });
  if (!card) return;
  const { outcome } = await deps.outbound.replaceCard(card.chat, card.activityId, card.card);
  if (outcome === 'retryable' || outcome === 'unknown') return;
  await deps.store.as({ kind: 'worker' })((trx) =>
    savePrompt(trx, promptId, { isClosed: true, closeDueAt: null }),
  );
}
