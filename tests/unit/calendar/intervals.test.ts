import { expect, it } from 'vitest';
import {
  intersectIntervals,
  mergeIntervals,
  minutesOfIntervals,
  subtractIntervals,
} from '../../../shared/calendar/intervals.ts';

const spans = (...pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([start, end]) => ({ start, end }));

it('joins what overlaps or touches and drops what is empty', () => {
  expect(mergeIntervals(spans([5, 8], [1, 3], [3, 4], [6, 7], [9, 9], [12, 10]))).toEqual(
    spans([1, 4], [5, 8]),
  );
});

it('finds what two unions have in common', () => {
  expect(intersectIntervals(spans([0, 5], [8, 12]), spans([3, 9], [10, 11], [12, 13]))).toEqual(
    spans([3, 5], [8, 9], [10, 11]),
  );
});

it('finds what is left', () => {
  expect(subtractIntervals(spans([0, 10], [20, 30]), spans([0, 2], [5, 6], [9, 21], [30, 40]))).toEqual(
    spans([2, 5], [6, 9], [21, 30]),
  );
});

it('measures in minutes', () => {
  expect(minutesOfIntervals(spans([0, 90_000], [120_000, 150_000]))).toBe(2);
});
