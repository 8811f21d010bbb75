import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { occurrenceKey, toGraphId } from '../../../sandbox/calendar/graph-id.ts';
import { createWeekShift, shiftFloating, weeksBetweenMondays } from '../../../sandbox/dump/week-shift.ts';
import { parseDeltaToken, writeDeltaToken } from '../../../sandbox/graph/delta-token.ts';
import { wallClock } from '../../../shared/calendar/time-zone.ts';
import { at } from '../../factories/event.ts';

const MASTER = 'Kd83jHs0_x-4TTq1Wz5yPpVbN2mQ7rLc8uEa6iOg';

describe('moving what was recorded by weeks', () => {
  it.each([
    ['within winter time', '2026-11-25 10:05', 3, '2026-12-16 10:05'],
    ['not at all', '2026-11-25 10:05', 0, '2026-11-25 10:05'],
    ['from summer time into winter time', '2026-10-21 10:00', 1, '2026-10-28 10:00'],
    ['from winter time back into summer time', '2026-10-28 10:00', -1, '2026-10-21 10:00'],
    ['over the clock change of spring', '2027-03-24 08:50', 1, '2027-03-31 08:50'],
    ['over two changes and a year', '2026-06-19 16:30', 52, '2027-06-18 16:30'],
    ['onto the Sunday on which the clock goes back', '2026-10-18 12:00', 1, '2026-10-25 12:00'],
    ['into the hour that spring skips, an hour on', '2027-03-21 02:30', 1, '2027-03-28 03:30'],
  ])('keeps weekday and time of day: %s', (_how, from, weeks, to) => {
    expect(createWeekShift(weeks, 1).instant(at(from))).toBe(at(to));
  });

  it('keeps seconds and milliseconds', () => {
    expect(createWeekShift(1, 1).instant(at('2026-10-21 10:00') + 59_123)).toBe(
      at('2026-10-28 10:00') + 59_123,
    );
  });

  it('moves all-day midnights by days, whatever the clock does', () => {
    expect(shiftFloating(Date.parse('2026-10-21T00:00:00Z'), 1)).toBe(Date.parse('2026-10-28T00:00:00Z'));
  });

  it('moves everything in JSON that stands for a time, and nothing else', () => {
    const shift = createWeekShift(1, 1);
    const recorded = {
      createdAt: at('2026-10-21 10:00'),
      allDay: { start: '2026-10-24', end: '2026-10-26' },
      week: '2026-W43',
      at: '2026-10-21T08:00:00.000Z',
      until: Date.UTC(9999, 0, 1),
      title: 'Budget 2026-W99, 2026-10-21',
      minutes: 90,
      share: 0.38,
      list: [null, true, 'Demo Granhult Bygg', '2026-12-28'],
    };
    expect(shift.json(recorded)).toEqual({
      createdAt: at('2026-10-28 10:00'),
      allDay: { start: '2026-10-31', end: '2026-11-02' },
      week: '2026-W44',
      at: '2026-10-28T09:00:00.000Z',
      until: Date.UTC(9999, 0, 1),
      title: 'Budget 2026-W99, 2026-10-21',
      minutes: 90,
      share: 0.38,
      list: [null, true, 'Demo Granhult Bygg', '2027-01-04'],
    });
  });

  it('names a shifted occurrence as its shifted series does', () => {
    const id = (date: string) => toGraphId(occurrenceKey(MASTER, date, 2), 'immutable');
    const shift = createWeekShift(-5, 1);
    expect(shift.json(id('2026-11-26'))).toBe(id('2026-10-22'));
    expect(shift.json(`meeting\u0000040000008200E00074C5B7101A82E008|2026-11-26`)).toBe(
      'meeting\u0000040000008200E00074C5B7101A82E008|2026-10-22',
    );
    expect(shift.json(MASTER)).toBe(MASTER);
  });

  it('lets a delta link go on from the restored calendars, in the telling that is played', () => {
    const link = (token: string) =>
      `https://graph.microsoft.com/v1.0/users/7/calendarView/delta?%24deltatoken=${token}`;
    const recorded = {
      kind: 'settled' as const,
      generation: 1,
      mailbox: 'maja',
      start: at('2026-10-21 00:00'),
      end: at('2027-03-25 00:00'),
      seen: 12_493,
    };
    const shifted = String(createWeekShift(1, 4).json(link(writeDeltaToken(recorded))));
    expect(parseDeltaToken(shifted.split('deltatoken=')[1] ?? '')).toEqual({
      kind: 'settled',
      generation: 4,
      mailbox: 'maja',
      start: at('2026-10-28 00:00'),
      end: at('2027-04-01 00:00'),
      seen: 0,
    });
  });

  it('shows the same on the wall in any week, at every hour but the one that spring skips', () => {
    const hours = fc.integer({
      min: Date.UTC(2024, 0, 1) / 3_600_000,
      max: Date.UTC(2030, 0, 1) / 3_600_000,
    });
    fc.assert(
      fc.property(hours, fc.integer({ min: -120, max: 120 }), (hour, weeks) => {
        const before = wallClock(hour * 3_600_000, 'Europe/Stockholm');
        fc.pre(before.minutes < 120 || before.minutes >= 240);
        const after = wallClock(createWeekShift(weeks, 1).instant(hour * 3_600_000), 'Europe/Stockholm');
        expect(after.minutes).toBe(before.minutes);
        expect((Date.parse(after.date) - Date.parse(before.date)) / 86_400_000).toBe(7 * weeks);
        // Team Norr lives by another clock that shows the same.
        expect(wallClock(hour * 3_600_000, 'Europe/Oslo')).toEqual(before);
      }),
    );
  });

  it('counts weeks between Mondays, backwards too', () => {
    expect(weeksBetweenMondays('2026-11-23', '2027-01-04')).toBe(6);
    expect(weeksBetweenMondays('2026-11-23', '2026-10-19')).toBe(-5);
  });
});
