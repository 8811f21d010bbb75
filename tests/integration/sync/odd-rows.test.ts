import { afterEach, describe, expect, it } from 'vitest';
import { syncDirectory } from '../../../api/sync/sync-directory.ts';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { createPersonStore } from '../../../api/store/person-store.ts';
import { createFaults } from '../../../sandbox/graph/faults.ts';
import { fromGraphId, occurrenceKey, toGraphId } from '../../../sandbox/calendar/graph-id.ts';
import { HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { GUEST, REP, useRepCalendar } from './rep-calendar.ts';

const { tenant, personId, calendars, now, readCalendar, book, versionsOf, movesOf } = useRepCalendar();

afterEach(() => {
  Object.assign(faults(), createFaults());
});

const faults = () => tenant().sandbox.inside.graph.faults;
const readInFull = () => syncMailbox(personId(), tenant().deps, { full: true });

/** Every Tuesday from the first of December to the 22nd. */
function bookWeekly(subject: string, time: string): Promise<string> {
  const start = at(`2026-12-01 ${time}`);
  return book(subject, start, start + HOUR, {
    attendees: [GUEST],
    recurrence: {
      pattern: { type: 'weekly', interval: 1, daysOfWeek: [2] },
      startDate: '2026-12-01',
      endDate: '2026-12-22',
      time,
      minutes: 60,
      timeZone: 'Europe/Stockholm',
      revision: 0,
    },
  });
}

function occurrence(seriesId: string, date: string): string {
  return toGraphId(occurrenceKey(fromGraphId(seriesId) ?? '', date, 0), 'immutable');
}

describe('an occurrence, which delta sends without subject and guests', () => {
  it('keeps what its plain row says, when its series is changed and when it alone is', async () => {
    const series = await bookWeekly('Demo varje tisdag', '07:00');
    await calendars().renameEvent(REP, series, 'Demo var tisdag');
    await readCalendar();
    const second = occurrence(series, '2026-12-08');
    await calendars().moveEvent(REP, second, at('2026-12-09 07:00'), at('2026-12-09 08:00'));
    await readCalendar();
    for (const id of [occurrence(series, '2026-12-01'), second]) {
      const versions = await versionsOf(id);
      expect([...new Set(versions.map(({ event }) => event.title))]).toEqual([
        'Demo varje tisdag',
        'Demo var tisdag',
      ]);
      for (const { class: sorted, event } of versions)
        expect([sorted, event.attendees]).toMatchObject(['selling', [{ address: GUEST.address }]]);
    }
  });
});

describe('events that Graph names badly', () => {
  it.each(['nullICalUId', 'occurrencesShareICalUId'] as const)(
    'are told apart and known again (%s): nothing doubles, and what moves is one move',
    async (fault) => {
      faults()[fault] = true;
      const title = `Demo ${fault}`;
      const time = fault === 'nullICalUId' ? '16:00' : '17:00';
      const series = await bookWeekly(title, time);
      const single = await book(
        `${title} en gång`,
        at(`2026-12-03 ${time}`),
        at(`2026-12-03 ${time}`) + HOUR,
      );
      expect(await readInFull()).toMatchObject({ newEvents: 0, newVersions: 0, gone: 0 });
      const second = occurrence(series, '2026-12-08');
      await calendars().moveEvent(REP, second, at('2026-12-10 07:00'), at('2026-12-10 08:00'));
      await calendars().moveEvent(REP, single, at('2026-12-11 07:00'), at('2026-12-11 08:00'));
      expect(await readCalendar()).toMatchObject({ newEvents: 0, newVersions: 2, gone: 0, moves: 2 });
      for (const id of [second, single]) expect(await movesOf(id)).toHaveLength(1);
      expect(await movesOf(occurrence(series, '2026-12-15'))).toEqual([]);
      expect(await readInFull()).toMatchObject({ newEvents: 0, newVersions: 0, gone: 0, moves: 0 });
    },
  );

  it('and does not date are dated by when they were seen, never before', async () => {
    faults().selectDropsDates = true;
    const id = await book('Demo utan datum', at('2026-12-04 07:00'), at('2026-12-04 08:00'));
    await calendars().moveEvent(REP, id, at('2026-12-07 07:00'), at('2026-12-07 08:00'));
    await readCalendar();
    const seenAt = now() + MINUTE;
    expect((await versionsOf(id)).map(({ validFrom }) => validFrom)).toEqual([now() - 10 * MINUTE, seenAt]);
    expect(await movesOf(id)).toMatchObject([{ first_change_at: seenAt, old_start: at('2026-12-04 07:00') }]);
  });

  it('and whose zones no table knows stand where they stand, in the zone of the mailbox', async () => {
    faults().customTimeZone = true;
    await syncDirectory(tenant().deps);
    const rep = await tenant().asWorker((trx) =>
      createPersonStore(tenant().deps.vault).findById(trx, personId()),
    );
    expect(rep).toMatchObject({
      timeZone: 'Europe/Stockholm',
      workingHours: { timeZone: 'Europe/Stockholm' },
    });
    const series = await bookWeekly('Demo i egen zon', '12:00');
    const [first] = await versionsOf(occurrence(series, '2026-12-01'));
    expect(first?.event).toMatchObject({ start: at('2026-12-01 12:00'), end: at('2026-12-01 13:00') });
    faults().customTimeZone = false;
    expect(await readInFull()).toMatchObject({ newEvents: 0, newVersions: 0, gone: 0, moves: 0 });
  });
});

describe('a Graph that does not answer', () => {
  it('or answers with a proxy’s page is asked again, and nothing was lost', async () => {
    await book('Demo Bergfall', at('2026-12-17 07:00'), at('2026-12-17 08:00'));
    faults().resetConnections = 1;
    expect(await readInFull()).toMatchObject({ kind: 'later' });
    Object.assign(faults(), { serverError5xx: 1, htmlErrors: true });
    expect(await readInFull()).toMatchObject({ kind: 'later' });
    expect(await readInFull()).toMatchObject({ kind: 'synced', newVersions: 0, gone: 0 });
  });
});
