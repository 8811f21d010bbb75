import { describe, expect, it } from 'vitest';
import { layDayStrips, type DayStrip } from '../../../shared/calendar/day-strips.ts';
import type { Allocation } from '../../../shared/calendar/time-split.ts';
import { at, STOCKHOLM } from '../../factories/event.ts';

const stretch = (key: string, start: string, end: string, share = 1): Allocation => ({
  key,
  start: at(start),
  end: at(end),
  share,
  within: true,
});
const DATES = ['2026-11-23', '2026-11-24'];

describe('the strips of days', () => {
  it.each<[string, readonly Allocation[], readonly DayStrip[]]>([
    [
      'join what touches of one event, also across the border of working hours',
      [
        stretch('demo', '2026-11-23 07:30', '2026-11-23 08:00'),
        stretch('demo', '2026-11-23 08:00', '2026-11-23 09:00'),
      ],
      [
        { date: '2026-11-23', blocks: [{ key: 'demo', from: 450, to: 540, lane: 0, lanes: 1 }] },
        { date: '2026-11-24', blocks: [] },
      ],
    ],
    [
      'lay events that share a stretch beside each other',
      [
        stretch('a', '2026-11-23 09:00', '2026-11-23 10:00', 0.5),
        stretch('b', '2026-11-23 09:00', '2026-11-23 10:00', 0.5),
      ],
      [
        {
          date: '2026-11-23',
          blocks: [
            { key: 'a', from: 540, to: 600, lane: 0, lanes: 2 },
            { key: 'b', from: 540, to: 600, lane: 1, lanes: 2 },
          ],
        },
        { date: '2026-11-24', blocks: [] },
      ],
    ],
    [
      'split an event at midnight',
      [stretch('night', '2026-11-23 23:00', '2026-11-24 01:30')],
      [
        { date: '2026-11-23', blocks: [{ key: 'night', from: 1380, to: 1440, lane: 0, lanes: 1 }] },
        { date: '2026-11-24', blocks: [{ key: 'night', from: 0, to: 90, lane: 0, lanes: 1 }] },
      ],
    ],
    [
      'leave out other days',
      [stretch('demo', '2026-11-25 09:00', '2026-11-25 10:00')],
      [
        { date: '2026-11-23', blocks: [] },
        { date: '2026-11-24', blocks: [] },
      ],
    ],
  ])('%s', (_, allocations, strips) => {
    expect(layDayStrips(allocations, DATES, STOCKHOLM)).toEqual(strips);
  });

  it('keep the hours of the clock on the day it goes back', () => {
    const allocations = [stretch('night', '2026-10-25 01:00', '2026-10-25 04:00')];
    expect(layDayStrips(allocations, ['2026-10-25'], STOCKHOLM)).toEqual([
      { date: '2026-10-25', blocks: [{ key: 'night', from: 60, to: 240, lane: 0, lanes: 1 }] },
    ]);
  });
});
