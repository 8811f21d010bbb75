import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { AdaptiveCard } from '../../bot/cards/adaptive-card.ts';
import { closedCard } from '../../bot/cards/closed-card.ts';
import { pausedCard } from '../../bot/cards/paused-card.ts';
import { promptCard, promptSummary } from '../../bot/cards/prompt-card.ts';
import type { BotOutbound, PersonalChat, SendOutcome } from '../../bot/ports.ts';
import { DAY, type Instant } from '../../shared/calendar/time.ts';
import { defineJob } from '../jobs/job.ts';
import { findChat, removeChat, saveChat } from '../store/chat-store.ts';
import { FOREVER } from '../store/instant.ts';
import type { Person } from '../store/person-store.ts';
import { holdPrompt, savePrompt, type StoredPrompt } from '../store/prompt-store.ts';
import { findConsent, hastenPlan } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import type { PromptState } from '../store/schema-prompts.ts';
import { openSomewhere } from './open-chat.ts';
import type { GatedSends } from './send-gate.ts';
import { type ClaimDeps, claimPrompt, isPaused, type ReadyPrompt, TOO_LATE } from './claim-prompt.ts';
import { readAhead, type ReadAheadDeps } from './read-ahead.ts';
import { againAfter, FIRST_BACKOFF, goneWords, isStop, noteGone, retry, spread } from './send-outcome.ts';

type Trx = Transaction<Database>;

/** A chat that is not found may be there the next time; then it is opened anew, once. */
const MOST_NOT_FOUND = 2;
const CLOSING_GIVEN_UP = 3 * DAY;
const OPEN_STATES: ReadonlySet<PromptState> = new Set(['due', 'sending', 'sent', 'unknown']);

export interface SendDeps extends ClaimDeps, ReadAheadDeps {
  readonly outbound: BotOutbound;
  /** Where all sends pass. */
  readonly gate: GatedSends;
  readonly tenantId: string;
}

export const promptPayload = z.object({ promptId: z.guid() }).strict();

export const sendPromptJob = defineJob<{ promptId: string }, SendDeps>({
  name: 'send-prompt',
  payload: promptPayload,
  key: ({ promptId }) => promptId,
  run: ({ promptId }, deps) => sendPrompt(promptId, deps),
});

export const closePromptJob = defineJob<{ promptId: string }, SendDeps>({
  name: 'close-prompt',
  payload: promptPayload,
  key: ({ promptId }) => promptId,
  run: ({ promptId }, deps) => closePrompt(promptId, deps),
});

/**
 * Sends one question at most once. `sending` is committed before the card leaves; whoever finds it so afterwards
 * knows that the sender died on the way and writes `unknown`: it may have arrived, and is never sent again.
 */
export async function sendPrompt(promptId: string, deps: SendDeps): Promise<void> {
  const ready = await claimPrompt(promptId, deps);
  if (!ready) return;
  const outcome = await deps.gate.through(() => deliver(ready, deps));
  if (!outcome) return;
  await saveOutcome(ready, outcome, deps);
  if (outcome.outcome === 'sent') await readAhead(ready.prompt, deps);
}

/** null where it is not to be sent any more. */
async function deliver(ready: ReadyPrompt, deps: SendDeps): Promise<SendOutcome | null> {
  const opened = ready.chat ?? (await openChat(ready, deps));
  if ('outcome' in opened) return opened;
  if (!(await begin(ready.prompt.promptId, opened, deps))) return null;
  const { data, language, titleInNotification } = ready;
  const summary = promptSummary(data, language, titleInNotification);
  return deps.outbound.postCard(opened, promptCard(data, language), summary);
}

/** False where it is not to be sent any more: somebody else has begun, or the rep has paused meanwhile. */
async function begin(promptId: string, chat: PersonalChat, deps: SendDeps): Promise<boolean> {
  return deps.store.as({ kind: 'worker' })(async (trx) => {
    if ((await holdPrompt(trx, promptId))?.state !== 'due') return false;
    const { conversationId } = chat;
    await savePrompt(trx, promptId, { state: 'sending', sendingSince: deps.clock.now(), conversationId });
    return true;
  });
}

/** Opening a chat again gives the same chat, so this may be repeated. */
async function openChat(ready: ReadyPrompt, deps: SendDeps): Promise<PersonalChat | SendOutcome> {
  const opened = await openSomewhere(ready.entraId, ready.serviceUrl, deps);
  if (opened.outcome === 'unknown') return { outcome: 'retryable', afterMs: null };
  if (opened.outcome !== 'sent') return opened;
  const chat = { conversationId: opened.id, serviceUrl: opened.serviceUrl };
  await deps.store.as({ kind: 'worker' })((trx) =>
    saveChat(trx, ready.prompt.personId, { ...chat, state: 'open', heardAt: null }, deps.clock.now()),
  );
  return chat;
}

async function saveOutcome({ prompt }: ReadyPrompt, outcome: SendOutcome, deps: SendDeps): Promise<void> {
  await deps.store.as({ kind: 'worker' })(async (trx) => {
    const held = await holdPrompt(trx, prompt.promptId);
    const now = deps.clock.now();
    if (!held) return;
    // A tap, or a pause, may have come in before the connector's answer did.
    if (!['due', 'sending', 'unknown'].includes(held.state)) return noteArrived(trx, held, outcome, now);
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
      case 'held':
        await savePrompt(trx, prompt.promptId, {
          state: 'due',
          dueAt: now + outcome.afterMs + spread(prompt.promptId),
        });
        break;
      case 'gone':
        if (isStop(outcome.reason)) {
          await savePrompt(trx, prompt.promptId, { state: 'due', dueAt: now + FIRST_BACKOFF });
          break;
        }
        if (outcome.reason === 'conversation-not-found' && held.attempts < MOST_NOT_FOUND) {
          if (held.attempts > 0) await removeChat(trx, prompt.personId);
          await savePrompt(trx, prompt.promptId, retry(held, null, now));
          break;
        }
        await savePrompt(trx, prompt.promptId, { state: 'gone', goneReason: goneWords(outcome) });
        await noteGone(trx, prompt.personId, outcome.reason, now);
        break;
    }
  });
}

/** It is over already, but where its card stands must be known, or nobody could empty it. */
async function noteArrived(
  trx: Trx,
  { promptId, activityId, isClosed }: StoredPrompt,
  outcome: SendOutcome,
  now: Instant,
): Promise<void> {
  if (outcome.outcome !== 'sent' || activityId !== null) return;
  const reopened = isClosed && { isClosed: false, closeDueAt: now };
  await savePrompt(trx, promptId, { activityId: outcome.id, ...reopened });
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
    if (prompt.state === 'due') await savePrompt(trx, promptId, TOO_LATE);
    else if (OPEN_STATES.has(prompt.state)) await savePrompt(trx, promptId, { state: 'lapsed', dueAt: null });
    await hastenPlan(trx, prompt.personId, now);
    const person = await deps.people.findById(trx, prompt.personId);
    const chat = await findChat(trx, prompt.personId);
    const isPast = now > prompt.lapseAt + CLOSING_GIVEN_UP;
    if (!person || chat?.state !== 'open' || !prompt.activityId || isPast) {
      await savePrompt(trx, promptId, { isClosed: true });
      return null;
    }
    await savePrompt(trx, promptId, { closeDueAt: now + FIRST_BACKOFF });
    return { chat, activityId: prompt.activityId, card: await emptyCard(trx, prompt, person, now) };
  });
  if (!card) return;
  const outcome = await deps.gate.through(() =>
    deps.outbound.replaceCard(card.chat, card.activityId, card.card),
  );
  const afterMs = againAfter(outcome);
  await deps.store.as({ kind: 'worker' })((trx) =>
    savePrompt(
      trx,
      promptId,
      afterMs === null ? { isClosed: true, closeDueAt: null } : { closeDueAt: deps.clock.now() + afterMs },
    ),
  );
}

/** Of a question that a pause took away, the card that says so: the way to go on is on it. */
async function emptyCard(
  trx: Trx,
  { state }: StoredPrompt,
  { personId, language, workingHours }: Person,
  now: Instant,
): Promise<AdaptiveCard> {
  const consent = await findConsent(trx, personId);
  const until = consent?.pausedUntil ?? null;
  if (!consent || !OPEN_STATES.has(state) || !isPaused(consent, now)) return closedCard(language);
  return pausedCard(
    { until: until === null || until >= FOREVER ? null : until, timeZone: workingHours.timeZone },
    language,
  );
}
