import { type Instant, MINUTE } from '../../shared/calendar/time.ts';
import { createGate } from '../graph/gate.ts';
import type { SubscriptionCalls } from '../graph/subscriptions.ts';
import { findNextAttempt, listUnsubscribed } from '../store/subscription-store.ts';
import {
  ensureSubscription,
  type SubscriptionDeps,
  type SubscriptionResult,
  WRITES_AT_ONCE,
} from './subscriptions.ts';

/** A run begins nothing after this: the queue takes a job that goes on for five minutes for dead. */
const RUN_FOR = 4 * MINUTE;
/** One mailbox may be busy; where a second one is told to wait, all are. */
const THROTTLED_FOR_ALL = 2;

export interface Renewals {
  readonly results: readonly SubscriptionResult[];
  /** By the Clock: when there is more to do; null where nothing was left and nothing waits. */
  readonly againAt: Instant | null;
}

/**
 * Renews, makes and ends whatever is due, many mailboxes side by side. A run may stop anywhere, for each mailbox is
 * stored by itself: what it leaves is still due at the next. Nothing more is asked once Graph wants all to wait, or the
 * app gets no token.
 */
export async function renewSubscriptions(deps: SubscriptionDeps): Promise<Renewals> {
  const asWorker = deps.store.as({ kind: 'worker' });
  const due = await asWorker((trx) => listUnsubscribed(trx, deps.realNow(), deps.clock.now()));
  const stopAt = deps.realNow() + RUN_FOR;
  const sharing = { ...deps, graph: listingOnce(deps.graph) };
  const gate = createGate(() => WRITES_AT_ONCE);
  const results: SubscriptionResult[] = [];
  let isBroken = false;
  const turn = async (personId: string): Promise<void> => {
    if (isBroken || isHeld(results) || deps.realNow() >= stopAt) return;
    try {
      results.push(await ensureSubscription(personId, sharing));
    } catch (error) {
      isBroken = true;
      throw error;
    }
  };
  const turns = await Promise.allSettled(due.map((personId) => gate.run(() => turn(personId))));
  const broken = turns.find((settled) => settled.status === 'rejected');
  if (broken) throw broken.reason;
  const next = await asWorker((trx) => findNextAttempt(trx, deps.clock.now()));
  return { results, againAt: againAfter(results, due.length > results.length, next, deps.clock.now()) };
}

function isHeld(results: readonly SubscriptionResult[]): boolean {
  return results.some(({ kind }) => kind === 'no-token') || throttledIn(results).length >= THROTTLED_FOR_ALL;
}

function throttledIn(results: readonly SubscriptionResult[]): readonly { readonly againAt: Instant }[] {
  return results.flatMap((result) =>
    result.kind === 'refused' && result.because === 'throttled' ? [result] : [],
  );
}

/** Without a token there is no hurry: the next regular run sees whether there is one. */
function againAfter(
  results: readonly SubscriptionResult[],
  isMoreDue: boolean,
  next: Instant | null,
  now: Instant,
): Instant | null {
  if (!isMoreDue || results.some(({ kind }) => kind === 'no-token')) return next;
  if (!isHeld(results)) return now;
  return Math.max(...throttledIn(results).map(({ againAt }) => againAt));
}

/** After a database was set back every mailbox meets a subscription that nobody knows: one list does for all of them. */
function listingOnce(graph: SubscriptionCalls): SubscriptionCalls {
  let listed: ReturnType<SubscriptionCalls['listSubscriptions']> | null = null;
  return { ...graph, listSubscriptions: () => (listed ??= graph.listSubscriptions()) };
}
