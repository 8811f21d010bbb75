import { createHash } from 'node:crypto';
import { DAY, HOUR, type Instant, MINUTE } from '../../shared/calendar/time.ts';
import { GraphFailure } from '../graph/graph-failure.ts';
import { TokenFailure } from '../identity/graph-token.ts';
import { postpone } from '../store/mailbox-store.ts';
import type { MailboxState } from '../store/schema-calendars.ts';
import type { Reader } from './reader.ts';
import type { SyncDeps } from './sync-deps.ts';

/** Why a calendar could not be read; nothing in it counts as gone for that. */
export type Unread =
  | { readonly kind: 'later'; readonly dueAt: Instant }
  | { readonly kind: 'unavailable'; readonly state: MailboxState };

const FIRST_RETRY = MINUTE / 2;
const LAST_RETRY = HOUR;
/** Permissions and mailboxes come back: they are tried again. */
const TRY_AGAIN_AFTER = DAY;

/** Makes the next attempt due, or notes that the mailbox cannot be read. Throws what no later attempt can mend. */
export async function saveFailure(reader: Reader, error: unknown, deps: SyncDeps): Promise<Unread> {
  const { personId } = reader.person;
  const asWorker = deps.store.as({ kind: 'worker' });
  const now = deps.clock.now();
  const state = stateAfter(error);
  if (state !== null) {
    await asWorker((trx) => postpone(trx, personId, { state, dueAt: now + TRY_AGAIN_AFTER }));
    return { kind: 'unavailable', state };
  }
  const retries = Math.max(0, reader.mailbox.retryCount);
  const wait = waitAfter(error, personId, retries);
  if (wait === null) throw error;
  const dueAt = now + wait;
  await asWorker((trx) => postpone(trx, personId, { retryCount: retries + 1, dueAt }));
  return { kind: 'later', dueAt };
}

function stateAfter(error: unknown): MailboxState | null {
  if (error instanceof TokenFailure) return error.kind === 'consent-lost' ? 'consent_lost' : null;
  if (!(error instanceof GraphFailure)) return null;
  if (error.kind === 'no-mailbox') return 'no_mailbox';
  return error.kind === 'denied' ? 'out_of_scope' : null;
}

/** As long as Graph asked for; else longer each time, and not the same for all. */
function waitAfter(error: unknown, personId: string, retries: number): number | null {
  const isPassing =
    (error instanceof GraphFailure && PASSING.has(error.kind)) ||
    (error instanceof TokenFailure && error.kind === 'transient');
  if (!isPassing) return null;
  const jitter = 1 + createHash('sha256').update(`${personId} ${retries}`).digest().readUInt8() / 512;
  const backoff = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** retries) * jitter;
  return Math.ceil(Math.max(backoff, error instanceof GraphFailure ? (error.retryAfterMs ?? 0) : 0));
}

const PASSING: ReadonlySet<string> = new Set(['throttled', 'transient', 'resync', 'loop']);
