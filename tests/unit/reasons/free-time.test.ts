import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interval } from '../../../shared/calendar/time.ts';
import { DAY, MINUTE } from '../../../shared/calendar/time.ts';
import { wallClock } from '../../../shared/calendar/time-zone.ts';
import { defaultWorkingHours, workingIntervals } from '../../../shared/calendar/working-hours.ts';
import { nextFreeTime, twoFreeTimesThisWeek } from '../../../shared/reasons/free-time.ts';
import { at, classified, STOCKHOLM } from '../../factories/event.ts';

const hours = defaultWorkingHours(STOCKHOLM);

function busy(from: string, to: string, id = from) {
  return classified('internal', { id, start: at(from), end: at(to) });
}
const interval = (start: string, end: string): Interval => ({ start: at(start), end: at(end) });

describe('The next free time', () => {
  it.each([
    [
      'starts at the next quarter',
      [],
      '2026-11-18 13:10',
      60,
      interval('2026-11-18 13:15', '2026-11-18 14:15'),
    ],
    [
      'starts at once on a quarter',
      [],
      '2026-11-18 13:15',
      60,
      interval('2026-11-18 13:15', '2026-11-18 14:15'),
    ],
    [
      'starts on a quarter after a meeting',
      [busy('2026-11-18 13:00', '2026-11-18 13:50')],
      '2026-11-18 13:10',
      60,
      interval('2026-11-18 14:00', '2026-11-18 15:00'),
    ],
    [
      'fits between meetings',
      [busy('2026-11-18 13:00', '2026-11-18 14:00'), busy('2026-11-18 15:00', '2026-11-18 16:00')],
      '2026-11-18 13:10',
      60,
      interval('2026-11-18 14:00', '2026-11-18 15:00'),
    ],
    [
      'passes a gap too short for it',
      [busy('2026-11-18 13:00', '2026-11-18 14:00'), busy('2026-11-18 15:00', '2026-11-18 16:00')],
      '2026-11-18 13:10',
      75,
      interval('2026-11-19 08:00', '2026-11-19 09:15'),
    ],
    [
      'is as long as the meeting, to the end of the day',
      [],
      '2026-11-18 15:30',
      90,
      interval('2026-11-18 15:30', '2026-11-18 17:00'),
    ],
    [
      'leaves the usual lunch alone',
      [busy('2026-11-18 13:00', '2026-11-18 14:00')],
      '2026-11-18 11:30',
      60,
      interval('2026-11-18 14:00', '2026-11-18 15:00'),
    ],
    [
      'lies over lunch where it is longer than what lunch leaves',
      [],
      '2026-11-18 08:00',
      300,
      interval('2026-11-18 08:00', '2026-11-18 13:00'),
    ],
    [
      'is on Monday after Friday',
      [],
      '2026-11-20 16:30',
      60,
      interval('2026-11-23 08:00', '2026-11-23 09:00'),
    ],
  ] as const)('%s', (_, calendar, from, minutes, expected) => {
    expect(nextFreeTime(calendar, hours, [], at(from), minutes)).toEqual(expected);
  });

  it('is none where four weeks are full, or no day is long enough', () => {
    const full = [busy('2026-11-16 00:00', '2027-01-01 00:00')];
    expect(nextFreeTime(full, hours, [], at('2026-11-18 13:10'), 15)).toBeNull();
    expect(nextFreeTime([], hours, [], at('2026-11-18 13:10'), 9 * 60 + 1)).toBeNull();
  });

  it('lies in working hours, in the future, on a quarter, and beside everything', () => {
    const booking = fc.record({
      at: fc.integer({ min: 0, max: 10 * 288 }),
      minutes: fc.integer({ min: 5, max: 300 }),
    });
    const start = at('2026-10-23 00:00');
    fc.assert(
      fc.property(
        fc.array(booking, { maxLength: 40 }),
        fc.integer({ min: 15, max: 240 }),
        fc.nat(10_000),
        (bookings, minutes, minute) => {
          const calendar = bookings.map((booked, index) => {
            const from = start + booked.at * 5 * MINUTE;
            return classified('selling', {
              id: `e${index}`,
              start: from,
              end: from + booked.minutes * MINUTE,
            });
          });
          const from = start + minute * MINUTE;
          const free = nextFreeTime(calendar, hours, [], from, minutes);
          const found = free ?? { start: 0, end: 0 };
          expect(found.start).toBeGreaterThanOrEqual(from);
          expect(found.end - found.start).toBe(minutes * MINUTE);
          const clock = wallClock(found.start, STOCKHOLM);
          expect(clock.minutes % 15).toBe(0);
          const [day] = workingIntervals(clock.date, hours, []);
          expect(day && day.start <= found.start && found.end <= day.end).toBe(true);
          expect(calendar.filter(({ event }) => event.start < found.end && found.start < event.end)).toEqual(
            [],
          );
        },
      ),
    );
  });
});

describe('Two free times this week', () => {
  const two = (from: string, minutes: number, ...calendar: ReturnType<typeof busy>[]) =>
    twoFreeTimesThisWeek(calendar, hours, [], at(from), minutes);

  it('are the next one and the first on a later day', () => {
    expect(two('2026-11-18 13:10', 120)).toEqual([
      interval('2026-11-18 13:15', '2026-11-18 15:15'),
      interval('2026-11-19 08:00', '2026-11-19 10:00'),
    ]);
  });

  it('are both on Friday where no later day is left', () => {
    expect(two('2026-11-20 09:10', 120)).toEqual([
      interval('2026-11-20 09:15', '2026-11-20 11:15'),
      interval('2026-11-20 13:00', '2026-11-20 15:00'),
    ]);
  });

  it('are one or none where the week holds no more', () => {
    expect(two('2026-11-20 13:10', 120)).toEqual([interval('2026-11-20 13:15', '2026-11-20 15:15')]);
    expect(two('2026-11-20 15:10', 120)).toEqual([]);
    expect(two('2026-11-18 13:10', 120, busy('2026-11-18 00:00', '2026-11-22 00:00'))).toEqual([]);
  });

  it('belong to the week of the rep’s zone', () => {
    const sunday = at('2026-11-22 23:30');
    expect(twoFreeTimesThisWeek([], hours, [], sunday, 60)).toEqual([]);
    expect(twoFreeTimesThisWeek([], hours, [], sunday + DAY / 24, 60)).toHaveLength(2);
  });
});
