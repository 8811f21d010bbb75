import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import type { GoneEvidence } from '../../../shared/moves/detect-move.ts';
import { detectMove } from '../../../shared/moves/detect-move.ts';
import type { ActivitySnapshot } from '../../../shared/moves/move.ts';
import { anAttendee, at, invitedBy, REP } from '../../factories/event.ts';
import {
  changeOf,
  COLLEAGUE,
  CUSTOMER,
  demo,
  movedTo,
  snapshot,
  standing,
  surroundings,
} from './surroundings.ts';

/** The demo stands on Thursday 2026-11-19 10–11. */
function kindAndDays(last: ActivitySnapshot | null, first = demo(), evidence: GoneEvidence | null = null) {
  const move = detectMove(changeOf(first, last, { goneEvidence: evidence }), surroundings());
  return move && [move.kind, move.direction, move.workingDays, move.minutesLost];
}

describe('The kind of a move', () => {
  it.each([
    ['a working day later', '2026-11-20 10:00', '2026-11-20 11:00', ['postponed', 'later', 1, 0]],
    ['next Monday', '2026-11-23 10:00', '2026-11-23 11:00', ['postponed', 'later', 2, 60]],
    ['next week and longer', '2026-11-24 10:00', '2026-11-24 12:00', ['postponed', 'later', 3, 60]],
    ['a working day later and longer', '2026-11-20 10:00', '2026-11-20 12:00', ['postponed', 'later', 1, 0]],
    ['the day before', '2026-11-18 14:00', '2026-11-18 15:00', ['advanced', 'earlier', -1, 0]],
    ['the same afternoon', '2026-11-19 14:00', '2026-11-19 15:00', ['shifted', 'later', 0, 0]],
    ['15 minutes earlier', '2026-11-19 09:45', '2026-11-19 10:45', ['shifted', 'earlier', 0, 0]],
    ['half as long', '2026-11-19 10:00', '2026-11-19 10:30', ['shortened', null, 0, 30]],
  ] as const)('of a demo put %s', (_, start, end, expected) => {
    expect(kindAndDays(movedTo(demo(), start, end))).toEqual(expected);
  });

  it('is a shift where the new day is a Saturday, for that is no working day', () => {
    const friday = movedTo(demo(), '2026-11-20 10:00', '2026-11-20 11:00');
    expect(kindAndDays(movedTo(demo(), '2026-11-21 10:00', '2026-11-21 11:00'), friday)).toEqual([
      'shifted',
      'later',
      0,
      0,
    ]);
  });

  it('leaves holidays out of the working days', () => {
    const holidays = [{ date: '2026-11-20', from: '00:00', name: 'Invented day' }];
    const change = changeOf(demo(), movedTo(demo(), '2026-11-23 10:00', '2026-11-23 11:00'));
    expect(detectMove(change, surroundings({ holidays }))).toMatchObject({
      kind: 'postponed',
      workingDays: 1,
    });
  });

  it('follows the days of the rep’s own zone', () => {
    // 23:30 on Thursday in Stockholm is Thursday afternoon in New York; 00:30 there is Friday for Stockholm only.
    const late = movedTo(demo(), '2026-11-19 23:30', '2026-11-19 23:50');
    const later = movedTo(demo(), '2026-11-20 00:30', '2026-11-20 00:50');
    const newYork = surroundings({ workingHours: defaultWorkingHours('America/New_York') });
    expect(detectMove(changeOf(late, later), surroundings())?.kind).toBe('postponed');
    expect(detectMove(changeOf(late, later), newYork)?.kind).toBe('shifted');
  });

  it.each([
    ['cancelled', 'cancelled'],
    ['gone-own', 'cancelled'],
    ['declined', 'declined'],
    ['gone-copy', 'declined'],
  ] as const)('of an event gone with the evidence "%s" is %s', (evidence, kind) => {
    expect(kindAndDays(null, demo(), evidence)).toEqual([kind, null, null, 60]);
  });

  it.each([
    ['cancelled in place', { isCancelled: true }, 'cancelled'],
    ['declined in place', { response: 'declined' }, 'declined'],
    ['cancelled after it was declined', { isCancelled: true, response: 'declined' }, 'cancelled'],
  ] as const)('of an event %s is read from the copy', (_, change, kind) => {
    const invited = demo(invitedBy(COLLEAGUE, { attendees: [anAttendee(REP), anAttendee(CUSTOMER)] }));
    const last = { ...invited, class: 'ignored' as const, event: { ...invited.event, ...change } };
    expect(kindAndDays(last, invited)).toEqual([kind, null, null, 60]);
  });

  it('is rebooked rather than cancelled where a twin stands already, and nothing where it stands in the old slot', () => {
    const twinAt = (start: string, end: string) =>
      standing(movedTo(demo({ id: 'twin', instanceKey: 'twin' }), start, end), at('2026-11-18 12:05'));
    const gone = changeOf(demo(), null, { goneEvidence: 'gone-own' });
    const later = surroundings({ calendar: [twinAt('2026-11-24 10:00', '2026-11-24 11:00')] });
    const inPlace = surroundings({ calendar: [twinAt('2026-11-19 10:00', '2026-11-19 11:00')] });
    expect(detectMove(gone, later)).toMatchObject({ kind: 'rebooked', twinKey: 'twin', openUntil: null });
    expect(detectMove(gone, inPlace)).toBeNull();
  });
});

describe('No move', () => {
  it.each<[string, Partial<CalendarEvent>]>([
    ['the title', { title: 'Demo Nordlast, ny agenda' }],
    ['the attendees', { attendees: [anAttendee(CUSTOMER), anAttendee(COLLEAGUE)] }],
    ['categories and response', { categories: ['Kund'], response: 'accepted' }],
    ['the start, by 14 minutes', { start: at('2026-11-19 10:14'), end: at('2026-11-19 11:14') }],
    ['the length, by 29 of 60 minutes', { end: at('2026-11-19 10:31') }],
    ['the length, which grew', { end: at('2026-11-19 13:00') }],
    ['the type, as a single meeting became a series', { type: 'occurrence', seriesKey: 'demo' }],
    [
      'sensitivity: nothing is read of it any more',
      { sensitivity: 'private', start: at('2026-11-26 10:00') },
    ],
  ])('is a change of only %s', (_, change) => {
    const last = { ...demo(), event: { ...demo().event, ...change } };
    expect(kindAndDays(last)).toBeNull();
  });

  it('is a short cut, though it is more than half', () => {
    const short = movedTo(demo(), '2026-11-19 10:00', '2026-11-19 10:20');
    expect(kindAndDays(movedTo(short, '2026-11-19 10:00', '2026-11-19 10:06'), short)).toBeNull();
    expect(kindAndDays(movedTo(short, '2026-11-19 10:00', '2026-11-19 10:05'), short)).not.toBeNull();
  });

  it.each<[string, ActivitySnapshot]>([
    ['a private event', demo({ sensitivity: 'private' })],
    ['a confidential event', demo({ sensitivity: 'confidential' })],
    ['a cancelled event', demo({ isCancelled: true })],
    ['a declined event', demo({ response: 'declined' })],
    ['free time', demo({ showAs: 'free' })],
    ['an absence', demo({ showAs: 'oof' })],
    [
      'what does not count',
      snapshot('ignored', { start: at('2026-11-19 10:00'), end: at('2026-11-19 11:00') }),
    ],
  ])('is made by moving %s', (_, first) => {
    expect(kindAndDays(movedTo(first, '2026-11-24 10:00', '2026-11-24 11:00'), first)).toBeNull();
    expect(kindAndDays(null, first, 'gone-own')).toBeNull();
  });

  it('is made where the last that was seen of a gone event was private', () => {
    const between = [demo({ sensitivity: 'private', title: '' })];
    const gone = changeOf(demo(), null, { goneEvidence: 'gone-own', between });
    expect(detectMove(gone, surroundings())).toBeNull();
  });

  it('is made where nobody knows why an event is gone', () => {
    expect(kindAndDays(null)).toBeNull();
  });

  it('is made of an all-day event whose floating dates stand while the rep travels', () => {
    const fair = demo({ allDay: { start: '2026-11-19', end: '2026-11-20' } });
    const elsewhere = { ...fair, event: { ...fair.event, start: fair.event.start - 3 * HOUR } };
    expect(kindAndDays(elsewhere, fair)).toBeNull();
  });

  it('is made of an occurrence that followed its series, whatever the clock change did to its instant', () => {
    const weekly = demo({ type: 'occurrence', seriesKey: 'weekly', seriesMasterId: 'master' });
    const shifted = { ...weekly, event: { ...weekly.event, start: weekly.event.start + HOUR } };
    const exception = { ...shifted, event: { ...shifted.event, type: 'exception' as const } };
    expect(kindAndDays(shifted, weekly)).toBeNull();
    expect(kindAndDays(exception, weekly)).toEqual(['shifted', 'later', 0, 60]);
  });
});

describe('A move', () => {
  const later = movedTo(demo(), '2026-11-24 10:00', '2026-11-24 11:00');
  const changedAt = (firstChangeAt: number) =>
    detectMove(changeOf(demo(), later, { firstChangeAt, lastChangeAt: firstChangeAt }), surroundings());
  const start = demo().event.start;

  it.each([
    [start - 1, { afterStart: false }],
    [start, { afterStart: true, displacedBy: null }],
    [start + DAY, { afterStart: true, displacedBy: null }],
  ])('dated %d counts, and says whether it came after the start', (at_, expected) => {
    expect(changedAt(at_)).toMatchObject(expected);
  });

  it('is none when it is dated more than 24 h after the start', () => {
    expect(changedAt(start + DAY + 1)).toBeNull();
  });

  it('is planning when the old start lay more than 30 days ahead', () => {
    expect(changedAt(start - 30 * DAY)).toMatchObject({ planning: false });
    expect(changedAt(start - 30 * DAY - 1)).toMatchObject({ planning: true });
  });

  it('stays open for 14 days when it is a disappearance', () => {
    const gone = changeOf(demo(), null, { goneEvidence: 'gone-own' });
    expect(detectMove(gone, surroundings())).toMatchObject({ openUntil: at('2026-12-02 12:00') });
  });

  it('settles ten minutes after the last change', () => {
    const change = changeOf(demo(), later, { lastChangeAt: at('2026-11-18 12:07') });
    expect(detectMove(change, surroundings())).toMatchObject({
      changedAt: at('2026-11-18 12:00'),
      settledAt: at('2026-11-18 12:17'),
    });
  });

  it('counts the working hours of an all-day event', () => {
    const fair = demo({
      allDay: { start: '2026-11-19', end: '2026-11-21' },
      start: at('2026-11-19 00:00'),
      end: at('2026-11-21 00:00'),
    });
    expect(detectMove(changeOf(fair, null, { goneEvidence: 'gone-own' }), surroundings())).toMatchObject({
      minutesLost: 2 * 9 * 60,
    });
  });

  it('loses only what no longer stands in the same week', () => {
    const twoHours = movedTo(demo(), '2026-11-19 10:00', '2026-11-19 12:00');
    const overTheBorder = movedTo(demo(), '2026-11-22 23:30', '2026-11-23 01:30');
    expect(detectMove(changeOf(twoHours, overTheBorder), surroundings())).toMatchObject({ minutesLost: 90 });
  });

  it('of an unsure event is one, so that a correction can make it count', () => {
    const unsure = { ...demo(), class: 'unsure' as const };
    expect(detectMove(changeOf(unsure, later), surroundings())).toMatchObject({ kind: 'postponed' });
  });
});

describe('Whatever happened in between', () => {
  it('an activity that is back where it was made no move', () => {
    const slots = fc.record({
      days: fc.integer({ min: -20, max: 40 }),
      minutes: fc.integer({ min: 5, max: 600 }),
    });
    fc.assert(
      fc.property(fc.array(slots, { maxLength: 5 }), fc.string(), (wanderings, title) => {
        const between = wanderings.map(({ days, minutes }) => {
          const from = demo().event.start + days * DAY;
          return { ...demo(), event: { ...demo().event, start: from, end: from + minutes * MINUTE } };
        });
        const back = { ...demo(), event: { ...demo().event, title } };
        expect(detectMove(changeOf(demo(), back, { between }), surroundings())).toBeNull();
      }),
    );
  });

  it('the order of the calendar changes nothing', () => {
    const booked = fc.record({
      id: fc.uuid(),
      startsAfter: fc.integer({ min: -60, max: 60 }),
      minutes: fc.integer({ min: 15, max: 120 }),
      bookedBefore: fc.integer({ min: -3000, max: 12_000 }),
    });
    const calendars = fc.uniqueArray(booked, { maxLength: 8, selector: ({ id }) => id });
    fc.assert(
      fc.property(calendars, (bookings) => {
        const calendar = bookings.map(({ id, startsAfter, minutes, bookedBefore }) => {
          const from = demo().event.start + startsAfter * MINUTE;
          const event = { id, start: from, end: from + minutes * MINUTE };
          return standing(snapshot('internal', event), at('2026-11-18 12:00') - bookedBefore * MINUTE);
        });
        const change = changeOf(demo(), movedTo(demo(), '2026-11-24 10:00', '2026-11-24 11:00'));
        expect(detectMove(change, surroundings({ calendar: calendar.toReversed() }))).toEqual(
          detectMove(change, surroundings({ calendar })),
        );
      }),
    );
  });

  it('private events in the calendar change no move', () => {
    const privateEvent = fc.record({
      startsAfter: fc.integer({ min: -60, max: 60 }),
      bookedBefore: fc.integer({ min: -3000, max: 12_000 }),
    });
    fc.assert(
      fc.property(fc.array(privateEvent, { maxLength: 4 }), (events) => {
        const calendar = events.map(({ startsAfter, bookedBefore }, index) => {
          const from = demo().event.start + startsAfter * MINUTE;
          const event = { id: `p${index}`, start: from, end: from + HOUR, sensitivity: 'private' as const };
          const confined = snapshot('ignored', event, 'private');
          return standing(confined, at('2026-11-18 12:00') - bookedBefore * MINUTE);
        });
        const change = changeOf(demo(), movedTo(demo(), '2026-11-24 10:00', '2026-11-24 11:00'));
        expect(detectMove(change, surroundings({ calendar }))).toEqual(detectMove(change, surroundings()));
      }),
    );
  });
});
