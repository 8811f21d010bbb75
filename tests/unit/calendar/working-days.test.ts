import { describe, expect, it } from 'vitest';
import { afterWorkingDays } from '../../../shared/calendar/working-days.ts';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import { at } from '../../factories/event.ts';

const hours = defaultWorkingHours('Europe/Stockholm');
const HOLIDAYS = [
  { date: '2026-12-25', from: '00:00', name: 'Juldagen' },
  { date: '2026-12-24', from: '00:00', name: 'Julafton' },
];

describe('the day after so many working days', () => {
  it.each([
    ['five, told on a Monday: Tuesday of the week after', '2026-11-23 09:00', 5, '2026-12-01 00:00'],
    ['five, told on a Friday evening', '2026-11-27 22:00', 5, '2026-12-07 00:00'],
    ['five, told on a Saturday', '2026-11-28 12:00', 5, '2026-12-07 00:00'],
    ['one over Christmas', '2026-12-22 09:00', 1, '2026-12-28 00:00'],
    ['none: at once', '2026-11-23 09:00', 0, '2026-11-23 09:00'],
  ])('is right for %s', (_, from, days, expected) => {
    expect(afterWorkingDays(at(from), days, hours, HOLIDAYS)).toBe(at(expected));
  });
});
