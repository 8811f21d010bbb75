import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import { detectOverbooked } from '../../../shared/moves/overbooked.ts';
import { anAttendee, at, invitedBy } from '../../factories/event.ts';
import { COLLEAGUE, CUSTOMER, MANAGER, snapshot, surroundings } from './surroundings.ts';

/** Prospecting alone on Friday 13–15. */
const block = (overrides: Partial<CalendarEvent> = {}) =>
  snapshot('selling', {
    id: 'block',
    title: 'Ring kundlistan',
    start: at('2026-11-20 13:00'),
    end: at('2026-11-20 15:00'),
    ...overrides,
  });
const meeting = (id: string, from: string, to: string, overrides: Partial<CalendarEvent> = {}) =>
  snapshot('internal', {
    id,
    start: at(`2026-11-20 ${from}`),
    end: at(`2026-11-20 ${to}`),
    ...invitedBy(COLLEAGUE),
    ...overrides,
  });
const judge = (calendar: ReturnType<typeof block>[], own = block()) =>
  detectOverbooked(own, [own, ...calendar], surroundings());

describe('A selling block alone', () => {
  it('that gets less than half of its minutes is overbooked, by what takes most of it', () => {
    const most = meeting('most', '13:15', '14:15', invitedBy(MANAGER));
    expect(judge([meeting('some', '14:30', '15:00'), most])).toEqual({
      key: 'block',
      kind: 'overbooked',
      direction: null,
      oldStart: at('2026-11-20 13:00'),
      oldEnd: at('2026-11-20 15:00'),
      newStart: at('2026-11-20 13:00'),
      newEnd: at('2026-11-20 15:00'),
      workingDays: 0,
      minutesLost: 90,
      changedAt: at('2026-11-20 13:00'),
      settledAt: at('2026-11-20 13:00'),
      afterStart: false,
      planning: false,
      openUntil: null,
      displacedBy: { key: 'most', class: 'internal', role: 'manager', minutes: 60 },
      filledBy: null,
      mover: 'displaced',
      moverEvidence: 'slot-taken',
      twinKey: null,
    });
  });

  it.each([
    ['gets exactly half', [meeting('m', '13:00', '14:00')], block()],
    [
      'shares with another block of its own',
      [snapshot('supporting', { ...block().event, id: 'crm' })],
      block(),
    ],
    [
      'is lain over by a declined meeting',
      [meeting('m', '13:00', '15:00', { response: 'declined' })],
      block(),
    ],
    ['is lain over by private time', [meeting('m', '13:00', '15:00', { sensitivity: 'private' })], block()],
    ['has a customer in it', [meeting('m', '13:00', '15:00')], block({ attendees: [anAttendee(CUSTOMER)] })],
    ['is called by somebody else', [meeting('m', '13:00', '15:00')], block(invitedBy(COLLEAGUE))],
    ['is private', [meeting('m', '13:00', '15:00')], block({ sensitivity: 'private' })],
  ])('that %s is not', (_, calendar, own) => {
    expect(judge(calendar, own)).toBeNull();
  });

  it('under three of the rep’s own is overbooked by the rep alone', () => {
    const own = ['a', 'b', 'c'].map((id) =>
      snapshot('supporting', { ...block().event, id, instanceKey: id }),
    );
    expect(judge(own)).toMatchObject({
      minutesLost: 90,
      displacedBy: { key: 'a', role: 'self', minutes: 30 },
      mover: 'rep-alone',
    });
  });
});
