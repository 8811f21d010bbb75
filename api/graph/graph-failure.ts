import { GraphError } from '@microsoft/microsoft-graph-client';

/**
 * What a refusal means for the caller.
 * `throttled`, `transient`: the same call may succeed later, so reschedule the job.
 * `not-found`: Graph knows the mailbox and not the item. `not-here`: the id is of another mailbox than this one, which stands
 * in its place; that says nothing of what became of the item. `no-mailbox`: the mailbox itself cannot be read (on-premises,
 * soft-deleted, inactive); nothing in it may be taken for cancelled. `denied`: outside the app's scope. `blocked`: not on
 * Exchange's own list of apps.
 * `resync`: the delta token is dead. `loop`: a delta round that never ends. `conflict`: it exists already.
 * `bug`: the request itself is wrong; repeating it changes nothing.
 */
export type GraphFailureKind =
  | 'throttled'
  | 'transient'
  | 'not-found'
  | 'not-here'
  | 'no-mailbox'
  | 'denied'
  | 'blocked'
  | 'resync'
  | 'loop'
  | 'conflict'
  | 'bug';

/** A refusal by Graph. Carries its code and request id, and none of its text, which may name people. */
export class GraphFailure extends Error {
  override readonly name = 'GraphFailure';
  readonly kind: GraphFailureKind;
  /** HTTP status; -1 where no answer came. */
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  /** How long Graph asked to wait; null where it did not say. */
  readonly retryAfterMs: number | null;
  /** The longest life of a subscription in minutes, where Graph named it in refusing a longer one. */
  readonly ceilingMinutes: number | null;

  constructor(failure: {
    kind: GraphFailureKind;
    status?: number;
    code?: string;
    requestId?: string | null;
    retryAfterMs?: number | null;
    ceilingMinutes?: number | null;
  }) {
    const status = failure.status ?? -1;
    const code = failure.code ?? '';
    super(
      `Graph: ${failure.kind}${status > 0 ? ` (${[status, code].join(' ').trim()})` : code && ` (${code})`}`,
    );
    this.kind = failure.kind;
    this.status = status;
    this.code = code;
    this.requestId = failure.requestId ?? null;
    this.retryAfterMs = failure.retryAfterMs ?? null;
    this.ceilingMinutes = failure.ceilingMinutes ?? null;
  }
}

/** Reads what the Graph client threw. Whatever is not Graph's answer is a call that may be made again. */
export function toGraphFailure(error: unknown): GraphFailure {
  if (error instanceof GraphFailure) return error;
  if (!(error instanceof GraphError)) {
    return new GraphFailure({ kind: 'transient', code: error instanceof Error ? error.name : 'unknown' });
  }
  const answer = { status: error.statusCode, code: error.code ?? '', text: error.message };
  return new GraphFailure({
    kind: kindOf(answer),
    status: answer.status,
    code: answer.code,
    requestId: error.requestId,
    retryAfterMs: readRetryAfter(error.headers?.get('retry-after') ?? null),
    ceilingMinutes: readCeiling(answer.text),
  });
}

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly text: string;
}

const DEAD_TOKEN_CODES: ReadonlySet<string> = new Set([
  'syncstatenotfound',
  'syncstateinvalid',
  'resyncrequired',
  'invaliddeltatoken',
]);

/** Only these say that an item is not there; another 404 may come from anything on the way. */
const NOT_FOUND_CODES: ReadonlySet<string> = new Set([
  'ErrorItemNotFound',
  'ResourceNotFound',
  'itemNotFound',
]);

/** An id that this mailbox never gave: the old one was lost, and another made for the same person. */
const FOREIGN_ID_CODES: ReadonlySet<string> = new Set([
  'ErrorInvalidMailboxItemId',
  'ErrorInvalidIdMalformed',
]);

function kindOf(answer: Answer): GraphFailureKind {
  const { status, code, text } = answer;
  if (status === 429) return 'throttled';
  if (status === 410 || (isClientError(status) && DEAD_TOKEN_CODES.has(code.toLowerCase()))) return 'resync';
  if (isMailboxMissing(answer)) return 'no-mailbox';
  if (/Access to OData is disabled/i.test(text)) return 'blocked';
  if (status === 403 || /Status Code: Forbidden/i.test(text)) return 'denied';
  if (status === 404 && NOT_FOUND_CODES.has(code)) return 'not-found';
  if (isClientError(status) && FOREIGN_ID_CODES.has(code)) return 'not-here';
  if (status === 409) return 'conflict';
  if (/validation request|Notification endpoint must respond/i.test(text)) return 'transient';
  // Graph names a reason: without one the answer is of something on the way. 401: the token aged since our check.
  return isClientError(status) && code !== '' && status !== 401 && status !== 408 ? 'bug' : 'transient';
}

function isClientError(status: number): boolean {
  return status >= 400 && status < 500;
}

/** Some of these come as 404, and on creating a subscription as a wrapper around the words. */
function isMailboxMissing({ status, code, text }: Answer): boolean {
  if (code === 'MailboxNotEnabledForRESTAPI') return true;
  if (status === 404 && (code === 'Request_ResourceNotFound' || code === 'ErrorInvalidUser')) return true;
  // The same mailbox answers now so, now as not enabled; with other words that code is of an item or a subscription.
  return /REST API is not yet supported|on-premise|soft-deleted|could not be discovered/i.test(text);
}

/** `Retry-After` in seconds or as a date, in milliseconds from now. */
function readRetryAfter(value: string | null): number | null {
  if (value === null || value.trim() === '') return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}

function readCeiling(text: string): number | null {
  const minutes = /expiration can only be (\d+) minutes/i.exec(text)?.[1];
  return minutes === undefined ? null : Number(minutes);
}
