import { createHash, randomBytes } from 'node:crypto';
import { type Instant, MINUTE } from '../../shared/calendar/time.ts';
import { GraphFailure, type GraphFailureKind } from '../graph/graph-failure.ts';
import type { LiveSubscription } from '../graph/port.ts';
import { hastenSync } from '../store/mailbox-store.ts';
import { createPersonStore, type Person } from '../store/person-store.ts';
import {
  findByPerson,
  hashClientState,
  listUnsubscribed,
  removeByPerson,
  save,
} from '../store/subscription-store.ts';
import type { SyncDeps } from './sync-deps.ts';

export interface SubscriptionDeps extends SyncDeps {
  /** Where Microsoft reaches the app; a function, because with port 0 nobody knows before it listens. */
  readonly publicUrl: () => string;
  /** Subscriptions live in real time: Graph does not know the Clock. */
  readonly realNow: () => Instant;
}

/** Just under a week, the longest that Graph gives. */
const LIFE = 10_000 * MINUTE;

export type SubscriptionResult =
  | { readonly kind: 'kept' | 'renewed' | 'created' }
  /** Nothing rings for this calendar: it is looked at every quarter of an hour, and subscribed to at the next try. */
  | { readonly kind: 'refused'; readonly because: GraphFailureKind };

/**
 * Sees to it that Graph rings when the calendar changes: renews at half of its life, makes anew what Graph has
 * forgotten. After each new one the calendar is read, for what changed before it rang for nobody.
 */
export async function ensureSubscription(
  personId: string,
  deps: SubscriptionDeps,
): Promise<SubscriptionResult> {
  const asWorker = deps.store.as({ kind: 'worker' });
  const { person, subscription } = await asWorker(async (trx) => ({
    person: await createPersonStore(deps.vault).findById(trx, personId),
    subscription: await findByPerson(trx, personId),
  }));
  if (person === null || person.leftAt !== null) return { kind: 'refused', because: 'no-mailbox' };
  if (subscription !== null && subscription.renewAt > deps.realNow()) return { kind: 'kept' };
  try {
    if (subscription !== null) {
      const renewed = await renew(subscription.subscriptionId, deps);
      if (renewed !== null) {
        await asWorker((trx) => save(trx, { ...subscription, ...timesOf(renewed, personId, deps) }));
        return { kind: 'renewed' };
      }
      await asWorker((trx) => removeByPerson(trx, personId));
    }
    await create(person, deps);
    return { kind: 'created' };
  } catch (error) {
    if (error instanceof GraphFailure && error.kind !== 'bug')
      return { kind: 'refused', because: error.kind };
    throw error;
  }
}

/** Whatever is due for renewal or missing, one after another: Graph counts writes of the whole organisation. */
export async function renewSubscriptions(deps: SubscriptionDeps): Promise<readonly SubscriptionResult[]> {
  const due = await deps.store.as({ kind: 'worker' })((trx) => listUnsubscribed(trx, deps.realNow()));
  const results: SubscriptionResult[] = [];
  for (const personId of due) results.push(await ensureSubscription(personId, deps));
  return results;
}

/** Null where Graph has forgotten it. */
async function renew(subscriptionId: string, deps: SubscriptionDeps): Promise<LiveSubscription | null> {
  return withinCeiling(deps, (expiresAt) => deps.graph.renewSubscription(subscriptionId, expiresAt)).catch(
    (error: unknown) => {
      if (error instanceof GraphFailure && error.kind === 'not-found') return null;
      throw error;
    },
  );
}

async function create(person: Person, deps: SubscriptionDeps): Promise<void> {
  const clientState = randomBytes(32).toString('base64url');
  const base = deps.publicUrl().replace(/\/$/, '');
  const ask = () =>
    withinCeiling(deps, (expiresAt) =>
      deps.graph.createSubscription({
        mailbox: person.entraId,
        notificationUrl: `${base}/graph/notifications`,
        lifecycleUrl: `${base}/graph/lifecycle`,
        clientState,
        expiresAt,
      }),
    );
  const live = await ask().catch(async (error: unknown) => {
    if (!(error instanceof GraphFailure) || error.kind !== 'conflict') throw error;
    // One of ours, made by a run that died before it was stored; its secret is lost, so it cannot be adopted.
    for (const id of await deps.graph.listSubscriptions(person.entraId))
      await deps.graph.deleteSubscription(id);
    return ask();
  });
  const { personId } = person;
  await deps.store.as({ kind: 'worker' })(async (trx) => {
    const { subscriptionId } = live;
    const clientStateHash = hashClientState(clientState);
    await save(trx, { subscriptionId, personId, clientStateHash, ...timesOf(live, personId, deps) });
    await hastenSync(trx, [personId], deps.clock.now());
  });
}

/** Some clouds allow less than a week, and say how much. */
async function withinCeiling(
  deps: SubscriptionDeps,
  ask: (expiresAt: Instant) => Promise<LiveSubscription>,
): Promise<LiveSubscription> {
  return ask(deps.realNow() + LIFE).catch((error: unknown) => {
    if (!(error instanceof GraphFailure) || error.ceilingMinutes === null) throw error;
    return ask(deps.realNow() + (error.ceilingMinutes - 1) * MINUTE);
  });
}

/** Renewed at half of its life, give or take a tenth, so that those made together do not stay together. */
function timesOf(
  live: LiveSubscription,
  personId: string,
  deps: SubscriptionDeps,
): { expiresAt: Instant; renewAt: Instant } {
  const now = deps.realNow();
  const jitter = createHash('sha256').update(personId).digest().readUInt16BE() / 0xffff;
  return {
    expiresAt: live.expiresAt,
    renewAt: Math.round(now + (live.expiresAt - now) * (0.45 + 0.1 * jitter)),
  };
}
