import type { Transaction } from 'kysely';
import type { GoneReason, SendOutcome } from '../../bot/ports.ts';
import { MINUTE, type Instant } from '../../shared/calendar/time.ts';
import { findChat, removeChat, saveChatState } from '../store/chat-store.ts';
import { hastenReach } from '../store/reach-store.ts';
import type { Database } from '../store/schema.ts';

type Trx = Transaction<Database>;

/** A send that was certainly not delivered is tried so often; then it is given up. */
const MOST_ATTEMPTS = 6;
export const FIRST_BACKOFF = MINUTE;

/** Of what was certainly not delivered: when it is tried again. */
export function retry(prompt: { readonly attempts: number }, afterMs: number | null, now: Instant) {
  const attempts = prompt.attempts + 1;
  if (attempts >= MOST_ATTEMPTS) return { state: 'gone' as const, goneReason: 'retries-exhausted', attempts };
  // A service that says one second, time and again, must not use up all attempts in six.
  const wait = Math.max(afterMs ?? 0, FIRST_BACKOFF * 2 ** (attempts - 1));
  return { state: 'due' as const, dueAt: now + wait, attempts };
}

/** Kept for operations with what the connector said: its code for a block also stands for some policies (BF3). */
export function goneWords({ reason, said }: Extract<SendOutcome, { outcome: 'gone' }>): string {
  if (!said) return reason;
  // It came from outside.
  const code = /^\w{1,60}$/.exec(said.code ?? '')?.[0];
  return `${reason} (${[said.status, code].filter(Boolean).join(' ')})`;
}

/** Nobody is reached, whoever it is: the gate holds everything, and the question waits for as long as it may be asked. */
export function isStop(reason: GoneReason): boolean {
  return reason === 'unauthorized' || reason === 'disabled-by-admin';
}

/** Those that are held at the same moment come back one by one: the first of them shows whether the rest may. */
export function spread(promptId: string): number {
  return Math.floor((Number.parseInt(promptId.slice(0, 6), 16) / 0x1000000) * FIRST_BACKOFF);
}

/** When it is worth calling again; null where that would change nothing. */
export function againAfter(outcome: SendOutcome): number | null {
  switch (outcome.outcome) {
    case 'held':
      return outcome.afterMs;
    case 'retryable':
      return Math.max(outcome.afterMs ?? 0, FIRST_BACKOFF);
    case 'unknown':
      return FIRST_BACKOFF;
    case 'gone':
      return isStop(outcome.reason) ? FIRST_BACKOFF : null;
    case 'sent':
      return null;
  }
}

/**
 * Blocked and uninstalled stop us until the person is heard from; other failures are this message's alone. Whoever was never
 * heard from has not taken the bot away: it was not there, and is to be installed.
 */
export async function noteGone(trx: Trx, personId: string, reason: GoneReason, now: Instant): Promise<void> {
  if (reason === 'blocked-by-user') await saveChatState(trx, personId, 'blocked', now);
  if (reason !== 'not-installed') return;
  const heardAt = (await findChat(trx, personId))?.heardAt ?? null;
  if (heardAt !== null) {
    await saveChatState(trx, personId, 'uninstalled', now);
    return;
  }
  await removeChat(trx, personId);
  await hastenReach(trx, [personId], now);
}
