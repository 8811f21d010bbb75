import { describe, expect, it } from 'vitest';
import { allocate, summariseWeek } from '../../../shared/calendar/time-split.ts';
import type { Holiday } from '../../../shared/calendar/working-hours.ts';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import { anAttendee, at, classified, invitedBy, REP, STOCKHOLM } from '../../factories/event.ts';

const settings = { workingHours: defaultWorkingHours(STOCKHOLM), holidays: [] };
const customer = anAttendee('eva.ros@granlund.example');
const tuesday = { start: at('2026-11-17 00:00'), end: at('2026-11-18 00:00') };

const demo = classified(
  'selling',
  { id: 'demo', attendees: [customer], start: at('2026-11-17 09:00'), end: at('2026-11-17 10:00') },
  'demo',
);
const focus = classified('unsure', {
  id: 'focus',
  start: at('2026-11-17 09:30'),
  end: at('2026-11-17 11:00'),
});
const teamMeeting = classified(
  'internal',
  invitedBy('lena.falk@nordvik.example', {
    id: 'team',
    start: at('2026-11-17 10:30'),
    end: at('2026-11-17 11:30'),
  }),
);

describe('Example A: a demo, focus time alone and a team meeting that overlap', () => {
  it('gives 60 minutes to selling, 60 to internal and 30 to unsure', () => {
    expect(summariseWeek([demo, focus, teamMeeting], '2026-W47', settings)).toEqual({
      week: '2026-W47',
      minutes: { selling: 60, unsure: 30, supporting: 0, internal: 60 },
      counted: 150,
      byActivity: { demo: 60, team_meeting: 60 },
      overtime: { selling: 0, unsure: 0, supporting: 0, internal: 0 },
      scheduled: 150,
      available: 2400,
      unscheduled: 2250,
      coverage: 0.0625,
      normal: 2400,
      absence: 0,
      valid: true,
    });
  });

  it('says who gets which stretch', () => {
    expect(allocate([demo, focus, teamMeeting], tuesday, settings)).toEqual([
      { key: 'demo', start: at('2026-11-17 09:00'), end: at('2026-11-17 09:30'), share: 1, within: true },
      { key: 'demo', start: at('2026-11-17 09:30'), end: at('2026-11-17 10:00'), share: 1, within: true },
      { key: 'focus', start: at('2026-11-17 10:00'), end: at('2026-11-17 10:30'), share: 1, within: true },
      { key: 'team', start: at('2026-11-17 10:30'), end: at('2026-11-17 11:00'), share: 1, within: true },
      { key: 'team', start: at('2026-11-17 11:00'), end: at('2026-11-17 11:30'), share: 1, within: true },
    ]);
  });
});

describe('Example B: Saturday 23:00 to Sunday 05:00 while the clock goes back', () => {
  const night = classified('supporting', {
    id: 'night',
    start: at('2026-10-24 23:00'),
    end: at('2026-10-25 05:00'),
  });

  it('is 7 elapsed hours, all overtime', () => {
    expect(summariseWeek([night], '2026-W43', settings)).toEqual({
      week: '2026-W43',
      minutes: { selling: 0, unsure: 0, supporting: 420, internal: 0 },
      counted: 420,
      byActivity: { preparation: 420 },
      overtime: { selling: 0, unsure: 0, supporting: 420, internal: 0 },
      scheduled: 0,
      available: 2400,
      unscheduled: 2400,
      coverage: 0,
      normal: 2400,
      absence: 0,
      valid: true,
    });
  });

  it.each([
    { day: '2026-10-24', next: '2026-10-25', hours: 1 },
    { day: '2026-10-25', next: '2026-10-26', hours: 6 },
  ])('gives $hours h to $day', ({ day, next, hours }) => {
    const interval = { start: at(`${day} 00:00`), end: at(`${next} 00:00`) };
    const stretches = allocate([night], interval, settings);
    expect(stretches.reduce((sum, { start, end }) => sum + (end - start), 0)).toBe(hours * 3_600_000);
  });
});

describe('what counts', () => {
  it.each([
    { what: 'a cancelled event', change: { isCancelled: true }, counted: 0 },
    { what: 'a declined event', change: { response: 'declined' }, counted: 0 },
    { what: 'an event shown as free', change: { showAs: 'free' }, counted: 0 },
    { what: 'an event shown as out of office', change: { showAs: 'oof' }, counted: 0 },
    { what: 'a tentative event', change: { showAs: 'tentative' }, counted: 60 },
    { what: 'an event whose state nobody knows', change: { showAs: 'unknown' }, counted: 60 },
    { what: 'work done elsewhere', change: { showAs: 'workingElsewhere' }, counted: 60 },
  ] as const)('$what counts $counted minutes', ({ change, counted }) => {
    expect(summariseWeek([classified('selling', change)], '2026-W47', settings).counted).toBe(counted);
  });

  it('splits an event at the week border', () => {
    const across = classified('internal', {
      start: at('2026-11-22 22:00'),
      end: at('2026-11-23 01:30'),
    });
    expect(summariseWeek([across], '2026-W47', settings).minutes.internal).toBe(120);
    expect(summariseWeek([across], '2026-W48', settings).minutes.internal).toBe(90);
  });

  it('splits an event at the end of the working day', () => {
    const late = classified('selling', { start: at('2026-11-17 16:00'), end: at('2026-11-17 18:30') });
    const week = summariseWeek([late], '2026-W47', settings);
    expect([week.scheduled, week.overtime.selling]).toEqual([60, 90]);
  });

  it('leaves the rest of the week empty', () => {
    expect(allocate([], tuesday, settings)).toEqual([]);
  });
});

describe('overlapping events', () => {
  const slot = { start: at('2026-11-17 10:00'), end: at('2026-11-17 11:00') };
  const withOthers = invitedBy('lena.falk@nordvik.example', slot);
  const share = (
    a: Parameters<typeof classified>[1],
    b: Parameters<typeof classified>[1],
  ): readonly [number, number] => {
    const events = [
      classified('selling', { id: 'a', ...slot, ...a }),
      classified('internal', { id: 'b', ...slot, ...b }),
    ];
    const { minutes } = summariseWeek(events, '2026-W47', settings);
    return [minutes.selling, minutes.internal];
  };

  it.each([
    { rule: 'people before alone', a: {}, b: withOthers, minutes: [0, 60] },
    {
      rule: 'people without an answer before an own block',
      a: {},
      b: { ...withOthers, response: 'notResponded' },
      minutes: [0, 60],
    },
    {
      rule: 'accepted before tentative',
      a: { ...withOthers, response: 'tentativelyAccepted' },
      b: withOthers,
      minutes: [0, 60],
    },
    {
      rule: 'tentative before no answer',
      a: { ...withOthers, response: 'tentativelyAccepted' },
      b: { ...withOthers, response: 'none' },
      minutes: [60, 0],
    },
    { rule: 'organizer like accepted', a: { attendees: [customer] }, b: withOthers, minutes: [30, 30] },
    { rule: 'two blocks alone share', a: {}, b: {}, minutes: [30, 30] },
    {
      rule: 'a room is nobody',
      a: { attendees: [anAttendee('rum4@nordvik.example', { kind: 'resource' })] },
      b: {},
      minutes: [30, 30],
    },
    {
      rule: 'the rep among the own attendees is nobody else',
      a: { attendees: [anAttendee(REP, { response: 'organizer' })] },
      b: {},
      minutes: [30, 30],
    },
    {
      rule: 'one unnamed organizer and one guest, who is the rep',
      a: { organizer: null, isOrganizer: false, response: 'accepted', attendees: [anAttendee(REP)] },
      b: {},
      minutes: [30, 30],
    },
  ] as const)('$rule', ({ a, b, minutes }) => {
    expect(share(a, b)).toEqual(minutes);
  });

  it('shares by thirds without rounding', () => {
    const three = ['a', 'b', 'c'].map((id) => classified('selling', { id, ...slot }));
    expect(allocate(three, tuesday, settings)).toEqual(
      ['a', 'b', 'c'].map((key) => ({ key, ...slot, share: 1 / 3, within: true })),
    );
  });

  it('counts both copies of one key', () => {
    const twice = [classified('selling', slot), classified('selling', slot)];
    expect(summariseWeek(twice, '2026-W47', settings).minutes.selling).toBe(60);
  });
});

describe('all-day events', () => {
  const fair = classified(
    'selling',
    { id: 'fair', allDay: { start: '2026-11-17', end: '2026-11-19' }, attendees: [] },
    'customer_event',
  );

  it('count the working hours of each of their days, lunch taken off', () => {
    const week = summariseWeek([fair], '2026-W47', settings);
    expect([week.minutes.selling, week.scheduled, week.overtime.selling]).toEqual([960, 960, 0]);
  });

  it('leave the time of timed events to them, also of an own block', () => {
    const block = classified('internal', { start: at('2026-11-17 15:00'), end: at('2026-11-17 18:00') });
    const { minutes } = summariseWeek([fair, block], '2026-W47', settings);
    expect(minutes).toEqual({ selling: 840, unsure: 0, supporting: 0, internal: 180 });
  });

  it('leave absence and breaks alone, and a booked break is the lunch', () => {
    const lunch = classified(
      'ignored',
      { id: 'lunch', start: at('2026-11-17 12:00'), end: at('2026-11-17 12:45') },
      'break',
    );
    const away = classified(
      'ignored',
      { id: 'away', start: at('2026-11-18 13:00'), end: at('2026-11-18 17:00'), showAs: 'oof' },
      'oof',
    );
    const week = summariseWeek([fair, lunch, away], '2026-W47', settings);
    expect([week.minutes.selling, week.available, week.absence]).toEqual([480 + 240, 2400 - 240, 240]);
  });

  it('count nothing on a Saturday or a holiday', () => {
    const weekend = classified('selling', { allDay: { start: '2026-11-20', end: '2026-11-23' } });
    const holidays: Holiday[] = [{ date: '2026-11-20', from: '00:00', name: 'Bolagets dag' }];
    expect(summariseWeek([weekend], '2026-W47', { ...settings, holidays }).counted).toBe(0);
  });

  it.each([
    { what: 'tentative', event: classified('selling', { ...fair.event, showAs: 'tentative' }) },
    { what: 'elsewhere', event: classified('selling', { ...fair.event, showAs: 'workingElsewhere' }) },
    { what: 'unsure', event: classified('unsure', fair.event) },
    { what: 'ignored', event: classified('ignored', fair.event, 'marker') },
    { what: 'a break', event: classified('ignored', fair.event, 'break') },
  ])('are markers when $what', ({ event }) => {
    const empty = summariseWeek([], '2026-W47', settings);
    expect(summariseWeek([event], '2026-W47', settings)).toEqual(empty);
  });

  it('share a day with each other by presence', () => {
    const course = classified(
      'internal',
      invitedBy('lena.falk@nordvik.example', { allDay: { start: '2026-11-18', end: '2026-11-19' } }),
      'training',
    );
    const { minutes } = summariseWeek([fair, course], '2026-W47', settings);
    expect(minutes).toEqual({ selling: 480, unsure: 0, supporting: 0, internal: 480 });
  });

  it('give a part of the day the same share as the whole day does', () => {
    const slot = { start: at('2026-11-17 08:00'), end: at('2026-11-17 09:00') };
    expect(allocate([fair], slot, settings)).toEqual([
      { key: 'fair', ...slot, share: 480 / 540, within: true },
    ]);
  });
});

describe('available time', () => {
  const available = (
    events: Parameters<typeof summariseWeek>[0],
    holidays: readonly Holiday[] = [],
  ): number => summariseWeek(events, '2026-W47', { ...settings, holidays }).available;
  const privately = (from: string, to: string) =>
    classified(
      'ignored',
      { id: `private ${from}`, start: at(from), end: at(to), sensitivity: 'private', title: '' },
      'private',
    );
  const lunch = classified(
    'ignored',
    { id: 'lunch', start: at('2026-11-18 11:30'), end: at('2026-11-18 12:15') },
    'break',
  );

  it.each([
    { what: 'nothing', events: [], minutes: 2400 },
    { what: 'a private hour', events: [privately('2026-11-17 10:00', '2026-11-17 11:00')], minutes: 2340 },
    {
      what: 'two private hours that overlap',
      events: [
        privately('2026-11-17 10:00', '2026-11-17 11:00'),
        privately('2026-11-17 10:30', '2026-11-17 11:30'),
      ],
      minutes: 2310,
    },
    {
      what: 'a private evening',
      events: [privately('2026-11-17 18:00', '2026-11-17 21:00')],
      minutes: 2400,
    },
    { what: 'a booked lunch of 45 minutes', events: [lunch], minutes: 2400 },
    {
      what: 'a break of 90 minutes',
      events: [
        classified('ignored', { start: at('2026-11-18 11:30'), end: at('2026-11-18 13:00') }, 'break'),
      ],
      minutes: 2370,
    },
    {
      what: 'a private day',
      events: [
        classified(
          'ignored',
          { allDay: { start: '2026-11-17', end: '2026-11-18' }, sensitivity: 'personal' },
          'private',
        ),
      ],
      minutes: 1920,
    },
    {
      what: 'a private note that the day is worked elsewhere',
      events: [
        classified(
          'ignored',
          {
            allDay: { start: '2026-11-17', end: '2026-11-18' },
            sensitivity: 'private',
            showAs: 'workingElsewhere',
          },
          'private',
        ),
      ],
      minutes: 2400,
    },
    {
      what: 'a private birthday shown as free',
      events: [
        classified(
          'ignored',
          { allDay: { start: '2026-11-17', end: '2026-11-18' }, sensitivity: 'private', showAs: 'free' },
          'private',
        ),
      ],
      minutes: 2400,
    },
  ])('less $what is $minutes minutes', ({ events, minutes }) => {
    expect(available(events)).toBe(minutes);
  });

  it('loses a holiday whole and a customary eve from noon, on which no lunch is taken off', () => {
    const holidays: Holiday[] = [
      { date: '2026-11-19', from: '12:00', name: 'Afton' },
      { date: '2026-11-20', from: '00:00', name: 'Helgdag' },
    ];
    expect(available([], holidays)).toBe(3 * 480 + 240);
  });

  it('is never negative: lunch of a day away is nobody’s', () => {
    const away = classified(
      'ignored',
      { allDay: { start: '2026-11-17', end: '2026-11-18' }, showAs: 'oof' },
      'oof',
    );
    const week = summariseWeek([away], '2026-W47', settings);
    expect([week.available, week.absence, week.valid]).toEqual([1920, 540, true]);
  });

  it.each([
    { days: 2, valid: true },
    { days: 3, valid: false },
  ])('of $days days away makes the week valid: $valid', ({ days, valid }) => {
    const away = classified(
      'ignored',
      { allDay: { start: '2026-11-16', end: `2026-11-${16 + days}` }, showAs: 'oof' },
      'oof',
    );
    expect(summariseWeek([away], '2026-W47', settings).valid).toBe(valid);
  });

  it('makes no week valid for somebody without working hours', () => {
    const workingHours = { timeZone: STOCKHOLM, days: {}, lunchMinutes: 60 };
    const week = summariseWeek([demo], '2026-W47', { workingHours, holidays: [] });
    expect([week.normal, week.available, week.coverage, week.valid]).toEqual([0, 0, 0, false]);
  });

  it('keeps a meeting during absence in the split', () => {
    const away = classified(
      'ignored',
      { id: 'away', allDay: { start: '2026-11-17', end: '2026-11-18' }, showAs: 'oof' },
      'oof',
    );
    const week = summariseWeek([demo, away], '2026-W47', settings);
    expect([week.minutes.selling, week.scheduled, week.available, week.unscheduled]).toEqual([
      60, 60, 1920, 1860,
    ]);
  });
});
