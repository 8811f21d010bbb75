import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GraphFailure, type GraphFailureKind } from '../../../api/graph/graph-failure.ts';
import { subscribedResource, type SubscriptionCalls } from '../../../api/graph/subscriptions.ts';
import { TokenFailure } from '../../../api/identity/graph-token.ts';
import { connect, type Connection } from '../../../api/store/connect.ts';
import { createVault } from '../../../api/store/encryption.ts';
import { addMailboxes } from '../../../api/store/mailbox-store.ts';
import { createPersonStore } from '../../../api/store/person-store.ts';
import { openStore, type Store } from '../../../api/store/transaction.ts';
import { renewSubscriptions } from '../../../api/sync/renew-subscriptions.ts';
import { ensureSubscription, type SubscriptionDeps } from '../../../api/sync/subscriptions.ts';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { type FreshDatabase, freshDatabase } from '../../fakes/postgres.ts';

const PEOPLE = 40;
const AT_ONCE = 16;
const BEGINS_AT = at('2026-11-25 10:05');

const vault = createVault({
  dataKey: Buffer.alloc(32, 1).toString('base64'),
  indexKey: Buffer.alloc(32, 2).toString('base64'),
});
let database: FreshDatabase;
let connection: Connection;
let store: Store;
let personIds: readonly string[];
let now = BEGINS_AT;

beforeAll(async () => {
  database = await freshDatabase();
  connection = connect(database.appUrl, { max: 6 });
  store = openStore(connection.db, '11111111-1111-4111-8111-111111111111');
  personIds = await store.as({ kind: 'worker' })(async (trx) => {
    const people = createPersonStore(vault);
    await people.saveEntries(
      trx,
      Array.from({ length: PEOPLE }, (_, index) => entryOf(index)),
    );
    await trx.updateTable('person').set({ is_rep: true }).execute();
    const ids = (await people.list(trx)).map(({ personId }) => personId);
    await addMailboxes(trx, ids, BEGINS_AT);
    await trx.updateTable('mailbox').set({ state: 'ok' }).execute();
    return ids;
  });
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});
beforeEach(async () => {
  now = BEGINS_AT;
  await store.as({ kind: 'worker' })(async (trx) => {
    await trx.deleteFrom('subscription').execute();
    await trx.updateTable('mailbox').set({ subscribe_after: null, subscribe_retries: 0 }).execute();
  });
});

function entryOf(index: number) {
  return {
    entraId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    name: `Rep ${index}`,
    address: `rep${index}@nordvik.example`,
    otherAddresses: [],
    language: 'sv' as const,
    timeZone: 'Europe/Stockholm',
    country: 'SE',
    workingHours: defaultWorkingHours('Europe/Stockholm'),
  };
}

/** What a round of calls that are under way together comes to: null = each is answered. */
type Verdict = (mailbox: string) => Error | null;

/**
 * A Graph that answers when as many ask at once as a run may, or as are still to ask; each round takes `roundMs` of real
 * time.
 */
function graphOfRounds(roundMs: number, verdict: Verdict = () => null, known: string[] = []) {
  const made: string[] = [];
  let left = PEOPLE;
  let listings = 0;
  let waiting: (() => void)[] = [];
  let round = 0;
  let realNow = BEGINS_AT;
  const roundIsOver = async (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.push(resolve);
    if (waiting.length === Math.min(AT_ONCE, left)) {
      const together = waiting;
      waiting = [];
      left -= together.length;
      round += 1;
      realNow += roundMs;
      for (const answer of together) answer();
    }
    return promise;
  };
  const graph: SubscriptionCalls = {
    createSubscription: async ({ mailbox, expiresAt }) => {
      const refusal = known.includes(mailbox) ? failure('conflict') : verdict(mailbox);
      // After a round of refusals nobody should come: whoever does must not wait for others.
      if (!known.includes(mailbox) && (refusal === null || round === 0)) await roundIsOver();
      if (refusal !== null) throw refusal;
      made.push(mailbox);
      return { subscriptionId: `${mailbox} ${made.length}`, expiresAt };
    },
    renewSubscription: () => Promise.reject(failure('not-found')),
    deleteSubscription: async (id) => {
      known.splice(known.indexOf(id), 1);
    },
    listSubscriptions: async () => {
      listings += 1;
      return known.map((id) => ({
        subscriptionId: id,
        resource: subscribedResource(id),
        notificationUrl: 'https://app.example/graph/notifications',
      }));
    },
  };
  return {
    deps: depsOf(graph, () => realNow),
    made,
    rounds: () => round,
    listings: () => listings,
    /** From here on so many are still to ask. */
    expect: (count: number) => {
      left = count;
    },
  };
}

function depsOf(graph: SubscriptionCalls, realNow = () => BEGINS_AT): SubscriptionDeps {
  const clock = { now: () => now };
  return { store, vault, clock, graph, realNow, publicUrl: () => 'https://app.example' };
}

function failure(kind: GraphFailureKind, retryAfterMs: number | null = null): GraphFailure {
  return new GraphFailure({ kind, status: 400, code: 'Code', retryAfterMs });
}

const kindsOf = (results: readonly { readonly kind: string }[]) =>
  Object.fromEntries([...Map.groupBy(results, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]));

describe('many calendars without a subscription', () => {
  it('are subscribed to sixteen at a time, each once', async () => {
    const graph = graphOfRounds(1_000);
    const { results, againAt } = await renewSubscriptions(graph.deps);
    expect([kindsOf(results), againAt]).toEqual([{ created: PEOPLE }, null]);
    expect([graph.rounds(), graph.made.length, new Set(graph.made).size]).toEqual([3, PEOPLE, PEOPLE]);
    expect(await renewSubscriptions(graph.deps)).toEqual({ results: [], againAt: null });
  });

  it('are left to the next run, due at once, where one has gone on for four minutes', async () => {
    const graph = graphOfRounds(2.5 * MINUTE);
    const first = await renewSubscriptions(graph.deps);
    expect([kindsOf(first.results), first.againAt]).toEqual([{ created: 32 }, now]);
    const second = await renewSubscriptions(graph.deps);
    expect([kindsOf(second.results), second.againAt]).toEqual([{ created: 8 }, null]);
    expect(new Set(graph.made).size).toBe(PEOPLE);
  });

  it('are left alone for as long as Graph asks, once it tells two of them to wait', async () => {
    const graph = graphOfRounds(1_000, () => failure('throttled', 95_000));
    const { results, againAt } = await renewSubscriptions(graph.deps);
    // One or two may set out before the second refusal is known.
    expect(results.length).toBeGreaterThanOrEqual(AT_ONCE);
    expect(results.length).toBeLessThanOrEqual(AT_ONCE + 2);
    expect(againAt).toBe(BEGINS_AT + 95_000);
    now = BEGINS_AT + 95_000;
    const later = await renewSubscriptions(graphOfRounds(1_000).deps);
    expect(kindsOf(later.results)).toEqual({ created: PEOPLE });
  });

  it('go on without the one that is busy', async () => {
    const busy = entryOf(3).entraId;
    const graph = graphOfRounds(1_000, (mailbox) => (mailbox === busy ? failure('throttled', 95_000) : null));
    const { results, againAt } = await renewSubscriptions(graph.deps);
    expect(kindsOf(results)).toEqual({ created: PEOPLE - 1, refused: 1 });
    expect(againAt).toBe(BEGINS_AT + 95_000);
    expect(await renewSubscriptions(graph.deps)).toEqual({ results: [], againAt });
  });

  it('lose nothing by a run that dies among them', async () => {
    const deadly = entryOf(5).entraId;
    const graph = graphOfRounds(1_000, (mailbox) => (mailbox === deadly ? new Error('killed') : null));
    await expect(renewSubscriptions(graph.deps)).rejects.toThrow('killed');
    const rest = graphOfRounds(1_000);
    rest.expect(PEOPLE - graph.made.length);
    const { results } = await renewSubscriptions(rest.deps);
    expect(graph.made.length).toBeGreaterThanOrEqual(AT_ONCE - 1);
    expect(kindsOf(results)).toEqual({ created: PEOPLE - graph.made.length });
  });

  it('that Graph has and nobody here knows are looked up in one list', async () => {
    const known = Array.from({ length: PEOPLE }, (_, index) => entryOf(index).entraId);
    const graph = graphOfRounds(1_000, () => null, known);
    const { results } = await renewSubscriptions(graph.deps);
    expect([kindsOf(results), graph.listings(), known]).toEqual([{ created: PEOPLE }, 1, []]);
  });

  it('are not asked for one by one where the app gets no token', async () => {
    const refusal = new TokenFailure('misconfigured', 'AADSTS7000215');
    const graph = graphOfRounds(1_000, () => refusal);
    const { results, againAt } = await renewSubscriptions(graph.deps);
    expect(results).toEqual(
      Array.from({ length: AT_ONCE }, () => ({ kind: 'no-token', code: 'AADSTS7000215' })),
    );
    expect(againAt).toBeNull();
    expect(kindsOf((await renewSubscriptions(graphOfRounds(1_000).deps)).results)).toEqual({
      created: PEOPLE,
    });
  });
});

describe('a subscription that is refused', () => {
  it.each([
    ['by a bad minute', 'transient', MINUTE, HOUR],
    ['by a policy', 'blocked', HOUR / 2, DAY],
    ['as a request that Graph will not have', 'bug', HOUR / 2, DAY],
  ] as const)('%s is tried again later each time', async (_, kind, first, most) => {
    const [personId = ''] = personIds;
    const away = () => Promise.reject(failure(kind));
    const deps = depsOf({
      createSubscription: away,
      renewSubscription: away,
      deleteSubscription: away,
      listSubscriptions: away,
    });
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const result = await ensureSubscription(personId, deps);
      if (result.kind === 'refused') waits.push(result.againAt - now);
    }
    expect(waits).toHaveLength(8);
    expect(waits[0]).toBeGreaterThanOrEqual(first);
    expect(waits[0]).toBeLessThan(1.5 * first);
    expect(waits[2]).toBeGreaterThanOrEqual(4 * first);
    expect(waits[7]).toBeGreaterThanOrEqual(most);
    expect(waits[7]).toBeLessThan(1.5 * most);
  });
});
