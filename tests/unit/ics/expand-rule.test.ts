import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { civilOfDay, dayOfCivil } from '../../../shared/calendar/ics/civil-date.ts';
import { expandRule } from '../../../shared/calendar/ics/expand-rule.ts';
import { parseRecurrenceRule } from '../../../shared/calendar/ics/recurrence-rule.ts';
import { StepBudget } from '../../../shared/calendar/ics/step-budget.ts';

const DAY = 86_400;
const START = dayOfCivil(2026, 10, 7) * DAY + 9 * 3_600;
const YEARS = 400 * DAY;

function budget(steps = 1_000_000): StepBudget {
  return new StepBudget(steps, { steps: Number.MAX_SAFE_INTEGER }, () => false);
}

function expand(text: string, start: number, from: number, to: number, most = 60): readonly number[] {
  const rule = parseRecurrenceRule(text);
  if (rule === null) throw new Error(`no rule: ${text}`);
  const found: number[] = [];
  for (const wall of expandRule(rule, start, { from, to }, budget())) {
    found.push(wall);
    if (found.length === most) break;
  }
  return found;
}

const shown = (walls: readonly number[]): readonly string[] =>
  walls.map((wall) => new Date(wall * 1_000).toISOString().slice(0, 16));

/** RFC 5545's own examples that the tests of whole files do not have. */
it.each([
  ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3', ['2026-10-07T09:00', '2027-05-17T09:00', '2028-05-15T09:00']],
  ['FREQ=YEARLY;BYWEEKNO=-1;COUNT=2', ['2026-10-07T09:00', '2026-12-30T09:00']],
  [
    'FREQ=YEARLY;BYYEARDAY=1,100,-1;COUNT=4',
    ['2026-10-07T09:00', '2026-12-31T09:00', '2027-01-01T09:00', '2027-04-10T09:00'],
  ],
  ['FREQ=YEARLY;BYDAY=20MO;COUNT=2', ['2026-10-07T09:00', '2027-05-17T09:00']],
  ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=3', ['2026-10-07T09:00', '2027-03-04T09:00', '2027-03-11T09:00']],
  [
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3',
    ['2026-10-07T09:00', '2026-11-03T09:00', '2030-11-05T09:00'],
  ],
  [
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=3',
    ['2026-10-07T09:00', '2028-02-29T09:00', '2032-02-29T09:00'],
  ],
  [
    'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3',
    ['2026-10-07T09:00', '2026-11-13T09:00', '2027-08-13T09:00'],
  ],
  [
    'FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3;COUNT=3',
    ['2026-10-07T09:00', '2026-11-05T09:00', '2026-12-03T09:00'],
  ],
  [
    'FREQ=DAILY;BYHOUR=9,13;BYMINUTE=0,30;COUNT=4',
    ['2026-10-07T09:00', '2026-10-07T09:30', '2026-10-07T13:00', '2026-10-07T13:30'],
  ],
  ['FREQ=DAILY;INTERVAL=2;BYDAY=SA;COUNT=3', ['2026-10-07T09:00', '2026-10-17T09:00', '2026-10-31T09:00']],
  [
    'FREQ=HOURLY;INTERVAL=3;BYDAY=WE,TH;COUNT=5',
    ['2026-10-07T09:00', '2026-10-07T12:00', '2026-10-07T15:00', '2026-10-07T18:00', '2026-10-07T21:00'],
  ],
  [
    'FREQ=HOURLY;BYHOUR=9;BYMINUTE=15,45;COUNT=4',
    ['2026-10-07T09:00', '2026-10-07T09:15', '2026-10-07T09:45', '2026-10-08T09:15'],
  ],
  ['FREQ=MINUTELY;INTERVAL=90;COUNT=3', ['2026-10-07T09:00', '2026-10-07T10:30', '2026-10-07T12:00']],
  ['FREQ=MINUTELY;BYHOUR=10;BYMINUTE=0;COUNT=2', ['2026-10-07T09:00', '2026-10-07T10:00']],
  ['FREQ=SECONDLY;INTERVAL=3600;COUNT=2', ['2026-10-07T09:00', '2026-10-07T10:00']],
])('makes of %s', (text, expected) => {
  expect(shown(expand(text, START, START, START + 10 * YEARS))).toEqual(expected);
});

it('makes the same inside of a window as from the beginning', () => {
  const rules = fc.constantFrom(
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=MONTHLY;INTERVAL=5;BYDAY=2WE,-1FR',
    'FREQ=YEARLY;BYMONTH=2,10;BYDAY=-1SU',
    'FREQ=YEARLY;BYWEEKNO=1,53',
    'FREQ=HOURLY;INTERVAL=7;BYDAY=MO,TU',
    'FREQ=DAILY;COUNT=500',
  );
  fc.assert(
    fc.property(
      rules,
      fc.integer({ min: 0, max: 4_000 }),
      fc.integer({ min: 1, max: 300 }),
      (text, day, days) => {
        const [from, to] = [START + day * DAY, START + (day + days) * DAY];
        const whole = expand(text, START, START, to, Infinity).filter((wall) => wall >= from);
        expect(expand(text, START, from, to, Infinity)).toEqual(whole);
      },
    ),
    { numRuns: 200 },
  );
});

/** Rules that ical.js follows as the standard says: no positions, no weeks of years, nothing impossible. */
const plainRule = fc
  .record({
    frequency: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 5 }),
    weekdays: fc.subarray(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']),
    nth: fc.constantFrom('', '1', '2', '-1'),
    monthDay: fc.option(fc.integer({ min: 1, max: 28 })),
    months: fc.subarray([1, 2, 6, 10, 11]),
    weekStart: fc.constantFrom('MO', 'SU'),
  })
  .map(({ frequency, interval, weekdays, nth, monthDay, months, weekStart }) => {
    const isNumbered = frequency === 'MONTHLY' || (frequency === 'YEARLY' && months.length > 0);
    const days = weekdays.map((weekday) => (isNumbered ? nth + weekday : weekday)).join(',');
    const usesDays = weekdays.length > 0 && (frequency !== 'YEARLY' || months.length > 0);
    const parts = [
      `FREQ=${frequency}`,
      `INTERVAL=${interval}`,
      `WKST=${weekStart}`,
      ...(usesDays ? [`BYDAY=${days}`] : []),
      ...(!usesDays && monthDay !== null && frequency === 'MONTHLY' ? [`BYMONTHDAY=${monthDay}`] : []),
      ...(frequency === 'YEARLY' && months.length > 0 ? [`BYMONTH=${months.join(',')}`] : []),
    ];
    return parts.join(';');
  });

it('agrees with ical.js wherever ical.js is right', () => {
  fc.assert(
    fc.property(plainRule, fc.integer({ min: 0, max: 800 }), (text, offset) => {
      const start = START + offset * DAY;
      const { year, month, day } = civilOfDay(Math.floor(start / DAY));
      // Days that not every month has, roll over into the next with ical.js.
      fc.pre(day <= 28);
      const first = ICAL.Time.fromData({ year, month, day, hour: 9, minute: 0, second: 0 });
      const iterator = ICAL.Recur.fromString(text).iterator(first);
      const theirs = Array.from({ length: 20 }, () => iterator.next().toString().slice(0, 16));
      const ours = shown(expand(text, start, start, start + 200 * YEARS, 21));
      // A first start outside of its rule is one for us, and counts.
      expect(theirs[0] === ours[0] ? ours.slice(0, 20) : ours.slice(1, 21)).toEqual(theirs);
    }),
    { numRuns: 300 },
  );
});

it.each([
  ['a day that no month has', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'],
  ['a day that no year has', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
  ['an hour that is never reached', 'FREQ=HOURLY;INTERVAL=24;BYHOUR=3'],
  ['a month that is never reached', 'FREQ=MONTHLY;INTERVAL=12;BYMONTH=2'],
  ['a second that is never reached', 'FREQ=SECONDLY;INTERVAL=60;BYSECOND=7'],
])('comes to an end with a rule for %s', (_, text) => {
  const rule = parseRecurrenceRule(text);
  const spent = budget(200_000);
  const found =
    rule === null ? [] : [...expandRule(rule, START, { from: START, to: START + 5 * YEARS }, spent)];
  expect(shown(found)).toEqual(['2026-10-07T09:00']);
});

it('stops when its steps are used up or the time is', () => {
  const rule = parseRecurrenceRule('FREQ=SECONDLY');
  if (rule === null) throw new Error('no rule');
  const window = { from: START, to: START + YEARS };
  const short = budget(100);
  expect([...expandRule(rule, START, window, short)].length).toBeLessThan(100);
  expect(short.cut).toBe('steps');
  const late = new StepBudget(1_000_000, { steps: 1_000_000 }, () => true);
  expect([...expandRule(rule, START, window, late)].length).toBeLessThan(2_000);
  expect(late.cut).toBe('time');
});
