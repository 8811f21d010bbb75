import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wallClock } from '../../../shared/calendar/time-zone.ts';
import {
  firstShown,
  shiftByDays,
  spanFor,
  stepDate,
  timeOf,
  weeksToRead,
  type Span,
} from '../../../sandbox/page/calendar-days.ts';

const ZONE = 'Europe/Stockholm';

describe('how much of a calendar is shown', () => {
  it.each<[number, Span]>([
    [319, 'day'],
    [519, 'day'],
    [520, 'week'],
    [759, 'week'],
    [760, 'weeks'],
    [1400, 'weeks'],
  ])('in %i pixels: a %s', (width, span) => {
    expect(spanFor(width)).toBe(span);
  });

  it.each<[string, Span, string]>([
    ['2026-11-25', 'day', '2026-11-25'],
    ['2026-11-25', 'week', '2026-11-23'],
    ['2026-11-29', 'weeks', '2026-11-23'],
    ['2026-12-31', 'weeks', '2026-12-28'],
    ['2027-01-01', 'week', '2026-12-28'],
  ])('%s as %s begins on %s', (date, span, first) => {
    expect(firstShown(date, span)).toBe(first);
  });

  it.each<[string, Span, 1 | -1, string]>([
    ['2026-11-25', 'day', 1, '2026-11-26'],
    ['2026-11-25', 'day', -1, '2026-11-24'],
    ['2026-11-25', 'week', 1, '2026-11-30'],
    ['2026-11-25', 'weeks', 1, '2026-11-30'],
    ['2026-11-25', 'weeks', -1, '2026-11-16'],
  ])('from %s as %s a step of %i leads to %s', (date, span, direction, next) => {
    expect(stepDate(date, span, direction)).toBe(next);
  });

  // Monday 00:30 in Stockholm, Sunday in UTC.
  const monday = Date.parse('2026-11-22T23:30:00Z');
  it.each<[string, Span, readonly number[]]>([
    ['2026-11-23', 'week', [0]],
    ['2026-11-23', 'weeks', [0, 1]],
    ['2026-11-22', 'day', [-1]],
    ['2027-01-04', 'weeks', [6, 7]],
  ])('%s as %s is read from weeks %j of the clock’s own', (shown, span, weeks) => {
    expect(weeksToRead(shown, span, monday, ZONE)).toEqual(weeks);
  });
});

describe('a move by whole days', () => {
  it('keeps the clock on the wall and the length when the clocks change', () => {
    // Friday 09:00 in summer time to Monday 09:00 in winter time.
    const start = Date.parse('2026-10-23T07:00:00Z');
    expect(shiftByDays(start, start + 5_400_000, 3, ZONE)).toEqual({
      start: Date.parse('2026-10-26T08:00:00Z'),
      end: Date.parse('2026-10-26T09:30:00Z'),
    });
  });

  it('keeps weekday, clock and length a week later, at whatever time', () => {
    const quarter = 900_000;
    const year = {
      min: Date.parse('2026-01-01T06:00:00Z') / quarter,
      max: Date.parse('2026-12-31') / quarter,
    };
    fc.assert(
      fc.property(fc.integer(year), fc.integer({ min: 1, max: 40 }), (at, length) => {
        const start = at * quarter;
        // What the clock skips in spring has no time of its own to keep.
        fc.pre(wallClock(start, ZONE).minutes >= 180);
        const moved = shiftByDays(start, start + length * quarter, 7, ZONE);
        expect(wallClock(moved.start, ZONE).minutes).toBe(wallClock(start, ZONE).minutes);
        expect(moved.end - moved.start).toBe(length * quarter);
      }),
    );
  });
});

describe('a time of day', () => {
  it.each([
    [0, '00:00'],
    [570, '09:30'],
    [1439, '23:59'],
    [1440, '24:00'],
  ])('%i minutes after midnight is %s', (minutes, time) => {
    expect(timeOf(minutes)).toBe(time);
  });
});
