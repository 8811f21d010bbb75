import type { Instant, TimeZone } from '../shared/calendar/time.ts';
import type { ReasonCode } from '../shared/reasons/codes.ts';
import type { Language } from '../shared/locales/text.ts';
import type { AdaptiveCard } from './cards/adaptive-card.ts';
import type { AnsweredCardData } from './cards/answered-card.ts';
import type { CardTap, NotSellingAs, PauseLength } from './cards/card-tap.ts';
import type { PromptCardData } from './cards/prompt-card.ts';

/* ---- Towards Teams ------------------------------------------------------------------------------------- */

/** A personal chat with one person, as the connector addresses it. The service URL can change with any event. */
export interface PersonalChat {
  readonly serviceUrl: string;
  readonly conversationId: string;
}

/** Why a chat or a message cannot be reached. Operations see it per person; a manager never does. */
export type GoneReason =
  /** About 1 % of these pass by themselves: one delayed retry, then open the chat anew. Keep the row. */
  | 'conversation-not-found'
  /** The card to replace is not there. The answer stands. */
  | 'activity-not-found'
  /** The person blocked the bot: nothing until they write. */
  | 'blocked-by-user'
  /** Not installed for the person, or only in a team: nothing until an installation is seen. */
  | 'not-installed'
  /** The tenant's admin turned the bot off: nothing to anybody, and the admin is told. */
  | 'disabled-by-admin'
  /** 403 with a code that we do not know. */
  | 'refused'
  /** The service does not take our token, nor a fresh one: hold all sends and raise an alarm. */
  | 'unauthorized'
  /** A fault of ours: the request or the card was not accepted. */
  | 'rejected'
  /** The service URL names a host that gets no token of ours. */
  | 'service-url-not-allowed';

/** How a service refused: no name and no message. */
export interface Refused {
  readonly status: number;
  readonly code: string | null;
}

export type SendOutcome =
  | { readonly outcome: 'sent'; readonly id: string }
  /** Certainly not delivered. `afterMs` is what the service asked for; null = the caller's own backoff. `throttled` = 429. */
  | { readonly outcome: 'retryable'; readonly afterMs: number | null; readonly throttled?: true }
  /** Not tried: nothing may leave for so long, to anybody. Costs no attempt; only what stands before an adapter says it. */
  | { readonly outcome: 'held'; readonly afterMs: number }
  /** `said` is the service's own word, for operations: it says *blocked* of some who have blocked nothing. */
  | { readonly outcome: 'gone'; readonly reason: GoneReason; readonly said?: Refused }
  /** May have been delivered: never send it again. */
  | { readonly outcome: 'unknown' };

/**
 * Sends to personal chats. Every call ends within the adapter's own deadline in one of these typed outcomes and
 * never throws; nothing that may have been delivered is sent twice. Opening a chat and replacing a card may be
 * repeated, so there a failing service is `retryable`.
 */
export interface BotOutbound {
  /** `sent.id` is the conversation id. Opening the same chat again gives the same id. */
  openPersonalChat(user: {
    readonly aadObjectId: string;
    readonly tenantId: string;
    readonly serviceUrl: string;
  }): Promise<SendOutcome>;
  /** `summary` is what a notification says; it names no title and no customer, unless the tenant allows the title. */
  postCard(chat: PersonalChat, card: AdaptiveCard, summary: string): Promise<SendOutcome>;
  replaceCard(chat: PersonalChat, activityId: string, card: AdaptiveCard): Promise<SendOutcome>;
}

/* ---- From Teams ---------------------------------------------------------------------------------------- */

interface EventFromChat {
  readonly tenantId: string;
  /** Who did it, in lower case. */
  readonly aadObjectId: string;
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly activityId: string | null;
  /** The message that was tapped. */
  readonly replyToId: string | null;
  /** The client's language, for instance `sv-SE`. */
  readonly locale: string | null;
}

/** One verified event in a personal chat of the configured tenant. */
export type BotEvent = EventFromChat &
  (
    | { readonly kind: 'answered'; readonly payload: CardTap | null }
    | { readonly kind: 'text'; readonly payload: string }
    | { readonly kind: 'installed' | 'uninstalled' | 'unknown'; readonly payload: null }
  );

/** What a handler gives back: a card, a sentence shown below the tapped card, or nothing. */
export type BotReply = { readonly card: AdaptiveCard } | { readonly message: string } | null;

export interface Bot {
  /** One use case. A repeated, late or foreign tap is an answer too, never an error. */
  handle(event: BotEvent): Promise<BotReply>;
  /** What is left once the reply is on its way: other devices, replies to words, what we know of the chat. */
  followUp(event: BotEvent, reply: BotReply): Promise<void>;
}

export interface InboundRequest {
  readonly authorization: string | undefined;
  /** The header `x-ms-tenant-id`, where Teams added it. */
  readonly tenantHeader: string | undefined;
  readonly body: unknown;
}

export interface InboundResponse {
  readonly status: number;
  /** null = an empty body. */
  readonly body: object | null;
  /** Called once the response is written; never rejects. */
  readonly afterwards: () => Promise<void>;
}

/** An HTTP request from the Bot Framework, verified and turned into a use case. Never rejects. */
export interface BotInbound {
  /** At first sight, before the body is read: false where the token cannot be good, which is reported. */
  admits(authorization: string | undefined): boolean;
  receive(request: InboundRequest): Promise<InboundResponse>;
}

/* ---- Towards the app ----------------------------------------------------------------------------------- */

/** A tap on a card of a prompt, as verified. `promptId` comes from the client and proves nothing. */
export interface VerifiedTap {
  readonly promptId: string;
  readonly aadObjectId: string;
  readonly conversationId: string;
  /** The chat's newest: it is taken over with the tap. */
  readonly serviceUrl: string;
  /** The tapped message: a prompt whose sending was `unknown` is `sent` from then on. */
  readonly activityId: string | null;
  readonly at: Instant;
}

/** What came of a tap, and in which language its person reads; null where they are none of ours. */
export interface TapOutcome {
  readonly next: NextCard;
  readonly language: Language | null;
}

/** What the tapped card shows next. */
export type NextCard =
  | { readonly show: 'answered'; readonly data: AnsweredCardData }
  /** The reasons once more, while the answer can be changed. */
  | { readonly show: 'change'; readonly data: PromptCardData; readonly current: ReasonCode }
  /** Withdrawn; `as` is what the rep said it is, null while that is open. */
  | { readonly show: 'not-selling'; readonly as: NotSellingAs | null }
  /** Late, lapsed, withdrawn, superseded, unknown, or somebody else's. */
  | { readonly show: 'closed' };

/**
 * Prompts and answers, as the app keeps them. Each method is one transaction without a call to any service, for the
 * rep waits; idempotent by `promptId`. It compares `aadObjectId` with the addressee and `conversationId` with the
 * stored chat and answers `closed` where they differ or the person is no rep, having changed nothing.
 */
export interface Prompts {
  /** The first answer, the same again, or another within 24 h of the first. */
  answer(tap: VerifiedTap, code: ReasonCode): Promise<TapOutcome>;
  /** *Change answer* was tapped: nothing changes yet. */
  reconsider(tap: VerifiedTap): Promise<TapOutcome>;
  /** Withdraws the prompt and corrects the activity: to `as`, or to unsure while that is null. */
  notSelling(tap: VerifiedTap, as: NotSellingAs | null): Promise<TapOutcome>;
  /** The rep disagrees with what the calendar shows. */
  contest(tap: VerifiedTap): Promise<TapOutcome>;
}

/** A person in the bot's chat, as far as the bot speaks of it. */
export interface ChatPerson {
  readonly language: Language;
  readonly timeZone: TimeZone;
  /** null = not a rep here. */
  readonly rep: {
    /** null where the rep's team is below the minimum. */
    readonly teamMinimum: number | null;
    readonly acknowledged: boolean;
    /** A weekly note is to come. */
    readonly wantsNote: boolean;
  } | null;
}

export interface People {
  /** null = nobody of ours; then the bot answers in the client's language. */
  find(aadObjectId: string): Promise<ChatPerson | null>;
  /**
   * An installation was seen, or the person wrote: this is their chat from now on, and a block or an
   * uninstallation is over. `first` = nobody has welcomed them yet, and the caller is to do it.
   */
  rememberChat(aadObjectId: string, chat: PersonalChat): Promise<{ readonly first: boolean }>;
  /** A tap on no question was seen: takes the service URL over where the conversation is the stored one, or was never heard from. */
  refreshServiceUrl(aadObjectId: string, chat: PersonalChat): Promise<void>;
  /** Uninstalled: nothing is sent until a chat is remembered again. */
  forgetChat(aadObjectId: string): Promise<void>;
  /** Holds prompts back at once; an open one lapses, and its card is emptied. `until` null = until resumed. */
  pause(aadObjectId: string, length: PauseLength, at: Instant): Promise<{ readonly until: Instant | null }>;
  resume(aadObjectId: string, at: Instant): Promise<void>;
  /** The rep has read what is collected, why, and who sees what (R10). */
  acknowledge(aadObjectId: string, at: Instant): Promise<void>;
  wantNote(aadObjectId: string, wants: boolean, at: Instant): Promise<void>;
}

/* ---- Towards operations -------------------------------------------------------------------------------- */

/** Something to count and log. Never holds a title, an address, a token or a person's name. */
export type BotProblem =
  | { readonly kind: 'inbound-refused'; readonly cause: string }
  | { readonly kind: 'turn-failed'; readonly eventKind: BotEvent['kind']; readonly error: unknown }
  | { readonly kind: 'follow-up-failed'; readonly eventKind: BotEvent['kind']; readonly cause: unknown }
  | { readonly kind: 'token-failed'; readonly error: unknown }
  | ({ readonly kind: 'send-refused' } & Refused);

export type ReportProblem = (problem: BotProblem) => void;
