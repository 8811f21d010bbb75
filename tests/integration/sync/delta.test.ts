import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEventStore, type StoredEvent } from '../../../api/store/event-store.ts';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { type FreshTenant, freshTenant } from './fresh-tenant.ts';

const GUEST = { name: 'Eva Granhult', address: 'eva.granhult@granhult.example' };
const REP = 'maja';
const COLLEAGUE = 'oskar';

let tenant: FreshTenant;
let personId: string;
let now: Instant;

beforeAll(async () => {
  tenant = await freshTenant({ historyWeeks: 1 });
  personId = tenant.personId(REP);
  await syncMailbox(personId, tenant.deps);
});
afterAll(() => tenant.remove());
beforeEach(async () => {
  await tenant.sandbox.clock.step(HOUR);
  now = tenant.sandbox.clock.now();
});

const calendars = () => tenant.sandbox.inside.mailboxes;

/** A minute passes, and the calendar is read. */
async function readCalendar() {
  await tenant.sandbox.clock.step(MINUTE);
  return syncMailbox(personId, tenant.deps);
}

/** Books something of the rep's and reads it: from then on it is known. */
async function book(subject: string, start: Instant, end: Instant, more: object = {}): Promise<string> {
  const id = await calendars().createEvent(REP, { subject, start, end, ...more });
  await readCalendar();
  await tenant.sandbox.clock.step(10 * MINUTE);
  now = tenant.sandbox.clock.now();
  return id;
}

async function versionsOf(graphId: string): Promise<StoredEvent[]> {
  const events = createEventStore(tenant.deps.vault);
  return tenant.asWorker(async (trx) => {
    const row = await trx
      .selectFrom('event')
      .select('event_id')
      .where('graph_id', '=', graphId)
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    return events.listVersions(trx, row.event_id);
  });
}

function movesOf(graphId: string) {
  return tenant.asWorker((trx) =>
    trx
      .selectFrom('move')
      .innerJoin('event', 'event.event_id', 'move.event_id')
      .select([
        'state',
        'baseline_version_id',
        'first_change_at',
        'last_change_at',
        'settle_due_at',
        'gone_evidence',
      ])
      .select(['old_start', 'old_end'])
      .where('graph_id', '=', graphId)
      .execute(),
  );
}

describe('an event that is seen for the first time', () => {
  it('is a version from when it was made, and no move', async () => {
    const id = await calendars().createEvent(REP, {
      subject: 'Demo av hjullastare',
      start: at('2026-11-27 10:00'),
      end: at('2026-11-27 11:00'),
      attendees: [GUEST],
    });
    const result = await readCalendar();
    const [version] = await versionsOf(id);
    expect(result).toMatchObject({
      kind: 'synced',
      isBackfill: false,
      newEvents: 1,
      newVersions: 1,
      gone: 0,
      moves: 0,
    });
    expect(version).toMatchObject({
      class: 'selling',
      isBackfill: false,
      validFrom: now,
      validTo: null,
      bookedAt: now,
      firstSeenAt: now + MINUTE,
      seenAt: now + MINUTE,
      goneAt: null,
      event: {
        id,
        title: 'Demo av hjullastare',
        start: at('2026-11-27 10:00'),
        attendees: [{ address: GUEST.address, response: 'none' }],
      },
    });
    expect(await movesOf(id)).toEqual([]);
  });

  it('is not seen twice, however often its calendar is read', async () => {
    await book('Kundbesök Nordlast', at('2026-12-03 13:00'), at('2026-12-03 14:00'), { attendees: [GUEST] });
    expect(await readCalendar()).toEqual({ kind: 'unchanged' });
    expect(await syncMailbox(personId, tenant.deps, { full: true })).toMatchObject({
      newVersions: 0,
      gone: 0,
      moves: 0,
    });
  });
});

describe('a change of a known activity', () => {
  it('is a second version, booked anew, and a move that settles when it has been quiet for ten minutes', async () => {
    const id = await book('Offertgenomgång', at('2026-12-01 09:00'), at('2026-12-01 10:00'), {
      attendees: [GUEST],
    });
    await calendars().moveEvent(REP, id, at('2026-12-08 09:00'), at('2026-12-08 10:00'));
    const result = await readCalendar();
    const versions = await versionsOf(id);
    expect(result).toMatchObject({ newEvents: 0, newVersions: 1, gone: 0, moves: 1 });
    expect(versions.map(({ event, validFrom, validTo }) => [event.start, validFrom, validTo])).toEqual([
      [at('2026-12-01 09:00'), expect.any(Number), now],
      [at('2026-12-08 09:00'), now, null],
    ]);
    expect(versions[1]?.bookedAt).toBe(now);
    expect(await movesOf(id)).toEqual([
      {
        state: 'settling',
        baseline_version_id: versions[0]?.versionId,
        first_change_at: now,
        last_change_at: now,
        settle_due_at: now + 10 * MINUTE,
        gone_evidence: null,
        old_start: at('2026-12-01 09:00'),
        old_end: at('2026-12-01 10:00'),
      },
    ]);
  });

  it('holds back a move that is settling, which keeps its first date and its baseline', async () => {
    const id = await book('Kundmöte Ekeskog', at('2026-12-02 09:00'), at('2026-12-02 10:00'), {
      attendees: [GUEST],
    });
    await calendars().moveEvent(REP, id, at('2026-12-02 13:00'), at('2026-12-02 14:00'));
    await readCalendar();
    await tenant.sandbox.clock.step(7 * MINUTE);
    await calendars().moveEvent(REP, id, at('2026-12-03 13:00'), at('2026-12-03 14:00'));
    await readCalendar();
    const [first] = await versionsOf(id);
    expect(await movesOf(id)).toMatchObject([
      {
        baseline_version_id: first?.versionId,
        first_change_at: now,
        last_change_at: now + 8 * MINUTE,
        settle_due_at: now + 18 * MINUTE,
      },
    ]);
  });

  it('in the title alone is a version, and no move', async () => {
    const id = await book('Möte', at('2026-12-04 09:00'), at('2026-12-04 10:00'), { attendees: [GUEST] });
    await calendars().renameEvent(REP, id, 'Möte Granhult Bygg');
    expect(await readCalendar()).toMatchObject({ newVersions: 1, moves: 0 });
    expect((await versionsOf(id)).map(({ event }) => event.title)).toEqual(['Möte', 'Möte Granhult Bygg']);
  });

  it('made before our last look, by its own date, is dated by that look', async () => {
    const id = await book('Demo Lindtorp', at('2026-12-07 09:00'), at('2026-12-07 10:00'), {
      attendees: [GUEST],
    });
    const looked = tenant.sandbox.clock.now();
    await syncMailbox(personId, tenant.deps, { full: true });
    const { graph } = tenant.deps;
    const early = {
      ...graph,
      fetchCalendarView: async (mailbox: string, interval: { start: number; end: number }) =>
        (await graph.fetchCalendarView(mailbox, interval)).map((row) =>
          typeof row === 'object' && row !== null && 'id' in row && row.id === id
            ? { ...row, lastModifiedDateTime: '2026-11-20T10:00:00Z' }
            : row,
        ),
    };
    await tenant.sandbox.clock.step(5 * MINUTE);
    await calendars().moveEvent(REP, id, at('2026-12-07 13:00'), at('2026-12-07 14:00'));
    await syncMailbox(personId, { ...tenant.deps, graph: early });
    expect((await versionsOf(id)).at(-1)?.validFrom).toBe(looked);
  });
});

describe('what the person said of an event', () => {
  it('goes before what its words say in every version that comes, and not before its state', async () => {
    const id = await book('Demo Kvarnby', at('2026-12-16 09:00'), at('2026-12-16 10:00'), {
      organizer: GUEST,
    });
    const [first] = await versionsOf(id);
    await tenant.asWorker((trx) =>
      trx
        .insertInto('correction')
        .values({
          person_id: personId,
          event_id: first?.eventId ?? '',
          class: 'internal',
          scope: 'event',
          corrected_at: new Date(now),
        })
        .execute(),
    );
    await calendars().renameEvent(REP, id, 'Demo Kvarnby, del 2');
    await readCalendar();
    await calendars().cancelByOrganizer(REP, id);
    await readCalendar();
    expect(
      (await versionsOf(id)).map((version) => [version.class, version.activity, version.confidence]),
    ).toEqual([
      ['selling', expect.any(String), expect.any(Number)],
      ['internal', 'cross_functional', 1],
      ['ignored', 'cancelled', expect.any(Number)],
    ]);
  });
});

describe('an open disappearance', () => {
  it('is looked at again at once when something new is booked, and settles again when it comes back', async () => {
    const id = await book('Demo Bergfall', at('2026-12-17 13:00'), at('2026-12-17 14:00'), {
      organizer: GUEST,
    });
    await calendars().cancelByOrganizer(REP, id);
    await readCalendar();
    const [event] = await versionsOf(id);
    await tenant.asWorker(async (trx) => {
      await trx
        .updateTable('move')
        .set({ state: 'open', settle_due_at: null })
        .where('event_id', '=', event?.eventId ?? '')
        .execute();
      await trx.updateTable('mailbox').set({ settle_due_at: null }).execute();
    });
    await calendars().createEvent(REP, {
      subject: 'Demo Bergfall',
      start: at('2026-12-22 13:00'),
      end: at('2026-12-22 14:00'),
    });
    await readCalendar();
    const mailbox = await tenant.asWorker((trx) =>
      trx
        .selectFrom('mailbox')
        .select('settle_due_at')
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow(),
    );
    expect(mailbox.settle_due_at).toBe(tenant.sandbox.clock.now());
    const { graph } = tenant.deps;
    const uncancelled = {
      ...graph,
      fetchCalendarView: async (mailboxId: string, interval: { start: number; end: number }) =>
        (await graph.fetchCalendarView(mailboxId, interval)).map((row) =>
          typeof row === 'object' && row !== null && 'id' in row && row.id === id
            ? { ...row, isCancelled: false }
            : row,
        ),
    };
    await tenant.sandbox.clock.step(HOUR);
    await syncMailbox(personId, { ...tenant.deps, graph: uncancelled }, { full: true });
    expect(await movesOf(id)).toMatchObject([
      { state: 'settling', baseline_version_id: event?.versionId, first_change_at: now, gone_evidence: null },
    ]);
  });
});

describe('an event that is no longer read', () => {
  it('is gone when the mailbox does not know it any more, dated when we saw it', async () => {
    const id = await book('Provkörning Bergfall', at('2026-12-09 09:00'), at('2026-12-09 10:00'), {
      attendees: [GUEST],
    });
    await calendars().deleteEvent(REP, id);
    expect(await readCalendar()).toMatchObject({ newVersions: 0, gone: 1, moves: 1 });
    expect(await versionsOf(id)).toMatchObject([{ goneAt: now + MINUTE, validTo: now + MINUTE }]);
    expect(await movesOf(id)).toMatchObject([
      { state: 'settling', gone_evidence: 'gone-own', first_change_at: now + MINUTE },
    ]);
    expect(await readCalendar()).toEqual({ kind: 'unchanged' });
  });

  it('is gone as well where it still answers from among the deleted items', async () => {
    const id = await book('Visning Havsnäs', at('2026-12-09 13:00'), at('2026-12-09 14:00'), {
      attendees: [GUEST],
    });
    tenant.sandbox.inside.graph.faults.deletedStillReadable = true;
    await calendars().deleteEvent(REP, id);
    expect(await readCalendar()).toMatchObject({ gone: 1, moves: 1 });
    tenant.sandbox.inside.graph.faults.deletedStillReadable = false;
    expect(await movesOf(id)).toMatchObject([{ gone_evidence: 'gone-own' }]);
  });

  it('was moved where it answers from outside the window, and can be gone from there', async () => {
    const id = await book('Årsmöte Kvarnby', at('2026-12-10 09:00'), at('2026-12-10 10:00'), {
      attendees: [GUEST],
    });
    await calendars().moveEvent(REP, id, now + 200 * DAY, now + 200 * DAY + HOUR);
    expect(await readCalendar()).toMatchObject({ newVersions: 1, gone: 0, moves: 1 });
    expect((await versionsOf(id)).map(({ event, goneAt }) => [event.start, goneAt])).toEqual([
      [at('2026-12-10 09:00'), null],
      [now + 200 * DAY, null],
    ]);
    await calendars().deleteEvent(REP, id);
    expect(await readCalendar()).toMatchObject({ gone: 1 });
  });

  it('was declined by nobody whom we saw, where a copy of another’s meeting left', async () => {
    const id = await book('Kundmöte Fjordholm', at('2026-12-11 09:00'), at('2026-12-11 10:00'), {
      organizer: GUEST,
    });
    await calendars().deleteEvent(REP, id);
    expect(await readCalendar()).toMatchObject({ gone: 1, moves: 1 });
    expect(await movesOf(id)).toMatchObject([{ gone_evidence: 'gone-copy' }]);
  });

  it('was declined where the deleted items tell so', async () => {
    const id = await book('Kundmöte Vestlund', at('2026-12-11 11:00'), at('2026-12-11 12:00'), {
      organizer: GUEST,
    });
    tenant.sandbox.inside.graph.faults.deletedStillReadable = true;
    await calendars().respond(REP, id, 'declined');
    expect(await readCalendar()).toMatchObject({ gone: 1, moves: 1 });
    tenant.sandbox.inside.graph.faults.deletedStillReadable = false;
    expect(await movesOf(id)).toMatchObject([{ gone_evidence: 'declined' }]);
  });

  it('ends once: a cancelled copy that is later removed is no second change', async () => {
    const id = await book('Kundmöte Skogdal', at('2026-12-11 14:00'), at('2026-12-11 15:00'), {
      organizer: GUEST,
    });
    await calendars().cancelByOrganizer(REP, id);
    expect(await readCalendar()).toMatchObject({ newVersions: 1, gone: 0, moves: 1 });
    await calendars().deleteEvent(REP, id);
    expect(await readCalendar()).toMatchObject({ newVersions: 0, gone: 1, moves: 0 });
    expect((await versionsOf(id)).map(({ event }) => event.isCancelled)).toEqual([false, true]);
    expect(await movesOf(id)).toHaveLength(1);
  });

  it('and was never ours is not looked for: something outside the window was touched', async () => {
    const id = await calendars().createEvent(REP, {
      subject: 'Mässa',
      start: now + 300 * DAY,
      end: now + 300 * DAY + HOUR,
    });
    expect(await readCalendar()).toEqual({ kind: 'unchanged' });
    await calendars().deleteEvent(REP, id);
    expect(await readCalendar()).toEqual({ kind: 'unchanged' });
  });
});

describe('a series', () => {
  const weekly = {
    pattern: { type: 'weekly', interval: 1, daysOfWeek: [2] },
    startDate: '2026-12-15',
    endDate: '2027-01-27',
    time: '15:00',
    minutes: 30,
    timeZone: 'Europe/Stockholm',
    revision: 0,
  } as const;

  it('is read whole although delta tells only stubs, and each occurrence has its title', async () => {
    await calendars().createEvent(REP, {
      subject: 'Avstämning Mossdal',
      start: at('2026-12-15 15:00'),
      end: at('2026-12-15 15:30'),
      attendees: [GUEST],
      recurrence: weekly,
    });
    expect(await readCalendar()).toMatchObject({ newEvents: 7, newVersions: 7, moves: 0 });
    const stored = await standing('Avstämning Mossdal');
    expect(stored.map(({ event }) => event.type)).toEqual(Array.from({ length: 7 }, () => 'occurrence'));
    expect(new Set(stored.map(({ event }) => event.seriesKey)).size).toBe(1);
    expect(new Set(stored.map(({ event }) => event.instanceKey)).size).toBe(7);
  });

  it('gives an occurrence that was moved alone its own time, as the same event', async () => {
    const [first] = await standing('Avstämning Mossdal');
    await calendars().moveEvent(REP, first?.event.id ?? '', at('2026-12-17 10:00'), at('2026-12-17 10:30'));
    expect(await readCalendar()).toMatchObject({ newEvents: 0, newVersions: 1, gone: 0, moves: 1 });
    const moved = (await standing('Avstämning Mossdal')).find(({ eventId }) => eventId === first?.eventId);
    expect(moved?.event).toMatchObject({ start: at('2026-12-17 10:00'), type: 'exception' });
  });

  it('that is dragged whole is the same events at other times, though Graph gives all of them new ids', async () => {
    const before = await standing('Avstämning Mossdal');
    await calendars().moveSeries(REP, before[1]?.event.id ?? '', { days: 1 });
    expect(await readCalendar()).toMatchObject({ newEvents: 0, newVersions: 7, gone: 0 });
    const after = await standing('Avstämning Mossdal');
    expect(after.map(({ eventId }) => eventId)).toEqual(before.map(({ eventId }) => eventId));
    expect(after.map(({ event }) => event.start)).toEqual([
      at('2026-12-16 15:00'),
      at('2026-12-23 15:00'),
      at('2026-12-30 15:00'),
      at('2027-01-06 15:00'),
      at('2027-01-13 15:00'),
      at('2027-01-20 15:00'),
      at('2027-01-27 15:00'),
    ]);
    expect(after.some(({ event }) => before.some((old) => old.event.id === event.id))).toBe(false);
  });

  it('that ends earlier loses the occurrences after it', async () => {
    const [first] = await standing('Avstämning Mossdal');
    await calendars().endSeries(REP, first?.event.id ?? '', '2026-12-30');
    expect(await readCalendar()).toMatchObject({ newEvents: 0, newVersions: 0, gone: 4 });
    expect(await standing('Avstämning Mossdal')).toHaveLength(3);
  });

  it('leaves a note of who is invited to it and how far it was seen', async () => {
    const [first] = await standing('Avstämning Mossdal');
    const invites = await tenant.asWorker((trx) =>
      trx
        .selectFrom('series_invite')
        .innerJoin('event', 'event.series_key', 'series_invite.series_key')
        .where('event.event_id', '=', first?.eventId ?? '')
        .select(['series_invite.person_id', 'last_start_at'])
        .execute(),
    );
    expect(invites).toEqual([{ person_id: personId, last_start_at: at('2027-01-27 15:00') }]);
  });

  async function standing(title: string): Promise<StoredEvent[]> {
    const events = createEventStore(tenant.deps.vault);
    const interval = { start: now - DAY, end: now + 100 * DAY };
    const all = await tenant.asWorker((trx) => events.listCurrent(trx, personId, interval));
    return all.filter(({ event }) => event.title === title);
  }
});

describe('the calendar as it stood', () => {
  it('shows what was true then: before a move, after it, and not what came later', async () => {
    const id = await book('Demo Aldercrest', at('2026-12-14 09:00'), at('2026-12-14 10:00'), {
      attendees: [GUEST],
    });
    await calendars().moveEvent(REP, id, at('2026-12-14 13:00'), at('2026-12-14 14:00'));
    await readCalendar();
    const events = createEventStore(tenant.deps.vault);
    const day = { start: at('2026-12-14 00:00'), end: at('2026-12-15 00:00') };
    const startsAt = async (instant: Instant) => {
      const stood = await tenant.asWorker((trx) => events.listAsStoodAt(trx, personId, day, instant));
      return stood.filter(({ event }) => event.id === id).map(({ event }) => event.start);
    };
    expect(await startsAt(now - DAY)).toEqual([]);
    expect(await startsAt(now - 1)).toEqual([at('2026-12-14 09:00')]);
    expect(await startsAt(now)).toEqual([at('2026-12-14 13:00')]);
  });

  it('takes a back-filled week as it was read for how it stood', async () => {
    const events = createEventStore(tenant.deps.vault);
    const week = { start: at('2026-11-16 00:00'), end: at('2026-11-23 00:00') };
    const [stood, current] = await tenant.asWorker(async (trx) => [
      await events.listAsStoodAt(trx, personId, week, week.start),
      await events.listCurrent(trx, personId, week),
    ]);
    expect(stood.length).toBeGreaterThan(10);
    expect(stood).toEqual(current);
  });
});

describe('the weekly sums', () => {
  it('follow a change in a week that has begun, and a week that begins without one', async () => {
    const selling = async () => {
      const rows = await tenant.asWorker((trx) =>
        trx
          .selectFrom('person_week')
          .select(['week', 'selling', 'is_backfill'])
          .where('person_id', '=', personId)
          .orderBy('week')
          .execute(),
      );
      return rows.map((row) => [row.week, row.is_backfill, Math.round(row.selling)]);
    };
    const before = await selling();
    expect(before.map(([week]) => week)).toEqual(['2026-W47', '2026-W48']);
    await calendars().createEvent(REP, {
      subject: 'Demo av grävare',
      start: at('2026-11-28 10:00'),
      end: at('2026-11-28 12:00'),
      attendees: [GUEST],
    });
    await readCalendar();
    const after = await selling();
    expect(after[1]).toEqual(['2026-W48', true, Number(before[1]?.[2]) + 120]);
    await tenant.sandbox.clock.stepTo(at('2026-11-30 00:05'));
    expect(await syncMailbox(personId, tenant.deps)).toEqual({ kind: 'unchanged' });
    expect((await selling())[2]).toEqual(['2026-W49', false, expect.any(Number)]);
  });
});

describe('two readings at once', () => {
  it('write what changed once: the later one finds that it was forestalled and is due again', async () => {
    await calendars().createEvent(REP, {
      subject: 'Demo',
      start: at('2026-12-18 09:00'),
      end: at('2026-12-18 10:00'),
      attendees: [GUEST],
    });
    await tenant.sandbox.clock.step(MINUTE);
    const results = await Promise.all([
      syncMailbox(personId, tenant.deps),
      syncMailbox(personId, tenant.deps),
    ]);
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(['later', 'synced']);
    expect(await readCalendar()).toEqual({ kind: 'unchanged' });
  });
});

describe('a meeting of two reps', () => {
  it('is two events of one meeting', async () => {
    const id = await calendars().createEvent(REP, {
      subject: 'Kundmöte Granhult',
      start: at('2026-12-21 09:00'),
      end: at('2026-12-21 10:00'),
      attendees: [GUEST, { name: 'Oskar Brännmark', address: addressOf(COLLEAGUE) }],
    });
    await readCalendar();
    await syncMailbox(tenant.personId(COLLEAGUE), tenant.deps);
    const keys = await tenant.asWorker((trx) =>
      trx
        .selectFrom('event as mine')
        .innerJoin('event as other', 'other.instance_key', 'mine.instance_key')
        .where('mine.graph_id', '=', id)
        .select(['other.person_id'])
        .execute(),
    );
    expect(keys.map((row) => row.person_id).toSorted()).toEqual(
      [personId, tenant.personId(COLLEAGUE)].toSorted(),
    );
  });

  function addressOf(key: string): string {
    return tenant.sandbox.people().find((person) => person.key === key)?.address ?? '';
  }
});
