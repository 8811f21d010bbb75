import { describe, expect, it } from 'vitest';
import { createEventStore, type StoredEvent } from '../../../api/store/event-store.ts';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { DAY, type Instant } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { GUEST, REP, useRepCalendar } from './rep-calendar.ts';

const { tenant, personId, calendars, now, readCalendar, book } = useRepCalendar();

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
    const invites = await tenant().asWorker((trx) =>
      trx
        .selectFrom('series_invite')
        .innerJoin('event', 'event.series_key', 'series_invite.series_key')
        .where('event.event_id', '=', first?.eventId ?? '')
        .select(['series_invite.person_id', 'last_start_at'])
        .execute(),
    );
    expect(invites).toEqual([{ person_id: personId(), last_start_at: at('2027-01-27 15:00') }]);
  });

  async function standing(title: string): Promise<StoredEvent[]> {
    const events = createEventStore(tenant().deps.vault);
    const interval = { start: now() - DAY, end: now() + 100 * DAY };
    const all = await tenant().asWorker((trx) => events.listCurrent(trx, personId(), interval));
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
    const events = createEventStore(tenant().deps.vault);
    const day = { start: at('2026-12-14 00:00'), end: at('2026-12-15 00:00') };
    const startsAt = async (instant: Instant) => {
      const stood = await tenant().asWorker((trx) => events.listAsStoodAt(trx, personId(), day, instant));
      return stood.filter(({ event }) => event.id === id).map(({ event }) => event.start);
    };
    expect(await startsAt(now() - DAY)).toEqual([]);
    expect(await startsAt(now() - 1)).toEqual([at('2026-12-14 09:00')]);
    expect(await startsAt(now())).toEqual([at('2026-12-14 13:00')]);
  });

  it('takes a back-filled week as it was read for how it stood', async () => {
    const events = createEventStore(tenant().deps.vault);
    const week = { start: at('2026-11-16 00:00'), end: at('2026-11-23 00:00') };
    const [stood, current] = await tenant().asWorker(async (trx) => [
      await events.listAsStoodAt(trx, personId(), week, week.start),
      await events.listCurrent(trx, personId(), week),
    ]);
    expect(stood.length).toBeGreaterThan(10);
    expect(stood).toEqual(current);
  });
});

describe('the weekly sums', () => {
  it('follow a change in a week that has begun, and a week that begins without one', async () => {
    const selling = async () => {
      const rows = await tenant().asWorker((trx) =>
        trx
          .selectFrom('person_week')
          .select(['week', 'selling', 'is_backfill'])
          .where('person_id', '=', personId())
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
    await tenant().sandbox.clock.stepTo(at('2026-11-29 23:55'));
    await syncMailbox(personId(), tenant().deps);
    await tenant().sandbox.clock.stepTo(at('2026-11-30 00:05'));
    expect(await syncMailbox(personId(), tenant().deps)).toEqual({ kind: 'unchanged' });
    expect((await selling())[2]).toEqual(['2026-W49', false, expect.any(Number)]);
  });
});
