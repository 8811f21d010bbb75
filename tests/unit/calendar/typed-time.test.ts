import { describe, expect, it } from 'vitest';
import { readClock, readDate, writeClock, writeDate } from '../../../shared/calendar/typed-time.ts';

describe('a time of day', () => {
  it.each([
    ['8', '08:00'],
    ['8.30', '08:30'],
    ['08:30', '08:30'],
    ['0830', '08:30'],
    ['830', '08:30'],
    [' 17.00 ', '17:00'],
    ['0', '00:00'],
    ['23:59', '23:59'],
    ['24:00', null],
    ['8.60', null],
    ['8.3', null],
    ['8 pm', null],
    ['', null],
  ])('typed as “%s” is read as %s', (typed, clock) => {
    expect(readClock(typed)).toBe(clock);
  });

  it.each([
    ['sv', '08.30'],
    ['en', '08:30'],
  ] as const)('is written in the page’s language (%s), and read back as the same', (language, written) => {
    expect(writeClock('08:30', language)).toBe(written);
    expect(readClock(written)).toBe('08:30');
  });
});

describe('a date', () => {
  it.each([
    ['2026-04-28', '2026-04-28'],
    ['2026-4-8', '2026-04-08'],
    ['28/04/2026', '2026-04-28'],
    ['8/4/2026', '2026-04-08'],
    ['2028-02-29', '2028-02-29'],
    ['29/02/2026', null],
    ['31/04/2026', null],
    ['2026-13-01', null],
    ['28 april', null],
    ['', null],
  ])('typed as “%s” is read as %s', (typed, date) => {
    expect(readDate(typed)).toBe(date);
  });

  it.each([
    ['sv', '2026-04-28'],
    ['en', '28/04/2026'],
  ] as const)('is written in the page’s language (%s), and read back as the same', (language, written) => {
    expect(writeDate('2026-04-28', language)).toBe(written);
    expect(readDate(written)).toBe('2026-04-28');
  });
});
