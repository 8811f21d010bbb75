import type { Clock } from '../shared/clock.ts';
import type { Language } from '../shared/locales/text.ts';
import type { AdaptiveCard } from './cards/adaptive-card.ts';
import { answeredCard } from './cards/answered-card.ts';
import type { CardTap, PauseLength } from './cards/card-tap.ts';
import { closedCard } from './cards/closed-card.ts';
import { helpCard } from './cards/help-card.ts';
import { correctedCard, notSellingCard } from './cards/not-selling-card.ts';
import { pausedCard, resumedCard } from './cards/paused-card.ts';
import { changeCard } from './cards/prompt-card.ts';
import { noteStateCard } from './cards/weekly-note-card.ts';
import { acknowledgedCard, welcomeCard } from './cards/welcome-card.ts';
import { whyCard } from './cards/why-card.ts';
import { createInOrder } from './in-order.ts';
import { languageOf } from './language.ts';
import type {
  Bot,
  BotEvent,
  BotOutbound,
  BotReply,
  ChatPerson,
  NextCard,
  People,
  PersonalChat,
  Prompts,
  ReportProblem,
  SendOutcome,
  TapOutcome,
  VerifiedTap,
} from './ports.ts';
import { parseWord } from './words.ts';

export interface BotDeps {
  readonly outbound: BotOutbound;
  readonly prompts: Prompts;
  readonly people: People;
  readonly clock: Clock;
  readonly report: ReportProblem;
}

/** Who speaks with the bot, and in which language it answers. */
interface Speaker {
  readonly aadObjectId: string;
  readonly person: ChatPerson | null;
  readonly language: Language;
}

/** The bot's use cases: taps, words, installations. Stored state decides, so each event may come twice. */
export function createBot(deps: BotDeps): Bot {
  const inOrder = createInOrder();
  return {
    handle: (event) => handle(deps, event),
    followUp: (event, reply) => inOrder(event.conversationId, () => followUp(deps, event, reply)),
  };
}

async function handle(deps: BotDeps, event: BotEvent): Promise<BotReply> {
  const { aadObjectId, kind } = event;
  if (kind === 'unknown') return null;
  if (kind === 'uninstalled') {
    await deps.people.forgetChat(aadObjectId);
    return null;
  }
  if (kind === 'answered') {
    const tap = event.payload;
    return {
      card: isOnPrompt(tap)
        ? await tappedPrompt(deps, event, tap)
        : await tapped(deps, await findSpeaker(deps, event), tap),
    };
  }
  const speaker = await findSpeaker(deps, event);
  const { person, language } = speaker;
  const { first } = await deps.people.rememberChat(aadObjectId, chatOf(event));
  if (kind === 'text') return { card: await spoken(deps, speaker, event.payload) };
  // An installation is announced in two ways, either or both; one welcome is enough.
  return first ? { card: welcomeCard({ rep: person?.rep ?? null }, language) } : null;
}

async function findSpeaker({ people }: BotDeps, { aadObjectId, locale }: BotEvent): Promise<Speaker> {
  const person = await people.find(aadObjectId);
  return { aadObjectId, person, language: person?.language ?? languageOf(locale) };
}

type TapOnPrompt = Extract<CardTap, { readonly prompt: string }>;

function isOnPrompt(tap: CardTap | null): tap is TapOnPrompt {
  return tap !== null && 'prompt' in tap;
}

/** The tap that fifty people make at once: whose it is, is found in the transaction that keeps it. */
async function tappedPrompt(deps: BotDeps, event: BotEvent, tap: TapOnPrompt): Promise<AdaptiveCard> {
  const { next, language } = await applyToPrompt(deps, event, tap);
  return cardFor(next, tap.prompt, language ?? languageOf(event.locale));
}

/** A tap that is about no question, or on a button that is none of ours. */
async function tapped(
  deps: BotDeps,
  speaker: Speaker,
  tap: Exclude<CardTap, TapOnPrompt> | null,
): Promise<AdaptiveCard> {
  const { aadObjectId, person, language } = speaker;
  if (tap === null || !person?.rep) return closedCard(language);
  switch (tap.verb) {
    case 'pause':
      return pause(deps, aadObjectId, person, tap.choice);
    case 'resume':
      return resume(deps, speaker);
    case 'acknowledge':
      await deps.people.acknowledge(aadObjectId, deps.clock.now());
      return acknowledgedCard(language);
    case 'note':
      await deps.people.wantNote(aadObjectId, tap.choice === 'on', deps.clock.now());
      return noteStateCard(tap.choice === 'on', language);
  }
}

function applyToPrompt({ prompts, clock }: BotDeps, event: BotEvent, tap: TapOnPrompt): Promise<TapOutcome> {
  const { aadObjectId, conversationId, serviceUrl, replyToId } = event;
  const verified: VerifiedTap = {
    promptId: tap.prompt,
    aadObjectId,
    conversationId,
    serviceUrl,
    activityId: replyToId,
    at: clock.now(),
  };
  switch (tap.verb) {
    case 'answer':
      return prompts.answer(verified, tap.choice);
    case 'reconsider':
      return prompts.reconsider(verified);
    case 'not-selling':
      return prompts.notSelling(verified, tap.choice);
    case 'contest':
      return prompts.contest(verified);
  }
}

function cardFor(next: NextCard, promptId: string, language: Language): AdaptiveCard {
  switch (next.show) {
    case 'answered':
      return answeredCard(next.data, language);
    case 'change':
      return changeCard(next.data, next.current, language);
    case 'not-selling':
      return next.as === null ? notSellingCard(promptId, language) : correctedCard(next.as, language);
    case 'closed':
      return closedCard(language);
  }
}

async function spoken(deps: BotDeps, speaker: Speaker, typed: string): Promise<AdaptiveCard> {
  const { aadObjectId, person, language } = speaker;
  if (!person?.rep) return welcomeCard({ rep: null }, language);
  switch (parseWord(typed)) {
    case 'pause':
      return pause(deps, aadObjectId, person, 'week');
    case 'resume':
      return resume(deps, speaker);
    case 'why':
      return whyCard({ teamMinimum: person.rep.teamMinimum }, language);
    case 'note':
      return noteStateCard(person.rep.wantsNote, language);
    case 'help':
      return helpCard(language);
  }
}

async function pause(
  { people, clock }: BotDeps,
  aadObjectId: string,
  { timeZone, language }: ChatPerson,
  length: PauseLength,
): Promise<AdaptiveCard> {
  const { until } = await people.pause(aadObjectId, length, clock.now());
  return pausedCard({ until, timeZone }, language);
}

async function resume({ people, clock }: BotDeps, { aadObjectId, language }: Speaker): Promise<AdaptiveCard> {
  await people.resume(aadObjectId, clock.now());
  return resumedCard(language);
}

async function followUp(deps: BotDeps, event: BotEvent, reply: BotReply): Promise<void> {
  if (event.kind === 'answered' && !isOnPrompt(event.payload))
    await deps.people.refreshServiceUrl(event.aadObjectId, chatOf(event));
  if (reply === null || !('card' in reply)) return;
  const outcome = await deliver(deps.outbound, event, reply.card);
  if (outcome !== null && outcome.outcome !== 'sent')
    deps.report({ kind: 'follow-up-failed', eventKind: event.kind, cause: outcome });
}

/** A tapped card is replaced for the person's other devices and old clients; a word gets a message of its own. */
async function deliver(
  outbound: BotOutbound,
  event: BotEvent,
  card: AdaptiveCard,
): Promise<SendOutcome | null> {
  if (event.kind !== 'answered') return outbound.postCard(chatOf(event), card, headlineOf(card));
  return event.replyToId === null ? null : outbound.replaceCard(chatOf(event), event.replyToId, card);
}

function headlineOf({ body, fallbackText }: AdaptiveCard): string {
  return body.find((element) => element.type === 'TextBlock')?.text ?? fallbackText;
}

function chatOf({ serviceUrl, conversationId }: BotEvent): PersonalChat {
  return { serviceUrl, conversationId };
}
