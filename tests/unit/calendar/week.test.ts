import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addWeeks,
  compareWeeks,
  isIsoWeek,
  isoWeekOf,
  isoWeekOfDate,
  weekDates,
  weekInterval,
  weekStart,
  weeksBetween,
} from '../../../shared/calendar/week.ts';
import { at } from '../../factories/event.ts';

describe('the ISO week', () => {
  it.each([
    ['2027-01-01', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
    ['2026-01-01', '2026-W01'],
    ['2025-12-28', '2025-W52'],
  ])('of %s is %s', (date, week) => {
    expect(isoWeekOfDate(date)).toBe(week);
  });

  it('is the week of the person’s own calendar', () => {
    const instant = at('2026-12-28 00:30');
    expect(isoWeekOf(instant, 'Europe/Stockholm')).toBe('2026-W53');
    expect(isoWeekOf(instant, 'America/New_York')).toBe('2026-W52');
  });

  it('agrees with Temporal on every date', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (day) => {
        const date = Temporal.PlainDate.from('1950-01-01').add({ days: day });
        const week = `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`;
        expect(isoWeekOfDate(date.toString())).toBe(week);
        expect(weekDates(week)[date.dayOfWeek - 1]).toBe(date.toString());
      }),
    );
  });

  it('begins on Monday 00:00, also where the clock changes in it', () => {
    expect(weekStart('2026-W47', 'Europe/Stockholm')).toBe(at('2026-11-16 00:00'));
    expect(
      ['2026-W12', '2026-W13', '2026-W43'].map((week) => {
        const { start, end } = weekInterval(week, 'Europe/Stockholm');
        return (end - start) / 3_600_000;
      }),
    ).toEqual([168, 167, 169]);
  });

  it('has seven dates', () => {
    expect(weekDates('2026-W53')).toEqual([
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
      '2027-01-03',
    ]);
  });
});

describe('counting weeks', () => {
  it.each([
    ['2026-W53', 1, '2027-W01'],
    ['2027-W01', -1, '2026-W53'],
    ['2026-W47', 0, '2026-W47'],
    ['2025-W52', 13, '2026-W13'],
  ])('%s and %i weeks is %s', (week, weeks, result) => {
    expect(addWeeks(week, weeks)).toBe(result);
    expect(weeksBetween(week, result)).toBe(weeks);
  });

  it('puts weeks in order', () => {
    expect(['2027-W01', '2026-W09', '2026-W53'].toSorted(compareWeeks)).toEqual([
      '2026-W09',
      '2026-W53',
      '2027-W01',
    ]);
  });

  it.each([
    ['2026-W53', true],
    ['2027-W53', false],
    ['2026-W00', false],
    ['2026-W54', false],
    ['2026-47', false],
    ['2026-W47 ', false],
  ])('knows whether "%s" is a week', (text, exists) => {
    expect(isIsoWeek(text)).toBe(exists);
  });

  it('refuses a week that does not exist', () => {
    expect(() => weekStart('2027-W53', 'Europe/Stockholm')).toThrow(RangeError);
  });
});
