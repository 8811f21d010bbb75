import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import type { ClassifiedEvent, WeekSplit } from '../../../shared/calendar/time-split.ts';
import { allocate, summariseWeek } from '../../../shared/calendar/time-split.ts';
import { addDays } from '../../../shared/calendar/time-zone.ts';
import { isoWeekOfDate, weekInterval } from '../../../shared/calendar/week.ts';
import type { Holiday, WorkingHours } from '../../../shared/calendar/working-hours.ts';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import type { ActivityType, TimeClass } from '../../../shared/classification/classification.ts';
import { anAttendee, classified, invitedBy } from '../../factories/event.ts';
import { countByMinute, minutesOfWeek } from './minute-count.ts';

/** Mondays of a plain week and of the weeks in which the clock goes forward and back; Beirut does so at midnight. */
const WEEKS: readonly (readonly [zone: string, monday: string])[] = [
  ['Europe/Stockholm', '2026-11-16'],
  ['Europe/Stockholm', '2026-03-23'],
  ['Europe/Stockholm', '2026-10-19'],
  ['America/New_York', '2026-03-02'],
  ['America/New_York', '2026-10-26'],
  ['Asia/Beirut', '2026-03-23'],
  ['Asia/Beirut', '2026-10-19'],
  ['Australia/Lord_Howe', '2026-03-30'],
  ['Australia/Lord_Howe', '2026-09-28'],
];

interface Calendar {
  readonly zone: string;
  readonly monday: string;
  readonly events: readonly ClassifiedEvent[];
  readonly hours: WorkingHours;
  readonly holidays: readonly Holiday[];
}

const sorted = fc.constantFrom<readonly [TimeClass, ActivityType]>(
  ['selling', 'demo'],
  ['selling', 'prospecting'],
  ['supporting', 'preparation'],
  ['internal', 'team_meeting'],
  ['unsure', 'planning'],
  ['ignored', 'private'],
  ['ignored', 'break'],
  ['ignored', 'marker'],
);

const room = fc.constantFrom<Partial<CalendarEvent>>(
  {},
  { attendees: [anAttendee('rum4@nordvik.example', { kind: 'resource' })] },
  { attendees: [anAttendee('eva.ros@granlund.example')] },
  invitedBy('lena.falk@nordvik.example'),
  invitedBy('lena.falk@nordvik.example', { response: 'tentativelyAccepted' }),
  invitedBy('lena.falk@nordvik.example', { response: 'notResponded' }),
  invitedBy('lena.falk@nordvik.example', { response: 'declined' }),
);

const state = fc.record({
  showAs: fc.constantFrom<CalendarEvent['showAs']>(
    'busy',
    'busy',
    'busy',
    'tentative',
    'free',
    'oof',
    'workingElsewhere',
  ),
  sensitivity: fc.constantFrom<CalendarEvent['sensitivity']>('normal', 'normal', 'normal', 'private'),
  isCancelled: fc.constantFrom(false, false, false, false, true),
});

function timeIn(zone: string, monday: string): fc.Arbitrary<Partial<CalendarEvent>> {
  const { start } = weekInterval(isoWeekOfDate(monday), zone);
  // Crowded into the daytime of three days, so that much overlaps; a few minutes past the week on either side.
  const daytime = fc
    .record({ day: fc.integer({ min: 0, max: 2 }), minute: fc.integer({ min: 300, max: 1_200 }) })
    .map(({ day, minute }) => day * 3 * 1_440 + minute);
  const timed = fc
    .record({
      from: fc.oneof({ weight: 5, arbitrary: daytime }, fc.integer({ min: -400, max: 10_200 })),
      length: fc.integer({ min: 0, max: 240 }),
    })
    .map(({ from, length }) => ({ start: start + from * 60_000, end: start + (from + length) * 60_000 }));
  const long = timed.map(({ start: from, end }) => ({ start: from, end: from + (end - from) * 9 }));
  const allDay = fc
    .record({ first: fc.integer({ min: -2, max: 7 }), days: fc.integer({ min: 1, max: 3 }) })
    .map(({ first, days }) => ({
      allDay: { start: addDays(monday, first), end: addDays(monday, first + days) },
    }));
  return fc.oneof(
    { weight: 8, arbitrary: timed },
    { weight: 1, arbitrary: long },
    { weight: 2, arbitrary: allDay },
  );
}

function hoursIn(zone: string): fc.Arbitrary<WorkingHours> {
  const usual = defaultWorkingHours(zone);
  const mornings = [{ from: '07:30', to: '11:45' }];
  const split = [
    { from: '13:00', to: '18:20' },
    { from: '06:00', to: '12:00' },
  ];
  return fc.constantFrom(usual, {
    ...usual,
    days: { 1: split, 2: split, 4: mornings, 6: mornings, 7: split },
    lunchMinutes: 45,
  });
}

const calendar: fc.Arbitrary<Calendar> = fc.constantFrom(...WEEKS).chain(([zone, monday]) =>
  fc.record({
    zone: fc.constant(zone),
    monday: fc.constant(monday),
    hours: hoursIn(zone),
    holidays: fc.array(
      fc.record({
        date: fc.integer({ min: 0, max: 6 }).map((day) => addDays(monday, day)),
        from: fc.constantFrom('00:00', '12:00'),
        name: fc.constant('Helgdag'),
      }),
      { maxLength: 2 },
    ),
    events: fc
      .array(fc.tuple(sorted, room, state, timeIn(zone, monday)), {
        minLength: 1,
        maxLength: 40,
        size: 'max',
      })
      .map((rows) =>
        rows.map(([[timeClass, activity], who, how, when], index) =>
          classified(timeClass, { ...who, ...how, ...when, id: `event-${index}` }, activity),
        ),
      ),
  }),
);

function summarise({ events, monday, hours, holidays }: Calendar): WeekSplit {
  return summariseWeek(events, isoWeekOfDate(monday), { workingHours: hours, holidays });
}

/** Thirds do not add up to the last bit. */
function rounded(figures: object): unknown {
  return JSON.parse(
    JSON.stringify(figures, (_, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value,
    ),
  );
}

const minutesByWeek = new Map(
  WEEKS.map(([zone, monday]) => [`${zone} ${monday}`, minutesOfWeek(monday, zone)] as const),
);

it('agrees with a count minute by minute, in weeks of 167, 167.5, 168, 168.5 and 169 hours', () => {
  fc.assert(
    fc.property(calendar, (given) => {
      const { events, hours, holidays, zone, monday } = given;
      const minutes = minutesByWeek.get(`${zone} ${monday}`) ?? [];
      const expected = countByMinute(events, minutes, hours, holidays);
      const { week, ...figures } = summarise(given);
      expect(week).toBe(isoWeekOfDate(monday));
      expect(rounded(figures)).toEqual(rounded(expected));
    }),
    { numRuns: 100 },
  );
});

it('lets a private event change available time and what follows from it, and nothing else', () => {
  const privately = fc
    .tuple(calendar, fc.nat())
    .chain(([given]) => fc.tuple(fc.constant(given), timeIn(given.zone, given.monday)));
  fc.assert(
    fc.property(privately, ([given, when]) => {
      const secret = classified('ignored', { ...when, id: 'secret', sensitivity: 'private' }, 'private');
      const before = summarise(given);
      const after = summarise({ ...given, events: [...given.events, secret] });
      const { available, unscheduled, coverage, valid } = after;
      expect(after).toEqual({ ...before, available, unscheduled, coverage, valid });
      expect(available).toBeLessThanOrEqual(before.available);
    }),
  );
});

it('does not depend on the order of the events', () => {
  fc.assert(
    fc.property(calendar, (given) => {
      const turned = { ...given, events: given.events.toReversed() };
      expect(rounded(summarise(turned).minutes)).toEqual(rounded(summarise(given).minutes));
    }),
  );
});

it('gives a stretch of time to the same events, however the question is cut', () => {
  const cut = fc.tuple(calendar, fc.integer({ min: 0, max: 10_000 }));
  fc.assert(
    fc.property(cut, ([given, minute]) => {
      const settings = { workingHours: given.hours, holidays: given.holidays };
      const whole = weekInterval(isoWeekOfDate(given.monday), given.zone);
      const middle = whole.start + minute * 60_000;
      const perKey = (...intervals: readonly { start: number; end: number }[]): unknown => {
        const sums: Record<string, number> = {};
        for (const interval of intervals) {
          for (const { key, start, end, share } of allocate(given.events, interval, settings)) {
            sums[key] = (sums[key] ?? 0) + (end - start) * share;
          }
        }
        return Object.fromEntries(Object.entries(sums).map(([key, sum]) => [key, Math.round(sum)]));
      };
      expect(perKey({ start: whole.start, end: middle }, { start: middle, end: whole.end })).toEqual(
        perKey(whole),
      );
    }),
  );
});
