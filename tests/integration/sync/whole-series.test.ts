import { describe, expect, it } from 'vitest';
import { settleMoves } from '../../../api/moves/settle-moves.ts';
import { createEventStore } from '../../../api/store/event-store.ts';
import { listMoves } from '../../../api/store/move-store.ts';
import { listTeamMoves } from '../../../api/store/move-team-store.ts';
import { createPersonStore } from '../../../api/store/person-store.ts';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { addDays } from '../../../shared/calendar/time-zone.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { fromGraphId, occurrenceKey, toGraphId } from '../../../sandbox/calendar/graph-id.ts';
import { at } from '../../factories/event.ts';
import { COLLEAGUE, GUEST, REP, useRepCalendar } from './rep-calendar.ts';

const { tenant, personId, calendars, now, readCalendar, book } = useRepCalendar();

/** Books something every Tuesday in the rep's calendar, from the first of December on, and reads it. */
function bookWeekly(subject: string, time: string, more: object = {}): Promise<string> {
  const start = at(`2026-12-01 ${time}`);
  return book(subject, start, start + HOUR, {
    recurrence: {
      pattern: { type: 'weekly', interval: 1, daysOfWeek: [2] },
      startDate: '2026-12-01',
      endDate: '2027-02-23',
      time,
      minutes: 60,
      timeZone: 'Europe/Stockholm',
      revision: 0,
    },
    ...more,
  });
}

function occurrence(seriesId: string, date: string): string {
  return toGraphId(occurrenceKey(fromGraphId(seriesId) ?? '', date, 0), 'immutable');
}

async function settle(of = personId()) {
  await tenant().sandbox.clock.step(15 * MINUTE);
  const { deps } = tenant();
  const events = createEventStore(deps.vault);
  const people = createPersonStore(deps.vault);
  await settleMoves(of, { ...deps, events, people });
}

/** What moved since the test began, with the event's title. */
async function moved(of = personId()) {
  await settle(of);
  const events = createEventStore(tenant().deps.vault);
  return tenant().asWorker(async (trx) => {
    const moves = await listMoves(trx, of, now());
    const known = await events.listByIds(
      trx,
      moves.map(({ eventId }) => eventId),
    );
    const titleOf = new Map(known.map(({ key, event }) => [key, event.title]));
    return moves.map(({ eventId, move, state, occurrences }) => ({
      title: titleOf.get(eventId),
      kind: move.kind,
      mover: move.mover,
      oldStart: move.oldStart,
      changedAt: move.changedAt,
      state,
      occurrences,
    }));
  });
}

const requests = () => tenant().sandbox.inside.graph.log.counts(REP);
const forgetRequests = () => tenant().sandbox.inside.graph.log.clear();

describe('an occurrence that is taken out', () => {
  it.each([
    ['and delta says so', false],
    ['and delta says nothing', true],
  ])('is cancelled alone, dated by its series, %s', async (_, silent) => {
    const title = `Ring kundlistan ${silent}`;
    const series = await bookWeekly(title, silent ? '10:00' : '09:00');
    tenant().sandbox.inside.graph.faults.silentOccurrenceRemoval = silent;
    await calendars().deleteEvent(REP, occurrence(series, '2026-12-08'));
    const changedAt = tenant().sandbox.clock.now();
    forgetRequests();
    await tenant().sandbox.clock.step(5 * MINUTE);
    const read = await syncMailbox(personId(), tenant().deps, { full: silent });
    tenant().sandbox.inside.graph.faults.silentOccurrenceRemoval = false;
    expect(read).toMatchObject({ gone: 1, moves: 1 });
    expect(requests()).toEqual({ delta: 1, 'calendar-view': 1, event: 1 });
    expect(await moved()).toEqual([
      {
        title,
        kind: 'cancelled',
        mover: 'rep-alone',
        oldStart: at(`2026-12-08 ${silent ? '10:00' : '09:00'}`),
        changedAt,
        state: 'open',
        occurrences: null,
      },
    ]);
  });
});

describe('a series that goes', () => {
  it('is one move however many occurrences, found with one question', async () => {
    const series = await bookWeekly('Ring nya kunder', '11:00');
    await calendars().deleteEvent(REP, series);
    forgetRequests();
    expect(await readCalendar()).toMatchObject({ gone: 13, moves: 1 });
    expect(requests()).toEqual({ delta: 1, 'calendar-view': 1, event: 1 });
    expect(await moved()).toMatchObject([
      { kind: 'series-ended', oldStart: at('2026-12-01 11:00'), state: 'open', occurrences: 13 },
    ]);
  });

  it('from a date on is dated by what is left of it', async () => {
    const series = await bookWeekly('Ring gamla kunder', '12:00');
    await calendars().endSeries(REP, series, '2026-12-15');
    const changedAt = tenant().sandbox.clock.now();
    await tenant().sandbox.clock.step(HOUR);
    await readCalendar();
    expect(await moved()).toMatchObject([
      { kind: 'series-ended', oldStart: at('2026-12-22 12:00'), changedAt, occurrences: 10 },
    ]);
  });

  it('takes with it the occurrences that were moved alone, which are no moves of their own', async () => {
    const series = await bookWeekly('Ring alla kunder', '14:00', { organizer: GUEST });
    await calendars().moveByOrganizer(
      REP,
      occurrence(series, '2026-12-08'),
      at('2026-12-10 14:00'),
      at('2026-12-10 15:00'),
    );
    await readCalendar();
    await settle();
    await tenant().sandbox.clock.step(HOUR);
    const later = tenant().sandbox.clock.now();
    await calendars().cancelByOrganizer(REP, series);
    await readCalendar();
    expect((await moved()).filter(({ changedAt }) => changedAt >= later)).toMatchObject([
      { kind: 'series-ended', oldStart: at('2026-12-01 14:00'), occurrences: 13 },
    ]);
  });
});

describe('a series that goes to the deleted items, where it still answers to its id', () => {
  const deletedStillReadable = (isOn: boolean): void => {
    tenant().sandbox.inside.graph.faults.deletedStillReadable = isOn;
  };

  it('is one move, with the occurrence that was moved alone before', async () => {
    const series = await bookWeekly('Ring vilande kunder', '15:00');
    const exception = occurrence(series, '2026-12-08');
    await calendars().moveEvent(REP, exception, at('2026-12-10 15:00'), at('2026-12-10 16:00'));
    await readCalendar();
    await settle();
    await tenant().sandbox.clock.step(HOUR);
    const later = tenant().sandbox.clock.now();
    deletedStillReadable(true);
    await calendars().deleteEvent(REP, series);
    await readCalendar();
    deletedStillReadable(false);
    expect((await moved()).filter(({ changedAt }) => changedAt >= later)).toMatchObject([
      { kind: 'series-ended', oldStart: at('2026-12-01 15:00'), occurrences: 13 },
    ]);
  });

  it.each([
    ['was ended by nobody knows whom, where it was another’s', false, 'unknown'],
    ['was ended by its organizer, where it says that it was cancelled', true, 'colleague'],
  ])('%s', async (_, isCancelled, mover) => {
    const organizer = { name: 'Oskar', address: addressOf(COLLEAGUE) };
    const series = await bookWeekly(`Prognos ${mover}`, isCancelled ? '17:00' : '16:00', { organizer });
    const { faults } = tenant().sandbox.inside.graph;
    Object.assign(faults, { deletedStillReadable: true, cancelledCopiesVanish: true });
    if (isCancelled) await calendars().cancelByOrganizer(REP, series);
    else await calendars().deleteEvent(REP, series);
    await readCalendar();
    Object.assign(faults, { deletedStillReadable: false, cancelledCopiesVanish: false });
    expect(await moved()).toMatchObject([{ kind: 'series-ended', mover, occurrences: 13 }]);
  });
});

function addressOf(key: string): string {
  const person = tenant()
    .sandbox.people()
    .find((one) => one.key === key);
  return person?.address ?? '';
}

describe('a single meeting', () => {
  it('that is made a series in place is no move, and the same event as before', async () => {
    const start = at('2026-12-02 08:00');
    const id = await book('Demo Ekeskog', start, start + HOUR, { attendees: [GUEST] });
    const { graph } = tenant().deps;
    // The item becomes the master and keeps its iCalUId; its occurrences are new items.
    const converted = {
      ...graph,
      fetchDelta: async (...of: Parameters<typeof graph.fetchDelta>) => ({
        ...(await graph.fetchDelta(...of)),
        touchedIds: new Set([`${id}-0`]),
        removedIds: new Set([id]),
      }),
      fetchCalendarView: async (...of: Parameters<typeof graph.fetchCalendarView>) =>
        (await graph.fetchCalendarView(...of)).flatMap((row) => (isRow(row, id) ? seriesOf(row, id) : [row])),
    };
    await tenant().sandbox.clock.step(MINUTE);
    const read = await syncMailbox(personId(), { ...tenant().deps, graph: converted });
    expect(read).toMatchObject({ newEvents: 3, newVersions: 3, gone: 0, moves: 0 });
    expect(await moved()).toEqual([]);
  });

  it('that was a series is the occurrence in whose place it stands, and the rest of the series has ended', async () => {
    const series = await bookWeekly('Ring Ekeskog', '07:00');
    const { graph } = tenant().deps;
    // The master becomes the meeting and keeps its id; its occurrences are gone.
    const isOf = (row: unknown): row is Row =>
      typeof row === 'object' && row !== null && 'seriesMasterId' in row && row.seriesMasterId === series;
    const single = (row: Row): Row => ({
      ...row,
      id: series,
      type: 'singleInstance',
      seriesMasterId: null,
      occurrenceId: null,
      iCalUId: String(row['iCalUId']).replace(/^(.{32}).{8}/, '$100000000'),
    });
    const converted: typeof graph = {
      ...graph,
      fetchDelta: async (...of) => ({ ...(await graph.fetchDelta(...of)), touchedIds: new Set([series]) }),
      fetchCalendarView: async (...of) => {
        const rows = await graph.fetchCalendarView(...of);
        const [first] = rows.filter(isOf);
        return [...rows.filter((row) => !isOf(row)), ...(first === undefined ? [] : [single(first)])];
      },
      fetchSeriesMaster: async () => null,
    };
    await tenant().sandbox.clock.step(MINUTE);
    const read = await syncMailbox(personId(), { ...tenant().deps, graph: converted });
    expect(read).toMatchObject({ newEvents: 0, newVersions: 0, gone: 12, moves: 1 });
    expect(await moved()).toMatchObject([
      { title: 'Ring Ekeskog', kind: 'series-ended', oldStart: at('2026-12-08 07:00') },
    ]);
    await calendars().deleteEvent(REP, series);
    await readCalendar();
  });

  type Row = Record<string, unknown>;
  const isRow = (row: unknown, id: string): row is Row =>
    typeof row === 'object' && row !== null && 'id' in row && row.id === id;
  const seriesOf = (row: Row, id: string): Row[] =>
    [0, 1, 2, 3].map((week) => {
      const date = addDays('2026-12-02', 7 * week);
      const wall = (time: string) => ({ dateTime: `${date}T${time}:00.0000000`, timeZone: 'UTC' });
      return {
        ...row,
        id: `${id}-${week}`,
        type: 'occurrence',
        seriesMasterId: id,
        occurrenceId: `OID.${id}.${date}`,
        start: wall('07:00'),
        end: wall('08:00'),
      };
    });
});

describe('a meeting of two reps', () => {
  it('is one move of the team, its mover as its organizer’s calendar tells', async () => {
    const colleague = tenant().personId(COLLEAGUE);
    const organizer = tenant()
      .sandbox.people()
      .find(({ key }) => key === COLLEAGUE);
    const start = at('2026-12-03 08:00');
    const id = await book('Demo Granhult', start, start + HOUR, {
      organizer: { name: 'Oskar', address: organizer?.address ?? '' },
      attendees: [GUEST],
    });
    await syncMailbox(colleague, tenant().deps);
    await tenant().sandbox.clock.step(HOUR);
    await calendars().moveByOrganizer(REP, id, start + 7 * DAY, start + 7 * DAY + HOUR);
    await readCalendar();
    await syncMailbox(colleague, tenant().deps);
    await settle();
    await settle(colleague);
    const team = await tenant().asWorker((trx) => listTeamMoves(trx, [personId(), colleague], now()));
    expect(team.map((one) => [one.personId, one.move.kind, one.move.mover])).toEqual([
      [colleague, 'postponed', 'unknown'],
    ]);
    const own = await tenant().asWorker((trx) => listMoves(trx, personId(), now()));
    expect(own.map(({ move }) => move.mover)).toEqual(['colleague']);
  });

  it.each([
    ['organizer’s own is read before', true],
    ['organizer’s own is read later', false],
  ])(
    'was cancelled, though the rep’s copy only vanished, where the %s and is gone as well',
    async (_, isFirst) => {
      const colleague = tenant().personId(COLLEAGUE);
      const organizer = tenant()
        .sandbox.people()
        .find(({ key }) => key === COLLEAGUE);
      const start = at(isFirst ? '2026-12-04 08:00' : '2026-12-04 10:00');
      const id = await book('Demo Nordlast', start, start + HOUR, {
        organizer: { name: 'Oskar', address: organizer?.address ?? '' },
      });
      await syncMailbox(colleague, tenant().deps);
      tenant().sandbox.inside.graph.faults.cancelledCopiesVanish = true;
      await calendars().cancelByOrganizer(REP, id);
      tenant().sandbox.inside.graph.faults.cancelledCopiesVanish = false;
      if (isFirst) await syncMailbox(colleague, tenant().deps);
      await readCalendar();
      await settle();
      const kindAndMover = async () => {
        const moves = await tenant().asWorker((trx) => listMoves(trx, personId(), now()));
        return moves.map(({ move }) => [move.kind, move.mover]);
      };
      expect(await kindAndMover()).toEqual([isFirst ? ['cancelled', 'colleague'] : ['declined', 'unknown']]);
      await syncMailbox(colleague, tenant().deps);
      await settle();
      expect(await kindAndMover()).toEqual([['cancelled', 'colleague']]);
    },
  );
});
