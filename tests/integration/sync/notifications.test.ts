import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GraphFailure } from '../../../api/graph/graph-failure.ts';
import type { RenewedSubscription } from '../../../api/graph/port.ts';
import { TokenFailure } from '../../../api/identity/graph-token.ts';
import { hashClientState } from '../../../api/store/subscription-store.ts';
import { loadTenantSettings, saveTenantSettings } from '../../../api/store/tenant-settings.ts';
import {
  createClientStateCheck,
  createNotificationWriter,
  drainNotifications,
} from '../../../api/sync/notifications.ts';
import { renewSubscriptions } from '../../../api/sync/renew-subscriptions.ts';
import { ensureSubscription } from '../../../api/sync/subscriptions.ts';
import { sweepSubscriptions } from '../../../api/sync/sweep-subscriptions.ts';
import { renewSubscriptionsJob, type SyncJobDeps } from '../../../api/sync/sync-jobs.ts';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { startNotificationCatcher } from '../sandbox/notification-catcher.ts';
import { REAL_START } from '../sandbox/fresh-sandbox.ts';
import { type FreshTenant, freshTenant } from './fresh-tenant.ts';

const REP = 'maja';

let tenant: FreshTenant;
let catcher: Awaited<ReturnType<typeof startNotificationCatcher>>;
let deps: SyncJobDeps;
let personId: string;
let realNow = REAL_START;

beforeAll(async () => {
  tenant = await freshTenant({
    historyWeeks: 0,
    company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 1 },
  });
  catcher = await startNotificationCatcher();
  personId = tenant.personId(REP);
  deps = { ...tenant.deps, publicUrl: () => catcher.url, realNow: () => realNow };
  await syncMailbox(personId, deps);
});
afterAll(async () => {
  await catcher.stop();
  await tenant.remove();
});
beforeEach(async () => {
  realNow = REAL_START;
  const asNew = { sync_due_at: null, retry_count: 0, subscribe_after: null, subscribe_retries: 0 };
  await tenant.asWorker((trx) => trx.updateTable('mailbox').set(asNew).execute());
});

const faults = () => tenant.sandbox.inside.graph.faults;
const objectIdOf = (key: string) =>
  tenant.sandbox.people().find((person) => person.key === key)?.objectId ?? '';
const subscriptions = () => tenant.asWorker((trx) => trx.selectFrom('subscription').selectAll().execute());
const mailboxOf = (id: string) =>
  tenant.asWorker((trx) =>
    trx
      .selectFrom('mailbox')
      .select(['sync_due_at', 'retry_count'])
      .where('person_id', '=', id)
      .executeTakeFirstOrThrow(),
  );
const forget = () => tenant.asWorker((trx) => trx.deleteFrom('subscription').execute());
const forgetAtGraph = async () => {
  for (const { subscriptionId } of await deps.graph.listSubscriptions())
    await deps.graph.deleteSubscription(subscriptionId);
};
const startAnew = async () => {
  await forgetAtGraph();
  await forget();
  await tenant.asWorker((trx) => trx.deleteFrom('setting').where('key', '=', 'graph').execute());
};
const renewed = async (using = deps) => (await renewSubscriptions(using)).results;
const requests = () => tenant.sandbox.inside.graph.log.counts().subscription ?? 0;

describe('a subscription', () => {
  beforeEach(startAnew);

  it('is made for nearly a week, due for renewal about half way, and the calendar is read once more', async () => {
    expect(await ensureSubscription(personId, deps)).toEqual({ kind: 'created' });
    const [row] = await subscriptions();
    expect(row?.expires_at).toBe(REAL_START + 10_000 * MINUTE);
    expect((row?.renew_at ?? 0) - REAL_START).toBeGreaterThan(4_400 * MINUTE);
    expect((row?.renew_at ?? 0) - REAL_START).toBeLessThan(5_600 * MINUTE);
    expect((await mailboxOf(personId)).sync_due_at).toBe(tenant.sandbox.clock.now());
    expect(await ensureSubscription(personId, deps)).toEqual({ kind: 'kept' });
    // Those that are made together are not renewed together.
    await ensureSubscription(tenant.personId('oskar'), deps);
    const renewals = (await subscriptions()).map(({ renew_at }) => renew_at);
    expect(new Set(renewals).size).toBe(2);
  });

  it('keeps only the hash of its secret, with which Graph rings', async () => {
    await ensureSubscription(personId, deps);
    await tenant.sandbox.inside.mailboxes.createEvent(REP, {
      subject: 'Demo',
      start: at('2026-12-01 09:00'),
      end: at('2026-12-01 10:00'),
    });
    await tenant.sandbox.inside.graph.notifier.settled();
    const [row] = await subscriptions();
    const [bell] = catcher.caught.at(-1)?.body.value ?? [];
    expect(bell).toMatchObject({ subscriptionId: row?.subscription_id });
    expect(hashClientState(String(bell?.['clientState']))).toEqual(row?.client_state_hash);
  });

  it('is renewed when half of its life is over', async () => {
    await ensureSubscription(personId, deps);
    const [before] = await subscriptions();
    realNow = before?.renew_at ?? 0;
    // Graph's own clock stands still, so it allows as much as it did.
    const { graph } = deps;
    const renewing = {
      ...graph,
      renewSubscription: (wanted: RenewedSubscription) =>
        graph.renewSubscription({ ...wanted, expiresAt: REAL_START + 10_080 * MINUTE }),
    };
    expect(await renewed({ ...deps, graph: renewing })).toEqual([{ kind: 'renewed' }]);
    const [after] = await subscriptions();
    expect(after?.subscription_id).toBe(before?.subscription_id);
    expect(after?.expires_at).toBe(REAL_START + 10_080 * MINUTE);
    expect(after?.renew_at).toBeGreaterThan(realNow);
  });

  it('that Graph has forgotten is made anew', async () => {
    await ensureSubscription(personId, deps);
    const [before] = await subscriptions();
    await forgetAtGraph();
    await tenant.asWorker((trx) =>
      trx
        .updateTable('subscription')
        .set({ renew_at: new Date(0) })
        .execute(),
    );
    expect(await ensureSubscription(personId, deps)).toEqual({ kind: 'created' });
    const rows = await subscriptions();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.subscription_id).not.toBe(before?.subscription_id);
  });

  it('that was made by a run which died before it was stored makes way for one whose secret is known', async () => {
    await ensureSubscription(personId, deps);
    await forget();
    expect(await ensureSubscription(personId, deps)).toEqual({ kind: 'created' });
    expect(await subscriptions()).toHaveLength(1);
  });

  it('lives as long as Graph allows where that is less, and the next one asks for no more', async () => {
    faults().subscriptionCeilingMinutes = 4_230;
    expect(await ensureSubscription(personId, deps)).toEqual({ kind: 'created' });
    expect((await subscriptions())[0]?.expires_at).toBe(REAL_START + 4_229 * MINUTE);
    await forgetAtGraph();
    await forget();
    tenant.sandbox.inside.graph.log.clear();
    expect(await ensureSubscription(personId, deps)).toEqual({ kind: 'created' });
    faults().subscriptionCeilingMinutes = null;
    expect(requests()).toBe(1);
  });

  it.each([
    ['left', () => leave(new Date(REAL_START)), () => leave(null)],
    ['objected', () => object(new Date(REAL_START)), () => object(null)],
    ['is only looked at', () => pollOnly(true), () => pollOnly(false)],
  ])('of somebody whose calendar %s ends, here and at Graph', async (_, stop, goOn) => {
    await ensureSubscription(personId, deps);
    await stop();
    expect(await renewed()).toEqual([{ kind: 'unwanted' }]);
    expect([await subscriptions(), await deps.graph.listSubscriptions()]).toEqual([[], []]);
    expect(await renewed()).toEqual([]);
    await goOn();
  });

  it('is ended where nobody knows it, when it is still unknown at the second look, once a week', async () => {
    await ensureSubscription(personId, deps);
    const [known] = await subscriptions();
    const other = objectIdOf('oskar');
    const orphan = { mailbox: other, lifecycleUrl: `${catcher.url}/graph/lifecycle`, clientState: 'lost' };
    await deps.graph.createSubscription({
      ...orphan,
      notificationUrl: `${catcher.url}/graph/notifications`,
      expiresAt: REAL_START + DAY,
    });
    expect(await sweepSubscriptions(deps)).toBe(0);
    expect(await sweepSubscriptions(deps)).toBe(1);
    const left = await deps.graph.listSubscriptions();
    expect(left.map(({ subscriptionId }) => subscriptionId)).toEqual([known?.subscription_id]);
    tenant.sandbox.inside.graph.log.clear();
    realNow = REAL_START + 6 * DAY;
    expect([await sweepSubscriptions(deps), requests()]).toEqual([0, 0]);
    realNow = REAL_START + 7 * DAY;
    expect([await sweepSubscriptions(deps), requests()]).toEqual([0, 1]);
  });

  const leave = (leftAt: Date | null) =>
    tenant.asWorker((trx) =>
      trx.updateTable('person').set({ left_at: leftAt }).where('person_id', '=', personId).execute(),
    );
  const object = (objectedAt: Date | null) =>
    tenant.asWorker((trx) =>
      trx.updateTable('notice').set({ objected_at: objectedAt }).where('person_id', '=', personId).execute(),
    );
  const pollOnly = (isOn: boolean) =>
    tenant.asWorker(async (trx) =>
      saveTenantSettings(trx, { ...(await loadTenantSettings(trx)), pollOnly: isOn }, REAL_START),
    );

  it.each([
    ['may not be made', 'subscriptionRefused', 'blocked'],
    ['is for a mailbox that is away', 'mailboxGone', 'no-mailbox'],
  ] as const)(
    'that %s leaves a calendar that is looked at every quarter of an hour',
    async (_, fault, because) => {
      faults()[fault] = true;
      expect(await ensureSubscription(personId, deps)).toMatchObject({ kind: 'refused', because });
      faults()[fault] = false;
      await syncMailbox(personId, deps);
      expect((await mailboxOf(personId)).sync_due_at).toBe(tenant.sandbox.clock.now() + 15 * MINUTE);
    },
  );

  it('that one mailbox is refused keeps no other from being made', async () => {
    const other = tenant.personId('oskar');
    await syncMailbox(other, deps);
    const { graph } = deps;
    const createSubscription: typeof graph.createSubscription = (wanted) =>
      wanted.mailbox === objectIdOf(REP)
        ? Promise.reject(new GraphFailure({ kind: 'bug', status: 400, code: 'InvalidRequest' }))
        : graph.createSubscription(wanted);
    const refusing = { ...deps, graph: { ...graph, createSubscription } };
    expect((await renewed(refusing)).toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toMatchObject([
      { kind: 'created' },
      { kind: 'refused', because: 'bug' },
    ]);
    expect(await subscriptions()).toMatchObject([{ person_id: other }]);
    await tenant.asWorker((trx) =>
      trx.updateTable('mailbox').set({ state: 'new' }).where('person_id', '=', other).execute(),
    );
  });

  const alarmsOfRenewal = async (more: Partial<SyncJobDeps> = {}) => {
    const alarms: [object, string][] = [];
    const log = { warn: (facts: object, message: string) => void alarms.push([facts, message]) };
    await renewSubscriptionsJob.runWith({}, { ...deps, ...more, log });
    return alarms;
  };

  it('that the app gets no token for is one alarm, and the sweep is left out', async () => {
    const refused = () => Promise.reject(new TokenFailure('misconfigured', 'AADSTS7000215'));
    const graph = { ...deps.graph, createSubscription: refused, listSubscriptions: refused };
    expect(await alarmsOfRenewal({ graph })).toEqual([
      [{ code: 'AADSTS7000215' }, 'Microsoft gives the app no token.'],
    ]);
    expect(await ensureSubscription(personId, deps)).toEqual({ kind: 'created' });
  });

  it('list that Graph does not give is an alarm, and keeps nothing else from being done', async () => {
    const listSubscriptions = () =>
      Promise.reject(new GraphFailure({ kind: 'denied', status: 403, code: 'ErrorAccessDenied' }));
    expect(await alarmsOfRenewal({ graph: { ...deps.graph, listSubscriptions } })).toEqual([
      [{ code: 'ErrorAccessDenied', kind: 'denied' }, 'Graph does not list its subscriptions.'],
    ]);
    expect(await subscriptions()).toHaveLength(1);
  });

  it('that fell silent is an alarm, which names nobody', async () => {
    await ensureSubscription(personId, deps);
    expect(await alarmsOfRenewal()).toEqual([]);
    const silent = { silent_since: new Date(REAL_START) };
    await tenant.asWorker((trx) => trx.updateTable('subscription').set(silent).execute());
    expect(await alarmsOfRenewal()).toEqual([
      [{ all: 1, silent: 1 }, 'Subscriptions that Graph calls active ring no more.'],
    ]);
  });

  it('that is refused is an alarm, which names nobody', async () => {
    faults().subscriptionRefused = true;
    const alarms = await alarmsOfRenewal();
    faults().subscriptionRefused = false;
    expect(alarms).toEqual([
      [
        { refused: { blocked: 1 } },
        'Graph does not ring for some calendars. They are looked at every quarter of an hour.',
      ],
    ]);
  });

  it('whose validation was never called is tried again with the next renewals', async () => {
    faults().validationNeverCalled = 1;
    const refused = await ensureSubscription(personId, deps);
    expect(refused).toMatchObject({ kind: 'refused', because: 'transient' });
    expect(await renewSubscriptions(deps)).toEqual({
      results: [],
      againAt: refused.kind === 'refused' && refused.againAt,
    });
    await tenant.sandbox.clock.step(1.5 * MINUTE);
    expect(await renewSubscriptions(deps)).toEqual({ results: [{ kind: 'created' }], againAt: null });
    await tenant.asWorker((trx) => trx.updateTable('mailbox').set({ sync_due_at: null }).execute());
    await syncMailbox(personId, deps);
    expect((await mailboxOf(personId)).sync_due_at).toBe(tenant.sandbox.clock.now() + 6 * HOUR);
  });
});

describe('notifications', () => {
  let subscriptionId: string;
  const renewalDueAt = async () =>
    (
      await tenant.asWorker((trx) =>
        trx
          .selectFrom('timer')
          .select('due_at')
          .where('job', '=', 'renew-subscriptions')
          .executeTakeFirstOrThrow(),
      )
    ).due_at;
  const bell = (kind = 'changed', id = subscriptionId) => ({
    subscriptionId: id,
    kind,
    receivedAt: REAL_START,
  });

  beforeEach(async () => {
    await startAnew();
    await tenant.asWorker((trx) => trx.deleteFrom('timer').execute());
    await ensureSubscription(personId, deps);
    subscriptionId = (await subscriptions())[0]?.subscription_id ?? '';
    await tenant.asWorker((trx) => trx.updateTable('mailbox').set({ sync_due_at: null }).execute());
  });

  it('are committed when accepting them is done, many requests sharing a transaction', async () => {
    let transactions = 0;
    const writer = createNotificationWriter((rows) => {
      transactions += 1;
      return tenant.insertNotifications(rows);
    });
    await Promise.all(Array.from({ length: 200 }, () => writer.accept([bell(), bell()])));
    const { count } = await tenant.asWorker((trx) =>
      trx
        .selectFrom('graph_notification')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    );
    expect(count).toBe(400);
    expect(transactions).toBeLessThan(10);
    expect(await drainNotifications(deps)).toEqual({ taken: 400, rung: 1 });
  });

  it('that cannot be kept are not accepted, and those after them are', async () => {
    let fails = true;
    const writer = createNotificationWriter((rows) =>
      fails ? Promise.reject(new Error('away')) : tenant.insertNotifications(rows),
    );
    await expect(writer.accept([bell()])).rejects.toThrow('away');
    fails = false;
    await writer.accept([bell()]);
    expect(await drainNotifications(deps)).toEqual({ taken: 1, rung: 1 });
  });

  it('make one calendar due half a minute later, however many rang, and no later for those that follow', async () => {
    const writer = createNotificationWriter(tenant.insertNotifications);
    await writer.accept([bell(), bell(), bell()]);
    const rangAt = tenant.sandbox.clock.now();
    await drainNotifications(deps);
    await tenant.sandbox.clock.step(20_000);
    await writer.accept([bell()]);
    expect(await drainNotifications(deps)).toEqual({ taken: 1, rung: 1 });
    expect(await mailboxOf(personId)).toEqual({ sync_due_at: rangAt + 30_000, retry_count: -2 });
  });

  it('of an unknown subscription ring nothing and are gone', async () => {
    await createNotificationWriter(tenant.insertNotifications).accept([bell('changed', 'unknown')]);
    expect(await drainNotifications(deps)).toEqual({ taken: 1, rung: 0 });
    expect(await drainNotifications(deps)).toEqual({ taken: 0, rung: 0 });
  });

  it('about missed ones make the calendar due at once', async () => {
    await createNotificationWriter(tenant.insertNotifications).accept([bell('missed')]);
    await drainNotifications(deps);
    expect((await mailboxOf(personId)).sync_due_at).toBe(tenant.sandbox.clock.now());
  });

  it('about a subscription that was removed have another made', async () => {
    await forgetAtGraph();
    await createNotificationWriter(tenant.insertNotifications).accept([bell('subscriptionRemoved')]);
    await drainNotifications(deps);
    expect(await renewalDueAt()).toBe(tenant.sandbox.clock.now());
    await renewSubscriptions(deps);
    const [row] = await subscriptions();
    expect(row?.subscription_id).toEqual(expect.any(String));
    expect(row?.subscription_id).not.toBe(subscriptionId);
  });

  it('that ask for authorization renew the subscription', async () => {
    await tenant.asWorker((trx) =>
      trx
        .updateTable('subscription')
        .set({ expires_at: new Date(REAL_START + DAY) })
        .execute(),
    );
    await createNotificationWriter(tenant.insertNotifications).accept([bell('reauthorizationRequired')]);
    await drainNotifications(deps);
    expect(await renewalDueAt()).toBe(tenant.sandbox.clock.now());
    await renewSubscriptions(deps);
    expect(await subscriptions()).toMatchObject([
      { subscription_id: subscriptionId, expires_at: REAL_START + 10_000 * MINUTE },
    ]);
  });

  it('carry the secret of their own subscription, or do not count', async () => {
    await tenant.asWorker((trx) =>
      trx
        .updateTable('subscription')
        .set({ client_state_hash: hashClientState('right') })
        .execute(),
    );
    const keepTrue = createClientStateCheck(tenant.deps.store);
    const right = { subscriptionId, clientState: 'right' };
    const wrong = [
      { subscriptionId, clientState: 'wrong' },
      { subscriptionId, clientState: '' },
      { subscriptionId: 'unknown', clientState: 'right' },
    ];
    expect(await keepTrue([...wrong, right])).toEqual([right]);
    expect(await keepTrue([right, ...wrong, right])).toEqual([right, right]);
  });
});
