import type { GoneReason, SendOutcome } from '../ports.ts';
import type { Refusal } from './call-connector.ts';

/**
 * Causes of a 403, by the words that name them. Bodies differ from the documentation, so the words count
 * wherever they stand: code, sub-code or message.
 */
const FORBIDDEN: readonly (readonly [RegExp, GoneReason])[] = [
  [/BotDisabledByAdmin/i, 'disabled-by-admin'],
  [/ConversationBlockedByUser/i, 'blocked-by-user'],
  [/MessageWritesBlocked|"?errorCode\\?"?:\s*209\b/i, 'blocked-by-user'],
  [/BotNotInConversationRoster|not part of the conversation roster/i, 'not-installed'],
  [/ForbiddenOperationException|not in personal scope/i, 'not-installed'],
];

/** Turns an answer that is no success into what the caller may do. Where nothing is known, nothing is repeated. */
export function classifyFailure(refusal: Refusal, repeatable: boolean): SendOutcome {
  const { status, retryAfterMs } = refusal;
  if (status === 429) return { outcome: 'retryable', afterMs: retryAfterMs, throttled: true };
  if (status === 412) return { outcome: 'retryable', afterMs: retryAfterMs };
  if (status >= 500 || status === 408)
    return repeatable ? { outcome: 'retryable', afterMs: retryAfterMs } : { outcome: 'unknown' };
  return { outcome: 'gone', reason: goneReason(refusal), said: { status, code: refusal.code } };
}

function goneReason({ status, said }: Refusal): GoneReason {
  if (status === 401) return 'unauthorized';
  if (status === 403) return forbiddenReason(said);
  return status === 404 ? notFoundReason(said) : 'rejected';
}

/** The bot is served by another host than the one that was asked. */
export function isWrongServiceHost(refusal: Refusal): boolean {
  return refusal.status === 403 && /InvalidBotApiHost/i.test(refusal.said);
}

function forbiddenReason(said: string): GoneReason {
  return FORBIDDEN.find(([words]) => words.test(said))?.[1] ?? 'refused';
}

function notFoundReason(said: string): GoneReason {
  return /ActivityNotFound/i.test(said) ? 'activity-not-found' : 'conversation-not-found';
}
