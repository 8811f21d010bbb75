import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadTenantSettings, saveTenantSettings } from '../../../api/store/tenant-settings.ts';
import { hashClientState, save } from '../../../api/store/subscription-store.ts';
import { ringMailboxes } from '../../../api/store/mailbox-store.ts';
import { drainNotifications, createNotificationWriter } from '../../../api/sync/notifications.ts';
import { ensureSubscription, type SubscriptionDeps } from '../../../api/sync/subscriptions.ts';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { weeklySeries } from '../../factories/weekly-series.ts';
import { startNotificationCatcher } from '../sandbox/notification-catcher.ts';
import { REAL_START } from '../sandbox/fresh-sandbox.ts';
import { type FreshTenant, freshTenant } from './fresh-tenant.ts';

const REP = 'maja';
const GUEST = { name: 'Eva Granhult', address: 'eva.granhult@granhult.example' };

let tenant: FreshTenant;
let personId: string;

beforeEach(async () => {
  tenant = await freshTenant({
    historyWeeks: 1,
    company: { seed: 'test', teams: ['mitt'], weeksBack: 1, weeksAhead: 1 },
  });
  personId = tenant.personId(REP);
  await read();
});
afterEach(() => tenant.remove());

const faults = () => tenant.sandbox.inside.graph.faults;
const counts = () => tenant.sandbox.inside.graph.log.counts(REP);
const read = () => syncMailbox(personId, tenant.deps);
const clock = () => tenant.sandbox.clock;
const mailbox = () =>
  tenant.asWorker((trx) =>
    trx.selectFrom('mailbox').selectAll().where('person_id', '=', personId).executeTakeFirstOrThrow(),
  );
const subscription = () =>
  tenant.asWorker((trx) => trx.selectFrom('subscription').selectAll().executeTakeFirstOrThrow());

/** As the tick does: whatever was due is due no more. */
const takeDue = () =>
  tenant.asWorker((trx) => trx.updateTable('mailbox').set({ sync_due_at: null }).execute());

async function bookDemo(subject: string): Promise<string> {
  return tenant.sandbox.inside.mailboxes.createEvent(REP, {
    subject,
    start: at('2026-12-03 09:00'),
    end: at('2026-12-03 10:00'),
    attendees: [GUEST],
  });
}

async function bookWeekly(subject: string): Promise<void> {
  await tenant.sandbox.inside.mailboxes.createEvent(REP, weeklySeries(subject));
}

describe('each night', () => {
  it('a calendar is read in full, at an hour of its own between half past twelve and half past four', async () => {
    const { reconcile_due_at } = await mailbox();
    expect(reconcile_due_at).toBeGreaterThanOrEqual(at('2026-11-26 00:30'));
    expect(reconcile_due_at).toBeLessThan(at('2026-11-26 04:30'));
    await clock().stepTo(reconcile_due_at ?? 0);
    tenant.sandbox.inside.graph.log.clear();
    expect(await read()).toMatchObject({ kind: 'synced', newVersions: 0, gone: 0 });
    expect(counts()).toEqual({ delta: 1, 'calendar-view': 1 });
    expect((await mailbox()).reconcile_due_at).toBe((reconcile_due_at ?? 0) + DAY);
  });

  it('what delta keeps silent about is found', async () => {
    faults().deltaMissesOwnSeries = true;
    await bookWeekly('Ring kundlistan');
    expect(await read()).toEqual({ kind: 'unchanged' });
    const { reconcile_due_at, sync_due_at } = await mailbox();
    expect(sync_due_at).toBeLessThanOrEqual(reconcile_due_at ?? 0);
    await clock().stepTo(reconcile_due_at ?? 0);
    expect(await read()).toMatchObject({ kind: 'synced', newEvents: 4, moves: 0 });
  });

  it('the reading is due however long the next look would be away', async () => {
    await tenant.asWorker((trx) => save(trx, bell(null)));
    await takeDue();
    await clock().stepTo(at('2026-11-25 22:00'));
    await read();
    const { reconcile_due_at, sync_due_at } = await mailbox();
    expect(sync_due_at).toBe(Math.min(reconcile_due_at ?? 0, at('2026-11-26 04:00')));
  });
});

describe('a window that Graph cannot give', () => {
  const fail = async (times: number) => {
    for (let attempt = 0; attempt < times; attempt += 1)
      expect(await read()).toMatchObject({ kind: 'later' });
  };

  it('is halved after three failures in a row, as often as it takes, and nothing is missed for that', async () => {
    await clock().step(10 * DAY);
    faults().widestWindowDays = 50;
    await fail(3);
    expect(await mailbox()).toMatchObject({ narrowing: 1 });
    await fail(1);
    expect(await mailbox()).toMatchObject({ narrowing: 2 });
    const far = await tenant.sandbox.inside.mailboxes.createEvent(REP, {
      subject: 'Demo Granhult',
      start: clock().now() + 100 * DAY,
      end: clock().now() + 100 * DAY + HOUR,
      attendees: [GUEST],
    });
    expect(await read()).toMatchObject({ kind: 'synced', gone: 0, moves: 0 });
    const now = clock().now();
    expect(await mailbox()).toMatchObject({ narrowing: 2, window_end: now + 30 * DAY, retry_count: 0 });
    expect(await read()).toEqual({ kind: 'unchanged' });
    await tenant.sandbox.inside.mailboxes.deleteEvent(REP, far);
    expect(await read()).toMatchObject({ kind: 'synced', gone: 1, moves: 1 });
  });

  it('is tried a step wider each night, until it is whole again', async () => {
    await clock().step(10 * DAY);
    faults().widestWindowDays = 50;
    await fail(4);
    await read();
    faults().widestWindowDays = null;
    for (const narrowing of [1, 0]) {
      await clock().stepTo((await mailbox()).reconcile_due_at ?? 0);
      expect(await read()).toMatchObject({ kind: 'synced', gone: 0, moves: 0 });
      expect(await mailbox()).toMatchObject({ narrowing });
    }
    expect((await mailbox()).window_end).toBe(clock().now() + 120 * DAY);
  });

  it('is smaller after a page that repeats itself for ever', async () => {
    await clock().step(10 * DAY);
    faults().loopingPage = true;
    expect(await read()).toMatchObject({ kind: 'synced', isLooping: true, gone: 0 });
    expect(await mailbox()).toMatchObject({ narrowing: 1, delta_link_sealed: null });
    faults().loopingPage = false;
    expect(await read()).toMatchObject({ isLooping: false, newVersions: 0, gone: 0 });
    expect((await mailbox()).window_end).toBe(clock().now() + 60 * DAY);
  });

  it('is read piece by piece where not even a plain reading of it comes back', async () => {
    const half = { narrowing: 1, window_end: new Date(clock().now() + 60 * DAY) };
    await tenant.asWorker((trx) => trx.updateTable('mailbox').set(half).execute());
    await bookDemo('Demo');
    const { graph } = tenant.deps;
    const limited = {
      ...graph,
      fetchCalendarView: async (of: string, interval: { start: number; end: number }) => {
        if (interval.end - interval.start > 90 * DAY) faults().serverError5xx = 1;
        return graph.fetchCalendarView(of, interval);
      },
    };
    expect(await syncMailbox(personId, { ...tenant.deps, graph: limited })).toMatchObject({
      kind: 'synced',
      newEvents: 1,
      gone: 0,
    });
  });
});

const bell = (silentSince: number | null) => ({
  subscriptionId: 'bell',
  personId,
  clientStateHash: hashClientState('secret'),
  expiresAt: REAL_START + 7 * DAY,
  renewAt: REAL_START + 3 * DAY,
  silentSince,
});

describe('a bell', () => {
  beforeEach(async () => {
    await tenant.asWorker((trx) => save(trx, bell(null)));
    await takeDue();
  });

  it('that did not ring for two changes in a row is silent: made anew, and until it rings the calendar is looked at each hour', async () => {
    for (const subject of ['Demo 1', 'Demo 2']) {
      await bookDemo(subject);
      await clock().step(HOUR);
      await takeDue();
      expect(await read()).toMatchObject({ kind: 'synced', newEvents: 1 });
    }
    expect((await mailbox()).sync_due_at).toBe(clock().now() + 6 * HOUR);
    expect(await subscription()).toMatchObject({ silent_since: clock().now(), renew_at: 0 });
    const catcher = await startNotificationCatcher();
    const deps: SubscriptionDeps = {
      ...tenant.deps,
      publicUrl: () => catcher.url,
      realNow: () => REAL_START,
    };
    expect(await ensureSubscription(personId, deps)).toEqual({ kind: 'created' });
    const made = await subscription();
    expect(made).toMatchObject({ silent_since: clock().now() });
    expect(made.subscription_id).not.toBe('bell');
    await takeDue();
    await read();
    expect((await mailbox()).sync_due_at).toBe(clock().now() + HOUR);
    const heard = { subscriptionId: made.subscription_id, kind: 'changed', receivedAt: REAL_START };
    await createNotificationWriter(tenant.insertNotifications).accept([heard]);
    await drainNotifications(deps);
    expect(await subscription()).toMatchObject({ silent_since: null, unannounced: 0 });
    await catcher.stop();
  });

  it('is not silent where it rang, nor where its ring may still be under way', async () => {
    for (const subject of ['Demo 1', 'Demo 2', 'Demo 3']) {
      await bookDemo(subject);
      await clock().step(HOUR);
      await tenant.asWorker((trx) => ringMailboxes(trx, [personId], clock().now()));
      await read();
    }
    for (const subject of ['Demo 4', 'Demo 5', 'Demo 6']) {
      await bookDemo(subject);
      await clock().step(5 * MINUTE);
      expect(await read()).toMatchObject({ newEvents: 1 });
    }
    expect(await subscription()).toMatchObject({ silent_since: null, unannounced: 0 });
  });

  it('is none where the organisation chose only to look: every five minutes', async () => {
    await tenant.asWorker(async (trx) =>
      saveTenantSettings(trx, { ...(await loadTenantSettings(trx)), pollOnly: true }, clock().now()),
    );
    await read();
    expect((await mailbox()).sync_due_at).toBe(clock().now() + 5 * MINUTE);
  });
});
