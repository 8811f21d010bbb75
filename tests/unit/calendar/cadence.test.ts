import { describe, expect, it } from 'vitest';
import { type Cadence, detectCadence } from '../../../shared/calendar/cadence.ts';
import { at, STOCKHOLM } from '../../factories/event.ts';

describe('how often a series comes', () => {
  it.each<[string, readonly string[], Cadence | null]>([
    [
      'every week on a day',
      ['2026-11-03', '2026-11-10', '2026-11-17'],
      { every: 'week', weeks: 1, weekday: 2 },
    ],
    [
      'every other week, across the change of the clock',
      ['2026-10-13', '2026-10-27', '2026-11-10'],
      { every: 'week', weeks: 2, weekday: 2 },
    ],
    ['every working day', ['2026-11-19', '2026-11-20', '2026-11-23', '2026-11-24'], { every: 'day' }],
    [
      'the rule, although one occurrence was left out',
      ['2026-11-03', '2026-11-10', '2026-11-24', '2026-12-01'],
      { every: 'week', weeks: 1, weekday: 2 },
    ],
    ['nothing, where the steps differ', ['2026-11-03', '2026-11-06', '2026-11-17', '2026-11-30'], null],
    ['nothing of a single one', ['2026-11-03'], null],
  ])('is %s', (_, dates, cadence) => {
    expect(
      detectCadence(
        dates.map((date) => at(`${date} 15:30`)),
        STOCKHOLM,
      ),
    ).toEqual(cadence);
  });
});
