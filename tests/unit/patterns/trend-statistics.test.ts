import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testTrend, testTrendWithAutocorrelation } from '../../../shared/patterns/mann-kendall.ts';
import { estimateSlope } from '../../../shared/patterns/theil-sen.ts';

const weekly = (values: readonly number[]) => values.map((y, x) => ({ x, y }));
/** The golden series of the domain page, from scipy 1.17. */
const GOLDEN = weekly([41, 39, 44, 38, 36, 40, 35, 33, 37, 31, 34, 30, 29]);

describe('a trend', () => {
  it('has the golden Theil–Sen slope and interval', () => {
    const { slope, low, high } = estimateSlope(GOLDEN);
    expect([slope, low, high].map((value) => Number(value.toFixed(6)))).toEqual([-1, -1.333333, -0.7]);
  });

  it('has the golden Mann–Kendall statistic', () => {
    const { s, z, p } = testTrend(GOLDEN);
    expect([s, Number(z.toFixed(6)), Number(p.toFixed(6))]).toEqual([-58, -3.477507, 0.000506]);
  });

  it('is judged by the same figure where no week hangs on the one before', () => {
    expect(testTrendWithAutocorrelation(GOLDEN)).toEqual(testTrend(GOLDEN));
  });

  it('is judged more carefully where weeks hang together', () => {
    const waves = weekly(Array.from({ length: 26 }, (_, x) => 40 - 0.2 * x + 4 * Math.sin(x / 4)));
    expect(Math.abs(testTrendWithAutocorrelation(waves).z)).toBeLessThan(Math.abs(testTrend(waves).z));
  });

  it('is none where nothing changes', () => {
    const flat = weekly([40, 40, 40, 40, 40]);
    expect(testTrendWithAutocorrelation(flat)).toEqual({ s: 0, z: 0, p: 1 });
    expect(estimateSlope(flat)).toEqual({ slope: 0, intercept: 40, low: 0, high: 0 });
  });

  it('counts weeks that are left out as time that passed', () => {
    const gap = [
      { x: 0, y: 40 },
      { x: 1, y: 39 },
      { x: 6, y: 34 },
    ];
    expect(estimateSlope(gap).slope).toBeCloseTo(-1, 12);
  });

  it('does not depend on the order of the weeks, and turns with the sign', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 30 }), (values) => {
        const points = weekly(values);
        const mirrored = points.map(({ x, y }) => ({ x, y: -y }));
        expect(estimateSlope([...points].reverse())).toEqual(estimateSlope(points));
        expect(testTrendWithAutocorrelation([...points].reverse()).z).toBeCloseTo(
          testTrendWithAutocorrelation(points).z,
          10,
        );
        expect(testTrend(mirrored).z).toBeCloseTo(-testTrend(points).z, 10);
        expect(estimateSlope(mirrored).slope).toBeCloseTo(-estimateSlope(points).slope, 10);
      }),
    );
  });
});
