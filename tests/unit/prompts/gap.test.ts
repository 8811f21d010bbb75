import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { wallClock } from '../../../shared/calendar/time-zone.ts';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import type { ActivityType, TimeClass } from '../../../shared/classification/classification.ts';
import type { QuietHours } from '../../../shared/prompts/gap.ts';
import { findGap, nextGap } from '../../../shared/prompts/gap.ts';
import { at, classified, STOCKHOLM } from '../../factories/event.ts';

const hours = defaultWorkingHours(STOCKHOLM);
const christmas = [
  { date: '2026-12-24', from: '00:00', name: 'Julafton' },
  { date: '2026-12-25', from: '00:00', name: 'Juldagen' },
  { date: '2027-01-05', from: '12:00', name: 'Trettondagsafton' },
];

/** An event on Wednesday 2026-11-18. */
function meeting(
  from: string,
  to: string,
  overrides: Partial<CalendarEvent> = {},
  timeClass: TimeClass = 'internal',
  activity?: ActivityType,
) {
  const event = {
    id: `${from}-${to}`,
    start: at(`2026-11-18 ${from}`),
    end: at(`2026-11-18 ${to}`),
    ...overrides,
  };
  return classified(timeClass, event, activity);
}

/** The first gap after `from` as wall clock, within a week. */
function gapAfter(
  from: string,
  calendar: readonly ReturnType<typeof meeting>[] = [],
  quietHours: QuietHours | null = null,
) {
  const found = nextGap(calendar, hours, christmas, at(from), at(from) + 7 * DAY, { quietHours });
  if (found === null) return null;
  const { date, minutes } = wallClock(found, STOCKHOLM);
  return `${date} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

describe('A question comes', () => {
  it.each([
    ['at once in free working hours', '2026-11-18 12:10', '2026-11-18 12:10'],
    ['in the morning, when the day has not begun', '2026-11-18 06:00', '2026-11-18 08:00'],
    ['the next day, in the evening', '2026-11-18 17:00', '2026-11-19 08:00'],
    ['the next day, when the day is about to end', '2026-11-18 16:56', '2026-11-19 08:00'],
    ['with five minutes of the day left', '2026-11-18 16:55', '2026-11-18 16:55'],
    ['on Monday, on a Saturday', '2026-11-21 11:00', '2026-11-23 08:00'],
    ['after the holidays', '2026-12-23 18:00', '2026-12-28 08:00'],
    ['the day after, on a customary eve from noon', '2027-01-05 12:00', '2027-01-06 08:00'],
  ])('%s', (_, from, expected) => {
    expect(gapAfter(from)).toBe(expected);
  });

  it.each([
    ['five minutes after a meeting', [meeting('12:00', '13:00')], '2026-11-18 13:05'],
    [
      'five minutes after the last of overlapping ones',
      [meeting('12:00', '13:00'), meeting('12:30', '13:20')],
      '2026-11-18 13:25',
    ],
    [
      'not in nine minutes between meetings',
      [meeting('12:00', '13:00'), meeting('13:09', '14:00')],
      '2026-11-18 14:05',
    ],
    [
      'in ten minutes between meetings',
      [meeting('12:00', '13:00'), meeting('13:10', '14:00')],
      '2026-11-18 13:05',
    ],
    ['not just before a meeting', [meeting('12:14', '13:00')], '2026-11-18 13:05'],
    ['with five minutes to go before one', [meeting('12:15', '13:00')], '2026-11-18 12:10'],
    ['five minutes after one that just ended', [meeting('11:00', '12:08')], '2026-11-18 12:13'],
    [
      'after a private event',
      [meeting('12:00', '13:00', { sensitivity: 'private', title: '' }, 'ignored', 'private')],
      '2026-11-18 13:05',
    ],
    [
      'after an absence',
      [meeting('12:00', '16:00', { showAs: 'oof' }, 'ignored', 'oof')],
      '2026-11-18 16:05',
    ],
    ['after a break', [meeting('12:00', '13:00', {}, 'ignored', 'break')], '2026-11-18 13:05'],
    ['after a copied block', [meeting('12:00', '13:00', {}, 'ignored', 'placeholder')], '2026-11-18 13:05'],
    ['after a block alone', [meeting('12:00', '13:00', {}, 'selling')], '2026-11-18 13:05'],
    ['after a tentative meeting', [meeting('12:00', '13:00', { showAs: 'tentative' })], '2026-11-18 13:05'],
    [
      'during free time',
      [meeting('12:00', '13:00', { showAs: 'free' }, 'ignored', 'free')],
      '2026-11-18 12:10',
    ],
    [
      'during what was declined',
      [meeting('12:00', '13:00', { response: 'declined' }, 'ignored', 'cancelled')],
      '2026-11-18 12:10',
    ],
    [
      'during what was cancelled',
      [meeting('12:00', '13:00', { isCancelled: true }, 'ignored', 'cancelled')],
      '2026-11-18 12:10',
    ],
  ])('%s', (_, calendar, expected) => {
    expect(gapAfter('2026-11-18 12:10', calendar)).toBe(expected);
  });

  it('not in nine minutes before the first meeting of the day', () => {
    expect(gapAfter('2026-11-18 06:00', [meeting('08:09', '09:00')])).toBe('2026-11-18 09:05');
    expect(gapAfter('2026-11-18 06:00', [meeting('08:10', '09:00')])).toBe('2026-11-18 08:00');
  });

  it('five minutes after a meeting that ended just before the working day', () => {
    expect(gapAfter('2026-11-18 06:00', [meeting('07:00', '08:00')])).toBe('2026-11-18 08:05');
  });

  it.each<[string, Partial<CalendarEvent>, TimeClass, ActivityType | undefined, string]>([
    ['the day after a day of absence', { showAs: 'oof' }, 'ignored', 'oof', '2026-11-19 08:00'],
    ['the day after a private day', { sensitivity: 'private' }, 'ignored', 'private', '2026-11-19 08:00'],
    ['the day after a fair', { showAs: 'busy' }, 'selling', 'customer_event', '2026-11-19 08:00'],
    ['on a day with a marker', { showAs: 'busy' }, 'ignored', 'marker', '2026-11-18 12:10'],
    [
      'on a day of working elsewhere',
      { showAs: 'workingElsewhere' },
      'ignored',
      'marker',
      '2026-11-18 12:10',
    ],
    ['on a free day', { showAs: 'free' }, 'ignored', 'free', '2026-11-18 12:10'],
  ])('%s', (_, overrides, timeClass, activity, expected) => {
    const allDay = { allDay: { start: '2026-11-18', end: '2026-11-19' }, ...overrides };
    expect(gapAfter('2026-11-18 12:10', [classified(timeClass, allDay, activity)])).toBe(expected);
  });

  it.each<[string, QuietHours, string]>([
    ['after quiet hours', { from: '12:00', to: '14:00' }, '2026-11-18 14:00'],
    ['before those to come', { from: '14:00', to: '16:00' }, '2026-11-18 12:10'],
    ['outside those over midnight', { from: '11:00', to: '09:30' }, '2026-11-19 09:30'],
  ])('%s', (_, quietHours, expected) => {
    expect(gapAfter('2026-11-18 12:10', [], quietHours)).toBe(expected);
  });

  it('never where no gap comes in time', () => {
    expect(nextGap([], hours, [], at('2026-11-21 10:00'), at('2026-11-23 08:00'))).toBeNull();
    expect(nextGap([], hours, [], at('2026-11-21 10:00'), at('2026-11-23 08:01'))).toBe(
      at('2026-11-23 08:00'),
    );
  });

  it('on the same clock before and after it is changed', () => {
    // Summer time ends on Sunday 2026-10-25.
    expect(gapAfter('2026-10-23 18:00')).toBe('2026-10-26 08:00');
  });

  it('in a gap that two looks name alike', () => {
    const calendar = [meeting('12:00', '13:00')];
    const look = (from: string) => findGap(calendar, hours, [], at(from), at('2026-11-20 00:00'));
    expect(look('2026-11-18 11:00')?.gap).toEqual({
      start: at('2026-11-18 08:00'),
      end: at('2026-11-18 12:00'),
    });
    expect(look('2026-11-18 12:30')).toEqual({
      at: at('2026-11-18 13:05'),
      gap: { start: at('2026-11-18 13:00'), end: at('2026-11-18 17:00') },
    });
    expect(look('2026-11-18 15:00')?.gap).toEqual(look('2026-11-18 12:30')?.gap);
  });
});

describe('Whatever stands in the calendar', () => {
  const start = at('2026-12-21 00:00');
  const booking = fc.record({
    at: fc.integer({ min: 0, max: 14 * 96 }),
    quarters: fc.integer({ min: 1, max: 12 }),
  });

  it('a question never comes outside working hours, on a holiday, during a meeting, or right beside one', () => {
    fc.assert(
      fc.property(
        fc.array(booking, { maxLength: 60 }),
        fc.integer({ min: 0, max: 14 * 1440 }),
        (bookings, minute) => {
          const calendar = bookings.map((booked, index) => {
            const from = start + booked.at * 15 * MINUTE;
            return classified('internal', {
              id: `e${index}`,
              start: from,
              end: from + booked.quarters * 15 * MINUTE,
            });
          });
          const found = nextGap(calendar, hours, christmas, start + minute * MINUTE, start + 21 * DAY);
          expect(found).not.toBeNull();
          const sent = found ?? 0;
          const { date, minutes } = wallClock(sent, STOCKHOLM);
          expect(sent).toBeGreaterThanOrEqual(start + minute * MINUTE);
          expect(['2026-12-24', '2026-12-25']).not.toContain(date);
          expect([0, 6]).not.toContain(new Date(`${date}T00:00Z`).getUTCDay());
          expect(minutes).toBeGreaterThanOrEqual(8 * 60);
          expect(minutes).toBeLessThan(17 * 60 - 4);
          const near = calendar.filter(
            ({ event }) => event.start < sent + 5 * MINUTE && event.end > sent - 5 * MINUTE,
          );
          expect(near).toEqual([]);
        },
      ),
    );
  });

  it('is found whatever the order of the calendar', () => {
    fc.assert(
      fc.property(fc.array(booking, { maxLength: 20 }), (bookings) => {
        const calendar = bookings.map((booked, index) => {
          const from = start + booked.at * 15 * MINUTE;
          return classified('internal', { id: `e${index}`, start: from, end: from + HOUR });
        });
        const find = (events: typeof calendar) => nextGap(events, hours, christmas, start, start + 21 * DAY);
        expect(find(calendar.toReversed())).toBe(find(calendar));
      }),
    );
  });
});
