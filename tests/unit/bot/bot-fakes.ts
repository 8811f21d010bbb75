import type { AdaptiveCard } from '../../../bot/cards/adaptive-card.ts';
import type {
  BotEvent,
  BotOutbound,
  BotProblem,
  ChatPerson,
  NextCard,
  People,
  PersonalChat,
  Prompts,
  SendOutcome,
  TapOutcome,
  VerifiedTap,
} from '../../../bot/ports.ts';
import type { Instant } from '../../../shared/calendar/time.ts';
import { at, STOCKHOLM } from '../../factories/event.ts';
import { DEMO_ANSWER, DEMO_PROMPT, PROMPT_ID } from './every-card.ts';

export const REP = '8f14e45f-ceea-4a7b-9b2d-0c6f3f1d2a11';
export const CHAT: PersonalChat = {
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  conversationId: 'a:rep',
};
export const NOW = at('2026-11-18 13:10');

const TAP = {
  tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
  aadObjectId: REP,
  ...CHAT,
  activityId: 'f:1',
  replyToId: 'card-1',
  locale: 'sv-SE',
};

export function tapEvent(payload: (BotEvent & { kind: 'answered' })['payload'], of: object = {}): BotEvent {
  return { ...TAP, kind: 'answered', payload, ...of };
}

export function textEvent(payload: string, of: object = {}): BotEvent {
  return { ...TAP, kind: 'text', payload, replyToId: null, ...of };
}

export function chatEvent(kind: 'installed' | 'uninstalled' | 'unknown', of: object = {}): BotEvent {
  return { ...TAP, kind, payload: null, replyToId: null, ...of };
}

/** Records what is sent, and answers with `next` until told otherwise. */
export class RecordingOutbound implements BotOutbound {
  readonly posted: { chat: PersonalChat; card: AdaptiveCard; summary: string }[] = [];
  readonly replaced: { chat: PersonalChat; activityId: string; card: AdaptiveCard }[] = [];
  next: SendOutcome = { outcome: 'sent', id: 'message-1' };

  openPersonalChat(): Promise<SendOutcome> {
    return Promise.resolve(this.next);
  }

  postCard(chat: PersonalChat, card: AdaptiveCard, summary: string): Promise<SendOutcome> {
    this.posted.push({ chat, card, summary });
    return Promise.resolve(this.next);
  }

  replaceCard(chat: PersonalChat, activityId: string, card: AdaptiveCard): Promise<SendOutcome> {
    this.replaced.push({ chat, activityId, card });
    return Promise.resolve(this.next);
  }
}

/** One prompt to one rep, with the rules that the port promises. */
export class OnePrompt implements Prompts {
  readonly changes: string[] = [];
  closed = false;
  readonly #conversationId: string;
  #code: string | null = null;

  constructor(conversationId: string = CHAT.conversationId) {
    this.#conversationId = conversationId;
  }

  answer(tap: VerifiedTap, code: typeof DEMO_ANSWER.reason): Promise<TapOutcome> {
    if (this.#isNotOpenTo(tap)) return this.#next(tap, { show: 'closed' });
    if (this.#code !== code) this.changes.push(`${code} at ${tap.at} on ${tap.activityId}`);
    this.#code = code;
    return this.#next(tap, { show: 'answered', data: { ...DEMO_ANSWER, reason: code } });
  }

  reconsider(tap: VerifiedTap): Promise<TapOutcome> {
    if (this.#isNotOpenTo(tap)) return this.#next(tap, { show: 'closed' });
    return this.#next(tap, { show: 'change', data: DEMO_PROMPT, current: 'market' });
  }

  notSelling(tap: VerifiedTap, as: 'supporting' | 'internal' | 'ignored' | null): Promise<TapOutcome> {
    if (this.#isNotOpenTo(tap)) return this.#next(tap, { show: 'closed' });
    this.changes.push(`not selling: ${as}`);
    return this.#next(tap, { show: 'not-selling', as });
  }

  contest(tap: VerifiedTap): Promise<TapOutcome> {
    if (this.#isNotOpenTo(tap)) return this.#next(tap, { show: 'closed' });
    this.changes.push('contested');
    return this.#next(tap, { show: 'answered', data: { ...DEMO_ANSWER, contested: true } });
  }

  #next({ aadObjectId }: VerifiedTap, next: NextCard): Promise<TapOutcome> {
    return Promise.resolve({ next, language: aadObjectId === REP ? 'sv' : null });
  }

  #isNotOpenTo(tap: VerifiedTap): boolean {
    const { promptId, aadObjectId, conversationId } = tap;
    return (
      this.closed || promptId !== PROMPT_ID || aadObjectId !== REP || conversationId !== this.#conversationId
    );
  }
}

/** The people of the tenant: one rep, who reads Swedish. */
export class OneRep implements People {
  readonly changes: string[] = [];
  readonly chats = new Map<string, PersonalChat>();
  readonly #people = new Map<string, ChatPerson>([
    [
      REP,
      { language: 'sv', timeZone: STOCKHOLM, rep: { teamMinimum: 5, acknowledged: false, wantsNote: false } },
    ],
  ]);

  find(aadObjectId: string): Promise<ChatPerson | null> {
    return Promise.resolve(this.#people.get(aadObjectId) ?? null);
  }

  rememberChat(aadObjectId: string, chat: PersonalChat): Promise<{ first: boolean }> {
    const first = !this.chats.has(aadObjectId);
    this.chats.set(aadObjectId, chat);
    return Promise.resolve({ first });
  }

  refreshServiceUrl(aadObjectId: string, chat: PersonalChat): Promise<void> {
    if (this.chats.get(aadObjectId)?.conversationId === chat.conversationId)
      this.chats.set(aadObjectId, chat);
    return Promise.resolve();
  }

  forgetChat(aadObjectId: string): Promise<void> {
    this.chats.delete(aadObjectId);
    return Promise.resolve();
  }

  pause(_: string, length: 'week' | 'until-resumed', now: Instant): Promise<{ until: Instant | null }> {
    this.changes.push(`paused: ${length}`);
    return Promise.resolve({ until: length === 'week' ? now + 7 * 86_400_000 : null });
  }

  resume(): Promise<void> {
    this.changes.push('resumed');
    return Promise.resolve();
  }

  wantNote(_: string, wants: boolean): Promise<void> {
    this.changes.push(`wants a note: ${wants}`);
    return Promise.resolve();
  }

  acknowledge(): Promise<void> {
    this.changes.push('acknowledged');
    return Promise.resolve();
  }
}

export function recordProblems(): { problems: BotProblem[]; report: (problem: BotProblem) => void } {
  const problems: BotProblem[] = [];
  return { problems, report: (problem) => void problems.push(problem) };
}
