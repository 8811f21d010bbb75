import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import { DAY } from '../../../shared/calendar/time.ts';
import type { TimeClass } from '../../../shared/classification/classification.ts';
import { displacedBy, filledBy, fillingEnds } from '../../../shared/moves/displacement.ts';
import { detectMove } from '../../../shared/moves/detect-move.ts';
import type { StandingEvent } from '../../../shared/moves/move.ts';
import { anAttendee, at, invitedBy, REP } from '../../factories/event.ts';
import {
  changeOf,
  COLLEAGUE,
  CUSTOMER,
  demo,
  MANAGER,
  movedTo,
  snapshot,
  standing,
  surroundings,
} from './surroundings.ts';

const OLD_START = at('2026-11-26 10:00');
const slot = { start: OLD_START, end: at('2026-11-26 11:00') };
/** Wednesday a week and a day before. */
const firstChangeAt = at('2026-11-18 12:00');
const left = { slot, firstChangeAt, not: ['demo'] };

function booked(
  bookedAt: number,
  overrides: Partial<CalendarEvent> = {},
  timeClass: TimeClass = 'internal',
): StandingEvent {
  const event = { id: 'taker', ...invitedBy(COLLEAGUE), ...slot, ...overrides };
  return standing(snapshot(timeClass, event), bookedAt);
}

const took = (...calendar: StandingEvent[]) => displacedBy(left, surroundings({ calendar }))?.key ?? null;
const filled = (...calendar: StandingEvent[]) =>
  filledBy(left, OLD_START, surroundings({ calendar }))?.key ?? null;

describe('What took a slot and what filled it', () => {
  it.each([
    ['a moment more than 7 days before', firstChangeAt - 7 * DAY - 1, null, null],
    ['7 days before', firstChangeAt - 7 * DAY, 'taker', null],
    ['just before the change', firstChangeAt - 1, 'taker', null],
    ['at the change', firstChangeAt, null, 'taker'],
    ['on the third working day after it', at('2026-11-23 23:59'), null, 'taker'],
    ['on the fourth', at('2026-11-24 00:00'), null, null],
  ])('depends on when it was booked: %s', (_, bookedAt, displaced, later) => {
    expect([took(booked(bookedAt)), filled(booked(bookedAt))]).toEqual([displaced, later]);
  });

  it('is never what was booked after the old start', () => {
    const soon = { ...left, firstChangeAt: OLD_START - 1 };
    const around = surroundings({ calendar: [booked(OLD_START)] });
    expect(filledBy(soon, OLD_START, around)).toBeNull();
  });

  it('is known for good from the fourth working day on, or from the old start', () => {
    const around = surroundings();
    expect(fillingEnds(firstChangeAt, OLD_START, around)).toBe(at('2026-11-24 00:00'));
    expect(fillingEnds(firstChangeAt, at('2026-11-20 10:00'), around)).toBe(at('2026-11-20 10:00'));
  });

  it.each<[string, Partial<CalendarEvent>, TimeClass]>([
    ['beside the slot', { start: slot.end, end: slot.end + DAY }, 'internal'],
    ['the activity itself', { id: 'demo' }, 'internal'],
    ['private', { sensitivity: 'private' }, 'ignored'],
    ['not counted', {}, 'ignored'],
    ['declined', { response: 'declined' }, 'internal'],
    ['cancelled', { isCancelled: true }, 'internal'],
    ['shown as free', { showAs: 'free' }, 'internal'],
    ['an absence', { showAs: 'oof' }, 'internal'],
  ])('is nothing that is %s', (_, overrides, timeClass) => {
    expect(took(booked(firstChangeAt - 1, overrides, timeClass))).toBeNull();
  });

  it('is the event that overlaps it most, then the one booked last', () => {
    const half = booked(firstChangeAt - 1, { id: 'half', end: at('2026-11-26 10:30') });
    const most = booked(firstChangeAt - DAY, { id: 'most', start: at('2026-11-26 10:15') });
    const last = booked(firstChangeAt - 5, { id: 'last', start: at('2026-11-26 10:15') });
    expect(took(half, most)).toBe('most');
    expect(took(most, last, half)).toBe('last');
  });

  it('is an all-day event only where nothing timed stands in it', () => {
    const fair = {
      allDay: { start: '2026-11-26', end: '2026-11-27' },
      start: at('2026-11-26 00:00'),
      end: at('2026-11-27 00:00'),
    };
    const course = booked(firstChangeAt - 1, { id: 'course', ...fair });
    const quarter = booked(firstChangeAt - 1, { id: 'quarter', end: at('2026-11-26 10:15') });
    expect(took(course)).toBe('course');
    expect(took(course, quarter)).toBe('quarter');
  });

  it('was called by the rep, a manager above, a colleague or somebody external', () => {
    const roleOf = (overrides: Partial<CalendarEvent>) =>
      displacedBy(left, surroundings({ calendar: [booked(firstChangeAt - 1, overrides)] }))?.role;
    expect([
      roleOf({ organizer: REP, isOrganizer: true }),
      roleOf({ organizer: null, attendees: [] }),
      roleOf({ organizer: null }),
      roleOf(invitedBy(MANAGER)),
      roleOf(invitedBy('vd@nordvik.example')),
      roleOf(invitedBy(COLLEAGUE)),
      roleOf(invitedBy('ann@oslo.nordvik.example')),
      roleOf(invitedBy(CUSTOMER)),
    ]).toEqual(['self', 'self', 'colleague', 'manager', 'manager', 'colleague', 'colleague', 'external']);
  });

  it('of a shortened meeting stands in the part that was cut', () => {
    const kept = booked(at('2026-11-18 09:00'), {
      id: 'kept',
      start: at('2026-11-19 10:00'),
      end: at('2026-11-19 10:30'),
    });
    const cut = booked(at('2026-11-18 09:00'), {
      id: 'cut',
      start: at('2026-11-19 10:45'),
      end: at('2026-11-19 11:00'),
    });
    const change = changeOf(demo(), movedTo(demo(), '2026-11-19 10:00', '2026-11-19 10:30'));
    expect(detectMove(change, surroundings({ calendar: [kept, cut] }))?.displacedBy).toEqual({
      key: 'cut',
      class: 'internal',
      role: 'colleague',
      minutes: 15,
    });
  });

  it('is nothing for a change after the start', () => {
    const late = { firstChangeAt: at('2026-11-19 12:00'), lastChangeAt: at('2026-11-19 12:00') };
    const taker = booked(at('2026-11-19 09:00'), {
      start: at('2026-11-19 10:00'),
      end: at('2026-11-19 11:00'),
    });
    const change = changeOf(
      demo({ attendees: [anAttendee(CUSTOMER)] }),
      movedTo(demo(), '2026-11-24 10:00', '2026-11-24 11:00'),
      late,
    );
    expect(detectMove(change, surroundings({ calendar: [taker] }))).toMatchObject({
      afterStart: true,
      displacedBy: null,
      filledBy: null,
    });
  });
});
