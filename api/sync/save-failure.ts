import { DAY, HOUR, type Instant, type Interval, MINUTE } from '../../shared/calendar/time.ts';
import { GraphFailure } from '../graph/graph-failure.ts';
import { TokenFailure } from '../identity/graph-token.ts';
import { postpone } from '../store/mailbox-store.ts';
import type { MailboxState } from '../store/schema-calendars.ts';
import { backOff } from './back-off.ts';
import type { Reader } from './reader.ts';
import type { SyncDeps } from './sync-deps.ts';
import { MOST_NARROWING, originOf, watchedWindow } from './window.ts';

/** Why a calendar could not be read; nothing in it counts as gone for that. */
export type Unread =
  | { readonly kind: 'later'; readonly dueAt: Instant }
  | {
      readonly kind: 'unavailable';
      readonly state: MailboxState;
      /** Microsoft's own code for it. */
      readonly code: string;
    };

/** So many failures of that kind in a row are no bad minute of the service. */
const NARROWED_AFTER = 2;
const FIRST_RETRY = MINUTE / 2;
const LAST_RETRY = HOUR;
/** Permissions and mailboxes come back, and so does Graph's liking for a request: they are tried again. */
const TRY_AGAIN_AFTER = DAY;

/** Makes the next attempt due, or notes that the mailbox cannot be read. Throws what is no refusal by Microsoft. */
export async function saveFailure(reader: Reader, error: unknown, deps: SyncDeps): Promise<Unread> {
  const { personId } = reader.person;
  const asWorker = deps.store.as({ kind: 'worker' });
  const now = deps.clock.now();
  const refusal = refusalOf(error);
  if (refusal !== null) {
    const { state } = refusal;
    await asWorker((trx) => postpone(trx, personId, { state, dueAt: now + TRY_AGAIN_AFTER }));
    return { kind: 'unavailable', ...refusal };
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

/** What asking again in a moment would not change. A request that Graph will not have is not repeated (fault F18). */
const REFUSED: ReadonlyMap<string, MailboxState> = new Map([
  ['no-mailbox', 'no_mailbox'],
  ['denied', 'out_of_scope'],
  ['blocked', 'blocked'],
  ['bug', 'blocked'],
  ['not-found', 'blocked'],
  ['not-here', 'blocked'],
  ['conflict', 'blocked'],
  ['consent-lost', 'consent_lost'],
]);

function refusalOf(error: unknown): { readonly state: MailboxState; readonly code: string } | null {
  if (!(error instanceof GraphFailure) && !(error instanceof TokenFailure)) return null;
  const state = REFUSED.get(error.kind);
  return state === undefined ? null : { state, code: error.code };
}

/** As long as Graph asked for; else longer each time, and not the same for all. */
function waitAfter(error: unknown, personId: string, retries: number): number | null {
  const isPassing =
    (error instanceof GraphFailure && PASSING.has(error.kind)) ||
    (error instanceof TokenFailure && error.kind !== 'consent-lost');
  if (!isPassing) return null;
  const wait = backOff({ retries, first: FIRST_RETRY, most: LAST_RETRY, seed: personId });
  return Math.ceil(Math.max(wait, error instanceof GraphFailure ? (error.retryAfterMs ?? 0) : 0));
}

const PASSING: ReadonlySet<string> = new Set(['throttled', 'transient', 'resync', 'loop']);
