import { GraphError } from '@microsoft/microsoft-graph-client';
import { describe, expect, it } from 'vitest';
import { toGraphFailure } from '../../../api/graph/graph-failure.ts';

function refused(
  status: number,
  code: string | null,
  message = '',
  headers: Record<string, string> = {},
): GraphError {
  const error = new GraphError(status, message);
  error.code = code;
  error.headers = new Headers(headers);
  return error;
}

describe('what a refusal means', () => {
  it.each([
    [429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.', 'throttled'],
    [429, 'TooManyRequests', '', 'throttled'],
    [410, 'SyncStateNotFound', 'The sync state generation is not found; generation=149;', 'resync'],
    [410, null, '', 'resync'],
    [400, 'SyncStateNotFound', '', 'resync'],
    [404, 'syncStateInvalid', '', 'resync'],
    [400, 'resyncRequired', '', 'resync'],
    [400, 'InvalidDeltaToken', '', 'resync'],
    [404, 'ErrorItemNotFound', 'The specified object was not found in the store.', 'not-found'],
    [404, 'ResourceNotFound', 'The object was not found.', 'not-found'],
    [
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
      'no-mailbox',
    ],
    [404, 'Request_ResourceNotFound', '', 'no-mailbox'],
    [404, 'ResourceNotFound', 'Resource could not be discovered.', 'no-mailbox'],
    [404, 'ErrorInvalidUser', 'The requested user is invalid.', 'no-mailbox'],
    [404, 'ErrorInvalidMailboxItemId', 'The item doesn’t belong to the targeted mailbox.', 'not-here'],
    [400, 'ErrorInvalidIdMalformed', 'Id is malformed.', 'not-here'],
    [
      404,
      'ExtensionError',
      'Operation: Create; Exception: [Status Code: NotFound; Reason: REST API is not yet supported for this mailbox.]',
      'no-mailbox',
    ],
    [403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.', 'denied'],
    [
      400,
      'ExtensionError',
      'Operation: Create; Exception: [Status Code: Forbidden; Reason: Access to OData is disabled.]',
      'blocked',
    ],
    [403, 'ErrorAccessDenied', 'Access to OData is disabled.', 'blocked'],
    [400, 'ExtensionError', 'Operation: Create; Exception: [Status Code: Forbidden; Reason: …]', 'denied'],
    [409, 'Conflict', '', 'conflict'],
    [400, 'InvalidRequest', 'Subscription validation request timed out.', 'transient'],
    [
      400,
      'ValidationError',
      'Notification endpoint must respond with 200 OK to validation request.',
      'transient',
    ],
    [401, 'InvalidAuthenticationToken', '', 'transient'],
    [500, 'UnknownError', '', 'transient'],
    [502, null, '', 'transient'],
    [503, 'UnknownError', '', 'transient'],
    [504, 'UnknownError', '', 'transient'],
    [-1, 'TypeError', 'fetch failed', 'transient'],
    [-1, 'TimeoutError', '', 'transient'],
    [404, null, '', 'transient'],
    [400, null, '', 'transient'],
    [404, 'ErrorFolderNotFound', '', 'bug'],
    [400, 'ErrorInvalidRequest', '', 'bug'],
  ] as const)('%s %s %s: %s', (status, code, message, kind) => {
    expect(toGraphFailure(refused(status, code, message))).toMatchObject({ kind, status, code: code ?? '' });
  });

  it('tells how long Graph asked to wait, beyond what its client would', () => {
    expect(toGraphFailure(refused(429, 'TooManyRequests', '', { 'retry-after': '600' })).retryAfterMs).toBe(
      600_000,
    );
    expect(toGraphFailure(refused(503, '', '', {})).retryAfterMs).toBeNull();
    expect(toGraphFailure(refused(503, '', '', { 'retry-after': 'soon' })).retryAfterMs).toBeNull();
    const past = toGraphFailure(refused(503, '', '', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }));
    expect(past.retryAfterMs).toBe(0);
  });

  it('tells the longest life of a subscription where Graph names it', () => {
    const text = 'Subscription expiration can only be 4230 minutes in the future.';
    expect(toGraphFailure(refused(400, 'ExtensionError', text))).toMatchObject({
      kind: 'bug',
      ceilingMinutes: 4230,
    });
  });

  it('carries no word of what Graph said', () => {
    const failure = toGraphFailure(
      refused(404, 'ErrorItemNotFound', "No event 'Löneprat' of anna@nordvik.example"),
    );
    expect(`${failure.message} ${JSON.stringify(failure)}`).not.toMatch(/Löneprat|nordvik/);
    expect(failure.message).toBe('Graph: not-found (404 ErrorItemNotFound)');
  });

  it('takes whatever is no answer of Graph’s for a call to be made again', () => {
    expect(toGraphFailure(new TypeError('terminated'))).toMatchObject({
      kind: 'transient',
      code: 'TypeError',
    });
    expect(toGraphFailure('?')).toMatchObject({ kind: 'transient', code: 'unknown' });
  });
});
