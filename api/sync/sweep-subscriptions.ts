import { DAY } from '../../shared/calendar/time.ts';
import { createGate } from '../graph/gate.ts';
import { loadGraphFacts, saveGraphFacts } from '../store/subscription-facts-store.ts';
import { listIds } from '../store/subscription-store.ts';
import { baseUrlOf, type SubscriptionDeps, WRITES_AT_ONCE } from './subscriptions.ts';

const EVERY = 7 * DAY;

/**
 * Ends subscriptions that ring here and that nobody knows: left by a run that died, or by a database that was set back.
 * Looks once a week; what was unknown then and still is at the next call is an orphan, for one that is being made is known
 * a moment later. Returns how many were ended.
 */
export async function sweepSubscriptions(deps: SubscriptionDeps): Promise<number> {
  const asWorker = deps.store.as({ kind: 'worker' });
  const { sweptAt, orphans } = await asWorker(loadGraphFacts);
  const now = deps.realNow();
  if (orphans.length === 0 && now < sweptAt + EVERY) return 0;
  const unknown = await listUnknown(deps);
  const ended = unknown.filter((id) => orphans.includes(id));
  const gate = createGate(() => WRITES_AT_ONCE);
  await Promise.all(ended.map((id) => gate.run(() => deps.graph.deleteSubscription(id))));
  const left = orphans.length > 0 ? [] : unknown;
  await asWorker((trx) => saveGraphFacts(trx, { sweptAt: now, orphans: left }, deps.clock.now()));
  return ended.length;
}

/** Other installations of the same app registration have their own address, and keep theirs. */
async function listUnknown(deps: SubscriptionDeps): Promise<string[]> {
  const base = `${baseUrlOf(deps)}/`;
  const listed = await deps.graph.listSubscriptions();
  const known = await deps.store.as({ kind: 'worker' })(listIds);
  return listed
    .filter(
      ({ subscriptionId, notificationUrl }) => notificationUrl.startsWith(base) && !known.has(subscriptionId),
    )
    .map(({ subscriptionId }) => subscriptionId);
}
