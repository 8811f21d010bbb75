import { describe, expect, it } from 'vitest';
import { addWeeks } from '../../../shared/calendar/week.ts';
import { judgeTrend, type TrendWeek } from '../../../shared/patterns/trend.ts';
import { wilsonInterval } from '../../../shared/patterns/wilson.ts';

const weeks = (shares: readonly number[], over: Partial<TrendWeek> = {}): TrendWeek[] =>
  shares.map((share, index) => ({
    week: addWeeks('2026-W30', index),
    share,
    classifierVersion: '1',
    listsVersion: 'customer-1',
    isBackfill: false,
    ...over,
  }));
const GOLDEN = [41, 39, 44, 38, 36, 40, 35, 33, 37, 31, 34, 30, 29];

describe('the verdict on a trend', () => {
  it('is falling over the golden weeks, told for four weeks', () => {
    expect(judgeTrend(weeks(GOLDEN))).toMatchObject({
      status: 'judged',
      verdict: 'falling',
      slope: -4,
      low: expect.closeTo(-5.333333, 5),
      high: expect.closeTo(-2.8, 9),
      line: [
        { week: '2026-W30', value: 42 },
        { week: '2026-W42', value: 30 },
      ],
    });
  });

  it('is rising the other way round, and none without certainty', () => {
    expect(judgeTrend(weeks([...GOLDEN].reverse()))).toMatchObject({ verdict: 'rising' });
    expect(judgeTrend(weeks([40, 38, 41, 39, 40, 38, 41, 39, 40, 38, 41, 39, 40]))).toMatchObject({
      verdict: 'no_certain_change',
    });
  });

  it('is too early under thirteen weeks', () => {
    expect(judgeTrend(weeks(GOLDEN.slice(1)))).toEqual({ status: 'too_early', weeksHad: 12 });
  });

  it('does not go across another classifier, other lists of domains, nor across what was read afterwards', () => {
    const [before, after] = [weeks(GOLDEN.slice(0, 3)), weeks(GOLDEN).slice(3)];
    const older = before.map((week) => ({ ...week, classifierVersion: '0' }));
    const listed = before.map((week) => ({ ...week, listsVersion: '' }));
    const read = before.map((week) => ({ ...week, isBackfill: true }));
    expect(judgeTrend([...older, ...after])).toEqual({ status: 'too_early', weeksHad: 10 });
    expect(judgeTrend([...listed, ...after])).toEqual({ status: 'too_early', weeksHad: 10 });
    expect(judgeTrend([...read, ...after])).toEqual({ status: 'too_early', weeksHad: 10 });
  });
});

describe('Wilson’s interval', () => {
  it.each([
    [0, 5, 0, 0.434482],
    [3, 15, 0.070475, 0.451854],
    [6, 30, 0.095051, 0.373057],
  ])('of %i in %i has the golden ends', (hits, n, low, high) => {
    const interval = wilsonInterval(hits / n, n);
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  });
});
