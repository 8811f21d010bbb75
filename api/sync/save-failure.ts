import { createHash } from 'node:crypto';
import { DAY, HOUR, type Instant, type Interval, MINUTE } from '../../shared/calendar/time.ts';
import { GraphFailure } from '../graph/graph-failure.ts';
import { TokenFailure } from '../identity/graph-token.ts';
import { postpone } from '../store/mailbox-store.ts';
import type { MailboxState } from '../store/schema-calendars.ts';
import type { Reader } from './reader.ts';
import type { SyncDeps } from './sync-deps.ts';
import { MOST_NARROWING, originOf, watchedWindow } from './window.ts';

/** Why a calendar could not be read; nothing in it counts as gone for that. */
export type Unread =
  | { readonly kind: 'later'; readonly dueAt: Instant }
  | { readonly kind: 'unavailable'; readonly state: MailboxState };

/** So many failures of that kind in a row are no bad minute of the service. */
const NARROWED_AFTER = 2;
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
  const narrowed = isTooMuch(error) && retries >= NARROWED_AFTER ? narrowedWindow(reader) : null;
  await asWorker((trx) =>
    postpone(trx, personId, { retryCount: retries + 1, dueAt, ...(narrowed && { narrowed }) }),
  );
  return { kind: 'later', dueAt };
}

/** Graph gives up in mid-round on wide windows with many series that never end (fault F15). */
export function isTooMuch(error: unknown): boolean {
  return error instanceof GraphFailure && (error.status === 503 || error.status === 504);
}

function narrowedWindow({ mailbox }: Reader): { narrowing: number; window: Interval | null } | null {
  const { narrowing, window } = mailbox;
  if (narrowing >= MOST_NARROWING) return null;
  return {
    narrowing: narrowing + 1,
    window: window && watchedWindow(originOf(window, narrowing), narrowing + 1),
  };
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
