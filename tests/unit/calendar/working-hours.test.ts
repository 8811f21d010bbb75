import { describe, expect, it } from 'vitest';
import type { Holiday, WorkingHours } from '../../../shared/calendar/working-hours.ts';
import {
  defaultWorkingHours,
  isWorkingDay,
  workingDaysBetween,
  workingIntervals,
} from '../../../shared/calendar/working-hours.ts';
import { at, STOCKHOLM } from '../../factories/event.ts';

const hours = defaultWorkingHours(STOCKHOLM);
const christmas: Holiday[] = [
  { date: '2026-12-23', from: '12:00', name: 'Dagen före julafton' },
  { date: '2026-12-24', from: '00:00', name: 'Julafton' },
  { date: '2026-12-25', from: '00:00', name: 'Juldagen' },
];

it('is Monday to Friday, eight to five less an hour, until somebody says otherwise', () => {
  const day = [{ from: '08:00', to: '17:00' }];
  expect(defaultWorkingHours('Europe/Oslo')).toEqual({
    timeZone: 'Europe/Oslo',
    days: { 1: day, 2: day, 3: day, 4: day, 5: day },
    lunchMinutes: 60,
  });
});

describe('the working time of a day', () => {
  it.each([
    { date: '2026-12-22', spans: [['08:00', '17:00']] },
    { date: '2026-12-23', spans: [['08:00', '12:00']] },
    { date: '2026-12-24', spans: [] },
    { date: '2026-12-26', spans: [] },
  ])('on $date is $spans', ({ date, spans }) => {
    const expected = spans.map(([from, to]) => ({ start: at(`${date} ${from}`), end: at(`${date} ${to}`) }));
    expect(workingIntervals(date, hours, christmas)).toEqual(expected);
    expect(isWorkingDay(date, hours, christmas)).toBe(spans.length > 0);
  });

  it('is put in order, without overlap and without what ends before it begins', () => {
    const odd: WorkingHours = {
      timeZone: STOCKHOLM,
      days: {
        2: [
          { from: '13:00', to: '24:00' },
          { from: '22:00', to: '06:00' },
          { from: '08:00', to: '11:00' },
          { from: '10:00', to: '12:00' },
        ],
      },
      lunchMinutes: 30,
    };
    expect(workingIntervals('2026-11-17', odd, [])).toEqual([
      { start: at('2026-11-17 08:00'), end: at('2026-11-17 12:00') },
      { start: at('2026-11-17 13:00'), end: at('2026-11-18 00:00') },
    ]);
  });

  it('follows the clock of its own zone over a change', () => {
    const newYork = defaultWorkingHours('America/New_York');
    const [before] = workingIntervals('2026-10-30', newYork, []);
    const [after] = workingIntervals('2026-11-02', newYork, []);
    expect([before?.start, after?.start]).toEqual([
      Date.parse('2026-10-30T12:00:00Z'),
      Date.parse('2026-11-02T13:00:00Z'),
    ]);
  });
});

describe('working days between', () => {
  it.each([
    {
      case: 'Example C: Thursday to next Tuesday',
      from: '2026-11-19 10:00',
      to: '2026-11-24 10:00',
      days: 3,
    },
    { case: 'Example D: Friday to Monday', from: '2026-11-20 13:00', to: '2026-11-23 13:00', days: 1 },
    { case: 'later the same day', from: '2026-11-19 10:00', to: '2026-11-19 16:00', days: 0 },
    { case: 'Friday to Sunday', from: '2026-11-20 13:00', to: '2026-11-22 10:00', days: 0 },
    { case: 'Tuesday to the Thursday before', from: '2026-11-24 10:00', to: '2026-11-19 10:00', days: -3 },
    {
      case: 'over Christmas, its eve from noon a working day',
      from: '2026-12-22 10:00',
      to: '2026-12-28 10:00',
      days: 2,
    },
  ])('$case: $days', ({ from, to, days }) => {
    expect(workingDaysBetween(at(from), at(to), hours, christmas)).toBe(days);
  });
});
