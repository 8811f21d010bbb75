import { expect, it } from 'vitest';
import { plannedAndKept } from '../../../shared/calendar/plan.ts';
import type { ClassifiedEvent } from '../../../shared/calendar/time-split.ts';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import { anAttendee, at, classified, invitedBy, STOCKHOLM } from '../../factories/event.ts';

const settings = { workingHours: defaultWorkingHours(STOCKHOLM), holidays: [] };
const selling = (id: string, start: string, end: string): ClassifiedEvent =>
  classified('selling', { id, start: at(start), end: at(end) });
const calls = selling('calls', '2026-11-18 13:00', '2026-11-18 15:00');
const demo = classified('selling', {
  id: 'demo',
  attendees: [anAttendee('eva.ros@granlund.example')],
  start: at('2026-11-19 10:00'),
  end: at('2026-11-19 11:00'),
});
const forecast = classified(
  'internal',
  invitedBy('lena.falk@nordvik.example', {
    id: 'forecast',
    start: at('2026-11-18 13:30'),
    end: at('2026-11-18 15:00'),
  }),
);

it.each([
  {
    what: 'all stands',
    now: [calls, demo],
    figures: { planned: 180, kept: 180, lost: 0, added: 0, activities: 2 },
  },
  {
    what: 'one is gone',
    now: [demo],
    figures: { planned: 180, kept: 60, lost: 120, added: 0, activities: 2 },
  },
  {
    what: 'one moved within the week',
    now: [selling('calls', '2026-11-20 09:00', '2026-11-20 11:00'), demo],
    figures: { planned: 180, kept: 180, lost: 0, added: 0, activities: 2 },
  },
  {
    what: 'one moved to the next week',
    now: [selling('calls', '2026-11-25 09:00', '2026-11-25 11:00'), demo],
    figures: { planned: 180, kept: 60, lost: 120, added: 0, activities: 2 },
  },
  {
    what: 'a block is overbooked and keeps its rest',
    now: [calls, demo, forecast],
    figures: { planned: 180, kept: 90, lost: 90, added: 0, activities: 2 },
  },
  {
    what: 'one is cancelled',
    now: [calls, { ...demo, event: { ...demo.event, isCancelled: true } }],
    figures: { planned: 180, kept: 120, lost: 60, added: 0, activities: 2 },
  },
  {
    what: 'one grew and one shrank: growth makes up for nothing',
    now: [
      selling('calls', '2026-11-18 13:00', '2026-11-18 16:00'),
      { ...demo, event: { ...demo.event, end: at('2026-11-19 10:30') } },
    ],
    figures: { planned: 180, kept: 150, lost: 30, added: 60, activities: 2 },
  },
  {
    what: 'something else came',
    now: [calls, demo, selling('visit', '2026-11-17 09:00', '2026-11-17 10:30')],
    figures: { planned: 180, kept: 180, lost: 0, added: 90, activities: 2 },
  },
])('$what', ({ now, figures }) => {
  expect(plannedAndKept([calls, demo], now, '2026-W47', settings)).toEqual(figures);
});

it('has nothing to keep where nothing was planned', () => {
  expect(plannedAndKept([], [demo], '2026-W47', settings)).toEqual({
    planned: 0,
    kept: 0,
    lost: 0,
    added: 60,
    activities: 0,
  });
});
