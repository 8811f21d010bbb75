import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  atWallClock,
  isoWeekday,
  isTimeZone,
  startOfDay,
  toLocalDate,
  wallClock,
} from '../../../shared/calendar/time-zone.ts';

const utc = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const shown = (instant: number): string => Temporal.Instant.fromEpochMilliseconds(instant).toString();

describe('a wall clock read as an instant', () => {
  it.each([
    {
      case: 'winter',
      date: '2026-11-17',
      time: '10:00',
      zone: 'Europe/Stockholm',
      is: '2026-11-17T09:00:00Z',
    },
    {
      case: 'summer',
      date: '2026-07-01',
      time: '10:00',
      zone: 'Europe/Stockholm',
      is: '2026-07-01T08:00:00Z',
    },
    {
      case: 'a gap',
      date: '2026-03-29',
      time: '02:30',
      zone: 'Europe/Stockholm',
      is: '2026-03-29T01:30:00Z',
    },
    {
      case: 'the first of two',
      date: '2026-10-25',
      time: '02:30',
      zone: 'Europe/Stockholm',
      is: '2026-10-25T00:30:00Z',
    },
    {
      case: 'after both',
      date: '2026-10-25',
      time: '03:00',
      zone: 'Europe/Stockholm',
      is: '2026-10-25T02:00:00Z',
    },
    {
      case: 'the end of a day',
      date: '2026-10-25',
      time: '24:00',
      zone: 'Europe/Stockholm',
      is: '2026-10-25T23:00:00Z',
    },
    {
      case: 'half an hour of summer time',
      date: '2026-10-04',
      time: '02:15',
      zone: 'Australia/Lord_Howe',
      is: '2026-10-03T15:45:00Z',
    },
    {
      case: 'a midnight that is skipped',
      date: '2026-03-29',
      time: '00:00',
      zone: 'Asia/Beirut',
      is: '2026-03-28T22:00:00Z',
    },
    {
      case: 'a date that never was',
      date: '2011-12-30',
      time: '12:00',
      zone: 'Pacific/Apia',
      is: '2011-12-30T22:00:00Z',
    },
  ])('$case: $date $time in $zone', ({ date, time, zone, is }) => {
    expect(shown(atWallClock(date, time, zone))).toBe(is);
  });

  it.each(['8:00', '24:01', '12:60', '', '12:00:00'])('refuses "%s"', (time) => {
    expect(() => atWallClock('2026-11-17', time, 'Europe/Stockholm')).toThrow(RangeError);
  });

  it.each(['2026-02-30', '2026-2-3', '20261117', ''])('refuses the date "%s"', (date) => {
    expect(() => startOfDay(date, 'Europe/Stockholm')).toThrow(RangeError);
  });
});

describe('an instant read off a wall clock', () => {
  it.each([
    { at: '2026-12-27T23:30:00Z', zone: 'Europe/Stockholm', date: '2026-12-28', minutes: 30 },
    { at: '2026-12-27T23:30:00Z', zone: 'America/New_York', date: '2026-12-27', minutes: 1_110 },
    { at: '2026-10-25T01:30:59.999Z', zone: 'Europe/Stockholm', date: '2026-10-25', minutes: 150 },
    { at: '2026-03-28T22:00:00Z', zone: 'Asia/Beirut', date: '2026-03-29', minutes: 60 },
    { at: '1969-12-31T22:59:00Z', zone: 'Europe/Stockholm', date: '1969-12-31', minutes: 1_439 },
  ])('$at in $zone', ({ at, zone, date, minutes }) => {
    expect(wallClock(utc(at), zone)).toEqual({ date, minutes });
    expect(toLocalDate(utc(at), zone)).toBe(date);
  });
});

it('does as Temporal does, at any minute in any of these zones', () => {
  const zone = fc.constantFrom(
    'Europe/Stockholm',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Beirut',
    'Africa/Casablanca',
    'America/Santiago',
    'Asia/Kolkata',
    'Pacific/Apia',
  );
  const instant = fc.integer({
    min: utc('2005-01-01T00:00Z') / 60_000,
    max: utc('2035-01-01T00:00Z') / 60_000,
  });
  fc.assert(
    fc.property(zone, instant, (timeZone, minute) => {
      const local = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(timeZone);
      const date = local.toPlainDate().toString();
      const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
      expect(wallClock(minute * 60_000, timeZone)).toEqual({ date, minutes: local.hour * 60 + local.minute });
      const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
      expect(atWallClock(date, time, timeZone)).toBe(wall.toZonedDateTime(timeZone).epochMilliseconds);
    }),
    { numRuns: 500 },
  );
});

it('counts days across months, leap days and changes of the clock', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
});

it.each([
  ['2026-11-16', 1],
  ['2026-11-22', 7],
  ['1969-12-31', 3],
  ['1900-01-01', 1],
])('%s is weekday %i', (date, weekday) => {
  expect(isoWeekday(date)).toBe(weekday);
});

it.each([
  ['Europe/Stockholm', true],
  ['Europe/Kyiv', true],
  ['Asia/Calcutta', true],
  ['UTC', true],
  ['W. Europe Standard Time', false],
  ['+02:00', false],
  ['Europe/Nowhere', false],
  ['', false],
])('knows whether "%s" is a zone', (name, known) => {
  expect(isTimeZone(name)).toBe(known);
});
