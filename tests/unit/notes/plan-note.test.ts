import { describe, expect, it } from 'vitest';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import { planNote, type NotePlanInput } from '../../../shared/notes/plan-note.ts';
import { at, classified, STOCKHOLM } from '../../factories/event.ts';

const input = (now: string, more: Partial<NotePlanInput> = {}): NotePlanInput => ({
  calendar: [],
  workingHours: defaultWorkingHours(STOCKHOLM),
  holidays: [],
  quietHours: null,
  pausedUntil: null,
  written: new Set(),
  now: at(now),
  ...more,
});
const busy = (start: string, end: string) =>
  classified('internal', { id: start, start: at(start), end: at(end) });
const NEXT_WEEK = { action: 'wait', until: at('2026-12-02 00:00') };
const wait = (until: string) => ({ action: 'wait', until: at(until) });

describe('the note of the week before', () => {
  it('is written from Wednesday on', () => {
    expect(planNote(input('2026-11-23 09:00'))).toEqual(wait('2026-11-25 08:00'));
    expect(planNote(input('2026-11-25 08:00'))).toEqual({
      action: 'write',
      week: '2026-W47',
      lapseAt: at('2026-11-30 00:00'),
    });
  });

  it.each<[string, string, Partial<NotePlanInput>, string]>([
    [
      'a meeting',
      '2026-11-25 08:30',
      { calendar: [busy('2026-11-25 08:00', '2026-11-25 10:00')] },
      '2026-11-25 10:05',
    ],
    ['the night', '2026-11-25 19:00', {}, '2026-11-26 08:00'],
    ['quiet hours', '2026-11-25 12:10', { quietHours: { from: '12:00', to: '13:00' } }, '2026-11-25 13:00'],
    ['a pause', '2026-11-25 09:00', { pausedUntil: at('2026-11-27 09:00') }, '2026-11-27 09:00'],
    [
      'a holiday',
      '2026-11-25 09:00',
      { holidays: [{ date: '2026-11-25', from: '00:00', name: 'x' }] },
      '2026-11-26 08:00',
    ],
  ])('waits out %s', (_, now, more, until) => {
    expect(planNote(input(now, more))).toEqual(wait(until));
  });

  it.each<[string, string, Partial<NotePlanInput>]>([
    ['was written before', '2026-11-25 09:00', { written: new Set(['2026-W47']) }],
    ['has no gap left', '2026-11-27 16:58', {}],
    ['falls into leave', '2026-11-25 09:00', { calendar: [busy('2026-11-25 00:00', '2026-11-28 00:00')] }],
    ['falls into a pause without end', '2026-11-25 09:00', { pausedUntil: Infinity }],
  ])('that %s is left out', (_, now, more) => {
    expect(planNote(input(now, more))).toEqual(NEXT_WEEK);
  });
});
