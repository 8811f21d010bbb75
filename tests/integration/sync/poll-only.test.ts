import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadTenantSettings, saveTenantSettings } from '../../../api/store/tenant-settings.ts';
import { renewSubscriptionsJob, syncMailboxJob, type SyncJobDeps } from '../../../api/sync/sync-jobs.ts';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { weeklySeries } from '../../factories/weekly-series.ts';
import { REAL_START } from '../sandbox/fresh-sandbox.ts';
import { type FreshTenant, freshTenant } from './fresh-tenant.ts';

const REP = 'maja';
const GUEST = { name: 'Eva Granhult', address: 'eva.granhult@granhult.example' };

/** What Calendars.ReadBasic.All does not show, or is not known to show. */
const NOT_BASIC =
  /^(body|bodyPreview|attachments|extensions|.*ExtendedProperties|onlineMeeting|onlineMeetingUrl)$/;

let tenant: FreshTenant;
let deps: SyncJobDeps;
let personId: string;

beforeAll(async () => {
  tenant = await freshTenant({
    historyWeeks: 1,
    company: { seed: 'test', teams: ['mitt'], weeksBack: 1, weeksAhead: 1 },
  });
  personId = tenant.personId(REP);
  deps = { ...tenant.deps, publicUrl: () => 'https://nowhere.example', realNow: () => REAL_START };
  await tenant.asWorker(async (trx) =>
    saveTenantSettings(trx, { ...(await loadTenantSettings(trx)), pollOnly: true }, deps.clock.now()),
  );
  faults().readBasicOnly = true;
});
afterAll(() => tenant.remove());
beforeEach(() => tenant.sandbox.inside.graph.log.clear());

const faults = () => tenant.sandbox.inside.graph.faults;
const requests = () => tenant.sandbox.inside.graph.log.latest();
const mailbox = () =>
  tenant.asWorker((trx) =>
    trx.selectFrom('mailbox').selectAll().where('person_id', '=', personId).executeTakeFirstOrThrow(),
  );

function asked(parameter: string): string[] {
  const urls = requests().map(({ path }) => new URL(path, 'https://graph.microsoft.com'));
  return urls.flatMap((url) => url.searchParams.get(parameter)?.split(',') ?? []);
}

/** As the tick does: whatever was due is due no more. */
const takeDue = () =>
  tenant.asWorker((trx) => trx.updateTable('mailbox').set({ sync_due_at: null }).execute());

async function lookWhenDue() {
  const { sync_due_at } = await mailbox();
  await tenant.sandbox.clock.stepTo(sync_due_at ?? 0);
  await takeDue();
  return syncMailbox(personId, deps);
}

describe('an organisation that gave Calendars.ReadBasic.All alone', () => {
  it('has its calendars read with what that shows, and nothing is subscribed to', async () => {
    await takeDue();
    await syncMailboxJob.runWith({ personId }, deps);
    await renewSubscriptionsJob.runWith({}, deps);
    expect(await mailbox()).toMatchObject({ state: 'ok', sync_due_at: deps.clock.now() + 5 * MINUTE });
    expect(requests().every(({ status }) => status === 200)).toBe(true);
    // What was subscribed to before the choice is looked for once a week, and that alone.
    expect(requests().filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(asked('$select').length).toBeGreaterThan(10);
    expect(asked('$select').filter((field) => NOT_BASIC.test(field))).toEqual([]);
  });

  it('has a change found within five minutes, of a single meeting and of a series', async () => {
    const { mailboxes } = tenant.sandbox.inside;
    const demo = await mailboxes.createEvent(REP, {
      subject: 'Demo Granhult',
      start: at('2026-12-03 09:00'),
      end: at('2026-12-03 10:00'),
      attendees: [GUEST],
    });
    expect(await lookWhenDue()).toMatchObject({ kind: 'synced', newEvents: 1, moves: 0 });
    await mailboxes.moveEvent(REP, demo, at('2026-12-08 09:00'), at('2026-12-08 10:00'));
    const changedAt = deps.clock.now();
    expect(await lookWhenDue()).toMatchObject({ kind: 'synced', moves: 1 });
    expect(deps.clock.now() - changedAt).toBeLessThanOrEqual(5 * MINUTE);
    const weekly = await mailboxes.createEvent(REP, weeklySeries('Ring kundlistan'));
    expect(await lookWhenDue()).toMatchObject({ kind: 'synced', newEvents: 4 });
    await mailboxes.endSeries(REP, weekly, '2026-12-08');
    expect(await lookWhenDue()).toMatchObject({ kind: 'synced', gone: 2, moves: 1 });
    expect(asked('$expand')).toEqual(['exceptionOccurrences']);
    expect(asked('$select').filter((field) => NOT_BASIC.test(field))).toEqual([]);
  });

  it('has the same stored as with Calendars.Read', async () => {
    faults().readBasicOnly = false;
    expect(await syncMailbox(personId, deps, { full: true })).toMatchObject({
      kind: 'synced',
      newVersions: 0,
      gone: 0,
    });
  });
});
