import { describe, expect, it } from 'vitest';
import type { GraphPort } from '../../../api/graph/port.ts';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { COLLEAGUE, GUEST, REP, useRepCalendar } from './rep-calendar.ts';

const { tenant, personId, calendars, now, readCalendar, book, versionsOf, movesOf } = useRepCalendar();

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
      validFrom: now(),
      validTo: null,
      bookedAt: now(),
      firstSeenAt: now() + MINUTE,
      seenAt: now() + MINUTE,
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
    expect(await syncMailbox(personId(), tenant().deps, { full: true })).toMatchObject({
      newVersions: 0,
      gone: 0,
      moves: 0,
    });
  });
});

describe('two events that are booked in the same instant', () => {
  it('are both found, and neither is again', async () => {
    const slot = { start: at('2026-12-22 09:00'), end: at('2026-12-22 10:00'), attendees: [GUEST] };
    await calendars().createEvent(REP, { subject: 'Demo Granhult 1', ...slot });
    await calendars().createEvent(REP, { subject: 'Demo Granhult 2', ...slot });
    expect(await readCalendar()).toMatchObject({ newEvents: 2, newVersions: 2 });
    expect(await readCalendar()).toEqual({ kind: 'unchanged' });
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
      [at('2026-12-01 09:00'), expect.any(Number), now()],
      [at('2026-12-08 09:00'), now(), null],
    ]);
    expect(versions[1]?.bookedAt).toBe(now());
    expect(await movesOf(id)).toEqual([
      {
        state: 'settling',
        baseline_version_id: versions[0]?.versionId,
        first_change_at: now(),
        last_change_at: now(),
        settle_due_at: now() + 10 * MINUTE,
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
    await tenant().sandbox.clock.step(7 * MINUTE);
    await calendars().moveEvent(REP, id, at('2026-12-03 13:00'), at('2026-12-03 14:00'));
    await readCalendar();
    const [first] = await versionsOf(id);
    expect(await movesOf(id)).toMatchObject([
      {
        baseline_version_id: first?.versionId,
        first_change_at: now(),
        last_change_at: now() + 8 * MINUTE,
        settle_due_at: now() + 18 * MINUTE,
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
    const looked = tenant().sandbox.clock.now();
    await syncMailbox(personId(), tenant().deps, { full: true });
    const { graph } = tenant().deps;
    const early = {
      ...graph,
      fetchCalendarView: async (mailbox: string, interval: { start: number; end: number }) =>
        (await graph.fetchCalendarView(mailbox, interval)).map((row) =>
          typeof row === 'object' && row !== null && 'id' in row && row.id === id
            ? { ...row, lastModifiedDateTime: '2026-11-20T10:00:00Z' }
            : row,
        ),
    };
    await tenant().sandbox.clock.step(5 * MINUTE);
    await calendars().moveEvent(REP, id, at('2026-12-07 13:00'), at('2026-12-07 14:00'));
    await syncMailbox(personId(), { ...tenant().deps, graph: early });
    expect((await versionsOf(id)).at(-1)?.validFrom).toBe(looked);
  });
});

describe('what the person said of an event', () => {
  it('goes before what its words say in every version that comes, and not before its state', async () => {
    const id = await book('Demo Kvarnby', at('2026-12-16 09:00'), at('2026-12-16 10:00'), {
      organizer: GUEST,
    });
    const [first] = await versionsOf(id);
    await tenant().asWorker((trx) =>
      trx
        .insertInto('correction')
        .values({
          person_id: personId(),
          event_id: first?.eventId ?? '',
          class: 'internal',
          scope: 'event',
          corrected_at: new Date(now()),
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

describe('two readings at once', () => {
  it('write what changed once: the later one finds that it was forestalled and is due again', async () => {
    await calendars().createEvent(REP, {
      subject: 'Demo',
      start: at('2026-12-18 09:00'),
      end: at('2026-12-18 10:00'),
      attendees: [GUEST],
    });
    await tenant().sandbox.clock.step(MINUTE);
    // Neither goes on before both have been told what was touched.
    const bothTold = Promise.withResolvers<void>();
    let told = 0;
    const { graph } = tenant().deps;
    const inStep: GraphPort = {
      ...graph,
      fetchDelta: async (mailbox, from) => {
        const round = await graph.fetchDelta(mailbox, from);
        told += 1;
        if (told === 2) bothTold.resolve();
        await bothTold.promise;
        return round;
      },
    };
    const deps = { ...tenant().deps, graph: inStep };
    const results = await Promise.all([syncMailbox(personId(), deps), syncMailbox(personId(), deps)]);
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
    await syncMailbox(tenant().personId(COLLEAGUE), tenant().deps);
    const keys = await tenant().asWorker((trx) =>
      trx
        .selectFrom('event as mine')
        .innerJoin('event as other', 'other.instance_key', 'mine.instance_key')
        .where('mine.graph_id', '=', id)
        .select(['other.person_id'])
        .execute(),
    );
    expect(keys.map((row) => row.person_id).toSorted()).toEqual(
      [personId(), tenant().personId(COLLEAGUE)].toSorted(),
    );
  });

  function addressOf(key: string): string {
    return (
      tenant()
        .sandbox.people()
        .find((person) => person.key === key)?.address ?? ''
    );
  }
});
