import { createHash, randomBytes } from 'node:crypto';
import { DAY, HOUR, type Instant, MINUTE } from '../../shared/calendar/time.ts';
import { GraphFailure, type GraphFailureKind } from '../graph/graph-failure.ts';
import type { LiveSubscription } from '../graph/port.ts';
import { subscribedResource, type SubscriptionCalls } from '../graph/subscriptions.ts';
import { TokenFailure } from '../identity/graph-token.ts';
import { hastenSync } from '../store/mailbox-store.ts';
import { createPersonStore, type Person } from '../store/person-store.ts';
import { loadGraphFacts, saveGraphFacts } from '../store/subscription-facts-store.ts';
import {
  findByPerson,
  hashClientState,
  isToBeWatched,
  loadRefusals,
  noteRefused,
  removeByPerson,
  save,
  type Subscription,
} from '../store/subscription-store.ts';
import { backOff } from './back-off.ts';
import type { SyncDeps } from './sync-deps.ts';

export interface SubscriptionDeps extends Pick<SyncDeps, 'store' | 'vault' | 'clock'> {
  readonly graph: SubscriptionCalls;
  /** Where Microsoft reaches the app; a function, because with port 0 nobody knows before it listens. */
  readonly publicUrl: () => string;
  /** Subscriptions live in real time: Graph does not know the Clock. */
  readonly realNow: () => Instant;
  /** Hears what somebody should look into. Counts, ids and codes; never what a calendar says. */
  readonly log?: { warn(facts: object, message: string): void };
}

/**
 * So many subscriptions at a time. Each waits for Graph, which on creation waits for our own endpoint; at half a second
 * each that is 640 in 20 seconds, and Graph takes 1,000 writes of an organisation.
 */
export const WRITES_AT_ONCE = 16;

/** Just under a week, the longest that Graph gives. */
const LIFE = 10_000 * MINUTE;

/** What may pass by itself is tried again soon: a validation that Graph did not make, a bad minute (fault F8). */
const SOON = { first: MINUTE, most: HOUR };
/** What only an administrator can change, later, and once a day at last. */
const LATER = { first: HOUR / 2, most: DAY };
const PASSING: ReadonlySet<GraphFailureKind> = new Set(['throttled', 'transient', 'conflict']);

export type SubscriptionResult =
  | { readonly kind: 'kept' | 'renewed' | 'created' }
  /** The calendar is not to be watched: its owner left or objected, or the organisation chose only to look. */
  | { readonly kind: 'unwanted' }
  /**
   * Nothing rings for this calendar: it is looked at every quarter of an hour, and subscribed to at the next try, which is
   * `againAt` by the Clock.
   */
  | { readonly kind: 'refused'; readonly because: GraphFailureKind; readonly againAt: Instant }
  /** Nobody's calendar in particular: the app gets no token, and Microsoft's code says why. */
  | { readonly kind: 'no-token'; readonly code: string };

/**
 * Sees to it that Graph rings when the calendar changes: renews at half of its life, makes anew what Graph has forgotten or
 * what has fallen silent, ends what nobody may watch any more. After each new one the calendar is read, for what changed
 * before it rang for nobody.
 */
export async function ensureSubscription(
  personId: string,
  deps: SubscriptionDeps,
): Promise<SubscriptionResult> {
  const asWorker = deps.store.as({ kind: 'worker' });
  const { person, subscription, isWanted } = await asWorker(async (trx) => ({
    person: await createPersonStore(deps.vault).findById(trx, personId),
    subscription: await findByPerson(trx, personId),
    isWanted: await isToBeWatched(trx, personId),
  }));
  try {
    if (person === null || !isWanted) {
      if (subscription !== null) await end(subscription, deps);
      return { kind: 'unwanted' };
    }
    if (subscription !== null && subscription.renewAt > deps.realNow()) return { kind: 'kept' };
    if (subscription !== null && subscription.silentSince === null) {
      const renewed = await renew(subscription.subscriptionId, person, deps);
      if (renewed !== null) {
        await asWorker((trx) => save(trx, { ...subscription, ...timesOf(renewed, personId, deps) }));
        return { kind: 'renewed' };
      }
    }
    if (subscription !== null) await end(subscription, deps);
    await create(person, subscription?.silentSince ?? null, deps);
    return { kind: 'created' };
  } catch (error) {
    // Of any kind: what one mailbox is refused must not keep the others from being renewed.
    if (error instanceof GraphFailure) return saveRefusal(personId, error, deps);
    if (error instanceof TokenFailure) return { kind: 'no-token', code: error.code };
    throw error;
  }
}

/** Not before Graph wants it, and later each time. */
async function saveRefusal(
  personId: string,
  { kind, retryAfterMs }: GraphFailure,
  deps: SubscriptionDeps,
): Promise<SubscriptionResult> {
  return deps.store.as({ kind: 'worker' })(async (trx) => {
    const retries = await loadRefusals(trx, personId);
    const wait = backOff({ retries, seed: personId, ...(PASSING.has(kind) ? SOON : LATER) });
    const againAt = deps.clock.now() + Math.max(wait, retryAfterMs ?? 0);
    await noteRefused(trx, personId, retries + 1, againAt);
    return { kind: 'refused', because: kind, againAt };
  });
}

async function end({ subscriptionId, personId }: Subscription, deps: SubscriptionDeps): Promise<void> {
  await deps.graph.deleteSubscription(subscriptionId);
  await deps.store.as({ kind: 'worker' })((trx) => removeByPerson(trx, personId));
}

/** Null where Graph has forgotten it. */
async function renew(
  subscriptionId: string,
  { entraId: mailbox }: Person,
  deps: SubscriptionDeps,
): Promise<LiveSubscription | null> {
  return withinCeiling(deps, (expiresAt) =>
    deps.graph.renewSubscription({ subscriptionId, mailbox, expiresAt }),
  ).catch((error: unknown) => {
    if (error instanceof GraphFailure && error.kind === 'not-found') return null;
    throw error;
  });
}

/** One that takes the place of a silent one is taken for silent too, until it rings. */
async function create(person: Person, silentSince: Instant | null, deps: SubscriptionDeps): Promise<void> {
  const clientState = randomBytes(32).toString('base64url');
  const base = baseUrlOf(deps);
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
    const resource = subscribedResource(person.entraId);
    for (const listed of await deps.graph.listSubscriptions())
      if (listed.resource === resource) await deps.graph.deleteSubscription(listed.subscriptionId);
    return ask();
  });
  const { personId } = person;
  await deps.store.as({ kind: 'worker' })(async (trx) => {
    const { subscriptionId } = live;
    const clientStateHash = hashClientState(clientState);
    await save(trx, {
      subscriptionId,
      personId,
      clientStateHash,
      silentSince,
      ...timesOf(live, personId, deps),
    });
    await hastenSync(trx, [personId], deps.clock.now());
  });
}

/** Where the app is reached, without a slash at its end. */
export function baseUrlOf(deps: Pick<SubscriptionDeps, 'publicUrl'>): string {
  return deps.publicUrl().replace(/\/$/, '');
}

/** Some clouds allow less than a week, and say how much: that is remembered. */
async function withinCeiling(
  deps: SubscriptionDeps,
  ask: (expiresAt: Instant) => Promise<LiveSubscription>,
): Promise<LiveSubscription> {
  const asWorker = deps.store.as({ kind: 'worker' });
  const { ceilingMinutes } = await asWorker(loadGraphFacts);
  const life = ceilingMinutes === null ? LIFE : Math.min(LIFE, (ceilingMinutes - 1) * MINUTE);
  return ask(deps.realNow() + life).catch(async (error: unknown) => {
    if (!(error instanceof GraphFailure) || error.ceilingMinutes === null) throw error;
    const minutes = error.ceilingMinutes;
    await asWorker((trx) => saveGraphFacts(trx, { ceilingMinutes: minutes }, deps.clock.now()));
    return ask(deps.realNow() + (minutes - 1) * MINUTE);
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
