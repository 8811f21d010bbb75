import { randomUUID } from 'node:crypto';
import { takeOne, type Faults } from './faults.ts';
import { GraphError } from './graph-error.ts';

const HANDSHAKE_MS = 10_000;

/**
 * Graph's check that somebody is there before a subscription exists: the URL must answer 200 with the decoded
 * token as plain text within ten seconds.
 */
export async function shakeHands(url: string, faults: Faults, mailbox: string): Promise<void> {
  if (takeOne(faults, 'validationNeverCalled', mailbox)) {
    throw new GraphError(400, 'InvalidRequest', 'Subscription validation request timed out.');
  }
  // A space and a colon show whether the endpoint decodes the token.
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomUUID()}`;
  const target = new URL(url);
  target.searchParams.set('validationToken', token);
  const answer = await fetch(target, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    signal: AbortSignal.timeout(HANDSHAKE_MS),
  }).catch((error: unknown) => {
    throw new GraphError(400, 'InvalidRequest', `Subscription validation request failed. ${String(error)}`);
  });
  const text = await answer.text();
  const plain = (answer.headers.get('content-type') ?? '').startsWith('text/plain');
  if (answer.status !== 200 || !plain) {
    throw new GraphError(
      400,
      'InvalidRequest',
      'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
    );
  }
  if (text !== token) {
    throw new GraphError(
      400,
      'InvalidRequest',
      'Subscription validation request failed. The token did not match.',
    );
  }
}
