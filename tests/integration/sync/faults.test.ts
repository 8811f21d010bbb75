import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GraphFailure } from '../../../api/graph/graph-failure.ts';
import { TokenFailure } from '../../../api/identity/graph-token.ts';
import { ringMailboxes } from '../../../api/store/mailbox-store.ts';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import type { SyncDeps } from '../../../api/sync/sync-deps.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
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
});
afterEach(() => tenant.remove());

const faults = () => tenant.sandbox.inside.graph.faults;
const read = (deps: Partial<SyncDeps> = {}, options = {}) =>
  syncMailbox(personId, { ...tenant.deps, ...deps }, options);

async function bookDemo(): Promise<string> {
  const demo = {
    subject: 'Demo',
    start: at('2026-12-03 09:00'),
    end: at('2026-12-03 10:00'),
    attendees: [GUEST],
  };
  return tenant.sandbox.inside.mailboxes.createEvent(REP, demo);
}

/** Everything that reading leaves behind, without what differs by nature: ids, seals, and when it was done. */
async function stored() {
  return tenant.asWorker(async (trx) => {
    const mailbox = await trx
      .selectFrom('mailbox')
      .select(['state', 'window_start', 'looked_at', 'sync_due_at', 'retry_count'])
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    const versions = await trx
      .selectFrom('event_version')
      .innerJoin('event', 'event.event_id', 'event_version.event_id')
      .select([
        'graph_id',
        'content_hash',
        'valid_from',
        'valid_to',
        'gone_at',
        'class',
        'is_backfill',
        'kind',
      ])
      .where('event.person_id', '=', personId)
      .orderBy('graph_id')
      .orderBy('valid_from')
      .execute();
    const weeks = await trx
      .selectFrom('person_week')
      .select(['week', 'selling', 'internal', 'supporting', 'unsure', 'available'])
      .where('person_id', '=', personId)
      .orderBy('week')
      .execute();
    return { mailbox, versions, weeks };
  });
}

describe('a delta token that Graph has forgotten', () => {
  it.each([
    ['410 Gone', null],
    ['400 SyncStateNotFound', 'SyncStateNotFound'],
    ['400 resyncRequired', 'resyncRequired'],
    ['400 InvalidDeltaToken', 'InvalidDeltaToken'],
    ['400 in words that nobody knows', 'ErrorInvalidUrlQuery'],
  ])(
    'begins a round anew in silence after %s: nothing is invented, and what changed is found',
    async (_, code) => {
      await read();
      const before = await stored();
      faults().gone410 = 1;
      faults().resyncCode = code;
      expect(await read()).toMatchObject({
        kind: 'synced',
        isBackfill: false,
        newEvents: 0,
        newVersions: 0,
        gone: 0,
        moves: 0,
      });
      expect((await stored()).versions).toEqual(before.versions);
      faults().gone410 = 1;
      await bookDemo();
      expect(await read()).toMatchObject({ kind: 'synced', newEvents: 1, newVersions: 1, gone: 0, moves: 0 });
      expect(await read()).toEqual({ kind: 'unchanged' });
    },
  );
});

describe('a delta page that repeats itself for ever', () => {
  it('is left after three, and the calendar is read plainly all the same', async () => {
    faults().loopingPage = true;
    expect(await read()).toMatchObject({ kind: 'synced', isBackfill: true, isLooping: true });
    expect(tenant.sandbox.inside.graph.log.counts(REP)).toMatchObject({ 'delta-initial': 1, delta: 3 });
    faults().loopingPage = false;
    expect(await read()).toMatchObject({
      kind: 'synced',
      isBackfill: false,
      isLooping: false,
      newVersions: 0,
    });
    expect(await read()).toEqual({ kind: 'unchanged' });
  });
});

describe('rows that come twice and pages that overflow', () => {
  it('are each event once', async () => {
    faults().repeatedRows = true;
    faults().pageOverflow = true;
    await read();
    const { versions } = await stored();
    expect(new Set(versions.map((row) => row.graph_id)).size).toBe(versions.length);
  });
});

describe('a Graph that says no for now', () => {
  it('is left alone for as long as it asks, and nothing has changed', async () => {
    await read();
    await bookDemo();
    const before = await stored();
    faults().throttle429 = 1;
    faults().retryAfterSeconds = 240;
    const now = tenant.sandbox.clock.now();
    expect(await read()).toEqual({ kind: 'later', dueAt: now + 4 * MINUTE });
    expect((await stored()).versions).toEqual(before.versions);
    await tenant.asWorker((trx) => ringMailboxes(trx, [personId], now + MINUTE / 2));
    expect((await stored()).mailbox).toMatchObject({
      state: 'ok',
      retry_count: 1,
      sync_due_at: now + 4 * MINUTE,
    });
    expect(await read()).toMatchObject({ kind: 'synced', newEvents: 1 });
    expect((await stored()).mailbox.retry_count).toBe(0);
  });

  it.each([500, 502, 503, 504] as const)(
    'with %s is asked again, each time later, up to an hour',
    async (status) => {
      faults().serverErrorStatus = status;
      const waits: number[] = [];
      for (let attempt = 0; attempt < 9; attempt += 1) {
        faults().serverError5xx = 1;
        const result = await read();
        if (result.kind === 'later') waits.push(result.dueAt - tenant.sandbox.clock.now());
      }
      expect(waits).toHaveLength(9);
      expect(waits[0]).toBeGreaterThanOrEqual(30_000);
      expect(waits[0]).toBeLessThan(45_000);
      expect(waits[3]).toBeGreaterThanOrEqual(240_000);
      expect(waits[8]).toBeGreaterThanOrEqual(HOUR);
      expect(waits[8]).toBeLessThan(1.5 * HOUR);
      expect((await stored()).versions).toEqual([]);
    },
  );
});

describe('a mailbox that cannot be read', () => {
  it.each([
    ['mailboxGone', 'no_mailbox'],
    ['accessDenied', 'out_of_scope'],
    ['odataDisabled', 'blocked'],
  ] as const)('is marked (%s), tried again tomorrow, and loses nothing', async (fault, state) => {
    await read();
    const before = await stored();
    faults()[fault] = true;
    const now = tenant.sandbox.clock.now();
    expect(await read()).toMatchObject({ kind: 'unavailable', state });
    expect((await stored()).versions).toEqual(before.versions);
    expect((await stored()).mailbox).toMatchObject({ state, sync_due_at: now + DAY });
    faults()[fault] = false;
    await read();
    expect((await stored()).mailbox.state).toBe('ok');
  });

  it('loses nothing either where it vanishes between the reading and the question about a missing event', async () => {
    await read();
    const id = await bookDemo();
    await read();
    await tenant.sandbox.inside.mailboxes.deleteEvent(REP, id);
    const { graph } = tenant.deps;
    const vanishing = {
      ...graph,
      fetchEvent: async (mailbox: string, event: string) => {
        faults().mailboxGone = true;
        return graph.fetchEvent(mailbox, event);
      },
    };
    expect(await read({ graph: vanishing })).toEqual({
      kind: 'unavailable',
      state: 'no_mailbox',
      code: 'MailboxNotEnabledForRESTAPI',
    });
    expect((await stored()).versions.filter((row) => row.gone_at !== null)).toEqual([]);
  });

  it.each([
    [
      'whose organisation took its consent back',
      () => new TokenFailure('consent-lost', 'AADSTS7000222'),
      'consent_lost',
      'AADSTS7000222',
    ],
    [
      'of which Graph will not have the request',
      () => new GraphFailure({ kind: 'bug', status: 400, code: 'ErrorInvalidRequest' }),
      'blocked',
      'ErrorInvalidRequest',
    ],
  ] as const)('%s is not asked for again before tomorrow', async (_, failure, state, code) => {
    await read();
    const before = await stored();
    const { graph } = tenant.deps;
    let asked = 0;
    const fetchDelta = () => {
      asked += 1;
      return Promise.reject(failure());
    };
    const refusing = { ...graph, fetchDelta, fetchCalendarView: fetchDelta };
    expect(await read({ graph: refusing })).toEqual({ kind: 'unavailable', state, code });
    // A link that is refused is taken for dead: it is begun anew once.
    expect(asked).toBe(state === 'blocked' ? 2 : 1);
    expect((await stored()).versions).toEqual(before.versions);
    expect((await stored()).mailbox).toMatchObject({ state, sync_due_at: tenant.sandbox.clock.now() + DAY });
    await read();
    expect((await stored()).mailbox.state).toBe('ok');
  });
});

describe('an app that gets no token because a setting is wrong', () => {
  it('asks later each time, up to an hour, marks no calendar, and goes on by itself', async () => {
    await read();
    const before = await stored();
    const refused = () => Promise.reject(new TokenFailure('misconfigured', 'AADSTS7000215'));
    const graph = { ...tenant.deps.graph, fetchDelta: refused, fetchCalendarView: refused };
    const waits: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      const result = await read({ graph });
      if (result.kind === 'later') waits.push(result.dueAt - tenant.sandbox.clock.now());
    }
    expect(waits).toHaveLength(9);
    expect(waits[0]).toBeLessThan(45_000);
    expect(waits[8]).toBeGreaterThanOrEqual(HOUR);
    expect(await stored()).toMatchObject({ versions: before.versions, mailbox: { state: 'ok' } });
    await read();
    expect((await stored()).mailbox).toMatchObject({ state: 'ok', retry_count: 0 });
  });
});

describe('a reading that is cut off', () => {
  it.each([
    ['on a page', 'fetchDelta'],
    ['between delta and content', 'fetchCalendarView'],
  ] as const)('%s leaves nothing half done, and the next one writes the same', async (_, call) => {
    const { graph } = tenant.deps;
    const dying = { ...graph, [call]: () => Promise.reject(new Error('killed')) };
    await expect(read({ graph: dying })).rejects.toThrow('killed');
    expect((await stored()).versions).toEqual([]);
    expect(await read()).toMatchObject({ kind: 'synced', isBackfill: true });
  });

  it('in the middle of writing leaves nothing, and the next one writes what an undisturbed one writes', async () => {
    let left = 20;
    const { classify } = tenant.deps;
    const dying: SyncDeps['classify'] = (event, context) => {
      left -= 1;
      if (left === 0) throw new Error('killed');
      return classify(event, context);
    };
    await expect(read({ classify: dying })).rejects.toThrow('killed');
    const halfway = await stored();
    expect(halfway.versions).toEqual([]);
    expect(halfway.weeks).toEqual([]);
    expect(halfway.mailbox).toMatchObject({ state: 'new', looked_at: null });
    await read();
    const disturbed = await stored();
    await tenant.asWorker(async (trx) => {
      await trx.deleteFrom('event').where('person_id', '=', personId).execute();
      await trx.deleteFrom('person_week').where('person_id', '=', personId).execute();
      await trx
        .updateTable('mailbox')
        .set({
          delta_link_sealed: null,
          window_start: null,
          window_end: null,
          history_from: null,
          looked_at: null,
        })
        .where('person_id', '=', personId)
        .execute();
    });
    await read();
    expect(await stored()).toEqual(disturbed);
    expect(disturbed.versions.length).toBeGreaterThan(40);
  });
});

describe('a row that cannot be read', () => {
  it('is told by field and id, spoils no other, and is not taken for gone', async () => {
    await read();
    const id = await bookDemo();
    await read();
    const { graph } = tenant.deps;
    const spoiling = {
      ...graph,
      fetchCalendarView: async (mailbox: string, interval: { start: number; end: number }) =>
        (await graph.fetchCalendarView(mailbox, interval)).map((row) =>
          typeof row === 'object' && row !== null && 'id' in row && row.id === id
            ? { ...row, start: null }
            : row,
        ),
    };
    expect(await read({ graph: spoiling }, { full: true })).toMatchObject({
      newVersions: 0,
      gone: 0,
      moves: 0,
      unreadable: [{ field: 'start', eventId: id }],
    });
    // The night's reading finds it still so, and is not repeated at once for that.
    await tenant.sandbox.clock.step(DAY);
    await tenant.asWorker((trx) => trx.updateTable('mailbox').set({ sync_due_at: null }).execute());
    await read({ graph: spoiling });
    expect((await stored()).mailbox.sync_due_at).toBeGreaterThan(tenant.sandbox.clock.now() + MINUTE);
  });
});

describe('a delta that lags behind its bell', () => {
  it('is followed again after one minute and after five, and the change is not dated by the looks in between', async () => {
    await read();
    await tenant.sandbox.clock.step(HOUR);
    const changedAt = tenant.sandbox.clock.now();
    await bookDemo();
    faults().laggingDeltaMs = 60_000;
    const dueAfter = async () => {
      const { sync_due_at } = (await stored()).mailbox;
      await tenant.asWorker((trx) => trx.updateTable('mailbox').set({ sync_due_at: null }).execute());
      return (sync_due_at ?? 0) - tenant.sandbox.clock.now();
    };
    await tenant.asWorker((trx) => trx.updateTable('mailbox').set({ sync_due_at: null }).execute());
    await tenant.asWorker((trx) => ringMailboxes(trx, [personId], changedAt + MINUTE / 2));
    expect(await dueAfter()).toBe(MINUTE / 2);
    await tenant.sandbox.clock.step(MINUTE / 2);
    expect(await read()).toEqual({ kind: 'unchanged' });
    expect(await dueAfter()).toBe(MINUTE);
    await tenant.sandbox.clock.step(MINUTE);
    expect(await read()).toEqual({ kind: 'unchanged' });
    expect(await dueAfter()).toBe(4 * MINUTE);
    faults().laggingDeltaMs = 0;
    await tenant.sandbox.clock.step(4 * MINUTE);
    expect(await read()).toMatchObject({ kind: 'synced', newEvents: 1 });
    const demo = (await stored()).versions.find((row) => !row.is_backfill);
    expect(demo?.valid_from).toBe(changedAt);
  });

  it('is not followed again where no bell rang: idle, a look costs one request', async () => {
    await read();
    await tenant.asWorker((trx) => trx.updateTable('mailbox').set({ sync_due_at: null }).execute());
    tenant.sandbox.inside.graph.log.clear();
    expect(await read()).toEqual({ kind: 'unchanged' });
    expect(tenant.sandbox.inside.graph.log.counts(REP)).toEqual({ delta: 1 });
    expect((await stored()).mailbox.sync_due_at).toBe(tenant.sandbox.clock.now() + 15 * MINUTE);
  });
});

describe('a window', () => {
  it('is asked for anew after a week or so; what it shows for the first time is no change of today', async () => {
    await read();
    const first = await stored();
    const far = {
      subject: 'Mässa',
      start: at('2027-03-29 09:00'),
      end: at('2027-03-29 10:00'),
      attendees: [GUEST],
    };
    const id = await tenant.sandbox.inside.mailboxes.createEvent(REP, far);
    const made = tenant.sandbox.clock.now();
    await tenant.sandbox.clock.step(10 * DAY);
    tenant.sandbox.inside.graph.log.clear();
    expect(await read()).toMatchObject({ kind: 'synced', isBackfill: false, gone: 0, moves: 0 });
    expect(tenant.sandbox.inside.graph.log.counts(REP)).toMatchObject({ 'delta-initial': 1 });
    const { versions, mailbox } = await stored();
    expect(mailbox.window_start).toBeGreaterThanOrEqual(first.mailbox.window_start ?? Infinity);
    expect(versions.find((row) => row.graph_id === id)).toMatchObject({
      valid_from: made,
      is_backfill: false,
    });
  });
});

describe('what a window no longer shows', () => {
  it('stays as it was, and is not asked for', async () => {
    await read();
    const before = (await stored()).versions;
    await tenant.sandbox.clock.step(45 * DAY);
    tenant.sandbox.inside.graph.log.clear();
    expect(await read()).toMatchObject({ kind: 'synced', gone: 0, moves: 0 });
    expect(tenant.sandbox.inside.graph.log.counts(REP).event).toBeUndefined();
    const known = new Set(before.map((row) => row.graph_id));
    expect((await stored()).versions.filter((row) => known.has(row.graph_id))).toEqual(before);
  });
});

describe('the first reading', () => {
  it('takes three requests, subscription and settings apart', async () => {
    tenant.sandbox.inside.graph.log.clear();
    await read();
    expect(tenant.sandbox.inside.graph.log.counts(REP)).toEqual({
      'delta-initial': 1,
      delta: 1,
      'calendar-view': 1,
    });
  });
});
