import { describe, expect, it } from 'vitest';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import { burdenSeconds, fitsNote, WEEKLY_BUDGET_SECONDS } from '../../../shared/prompts/burden.ts';
import { lapseAt, lapseDate } from '../../../shared/prompts/lapse.ts';
import { at, STOCKHOLM } from '../../factories/event.ts';

const hours = defaultWorkingHours(STOCKHOLM);
const holidays = [
  { date: '2026-12-24', from: '00:00', name: 'Julafton' },
  { date: '2026-12-25', from: '00:00', name: 'Juldagen' },
  { date: '2027-01-05', from: '12:00', name: 'Trettondagsafton' },
  { date: '2027-01-06', from: '00:00', name: 'Trettondedag jul' },
];

describe('A question goes away at the end of the second working day', () => {
  it.each([
    ['Wednesday noon', '2026-11-18 12:00', '2026-11-20 17:00'],
    ['Thursday evening', '2026-11-19 22:00', '2026-11-23 17:00'],
    ['Friday', '2026-11-20 16:55', '2026-11-24 17:00'],
    ['Saturday', '2026-11-21 10:00', '2026-11-24 17:00'],
    ['the day before Christmas Eve', '2026-12-23 10:00', '2026-12-29 17:00'],
    ['before a half day', '2027-01-04 10:00', '2027-01-07 17:00'],
    ['so that the half day is the second', '2027-01-01 10:00', '2027-01-05 12:00'],
  ])('after %s', (_, from, lapses) => {
    expect(lapseAt(at(from), hours, holidays)).toBe(at(lapses));
  });

  it('and the card names that day, also where it ends at midnight', () => {
    expect(lapseDate(at('2026-11-20 17:00'), hours)).toBe('2026-11-20');
    expect(lapseDate(at('2026-11-21 00:00'), hours)).toBe('2026-11-20');
  });

  it('or at once for somebody without working days', () => {
    expect(lapseAt(at('2026-11-18 12:00'), { ...hours, days: {} }, [])).toBe(at('2026-11-18 12:00'));
  });
});

describe('The burden of a week', () => {
  it('is ten seconds for a tap, two for silence, and corrections as measured', () => {
    const prompts = [
      { outcome: 'answered' },
      { outcome: 'withdrawn' },
      { outcome: 'lapsed' },
      { outcome: 'open' },
    ] as const;
    expect(burdenSeconds(prompts, [3.5, 4])).toBe(31.5);
    expect(burdenSeconds([], [])).toBe(0);
    expect(WEEKLY_BUDGET_SECONDS).toBe(60);
  });

  it.each([
    [['answered', 'answered', 'answered'], [20], true],
    [['answered', 'answered', 'answered'], [20.4], false],
    // An open question may yet take what an answer takes.
    [['answered', 'answered', 'open'], [20], true],
    [['answered', 'answered', 'open'], [20.4], false],
    [['lapsed', 'lapsed', 'lapsed'], [44], true],
  ] as const)('of %j and %j seconds has room for a note: %s', (outcomes, others, fits) => {
    const prompts = outcomes.map((outcome) => ({ outcome }));
    expect(fitsNote(prompts, others)).toBe(fits);
  });
});
