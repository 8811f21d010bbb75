/** A value at a place on the time axis, for instance a week's number since the first. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Slope {
  /** Units of y for each unit of x: the median of all pairwise slopes. */
  readonly slope: number;
  readonly intercept: number;
  /** 95 % confidence interval of the slope. */
  readonly low: number;
  readonly high: number;
}

const Z = 1.959964;

/**
 * Theil–Sen estimator of a slope (Theil 1950; Sen 1968) with the rank-based 95 % interval of Sen, corrected for ties
 * in x and in y. The intercept is the median of y less the slope times the median of x (Conover 1980). Order of the
 * points means nothing.
 * @throws RangeError for fewer than two places on the axis.
 */
export function estimateSlope(points: readonly Point[]): Slope {
  const slopes = pairwiseSlopes(points);
  if (slopes.length === 0) throw new RangeError('A slope needs two places on the axis.');
  const slope = median(slopes);
  const reach = Z * Math.sqrt(slopeVariance(points));
  const upper = Math.min(roundHalfEven((slopes.length + reach) / 2), slopes.length - 1);
  const lower = Math.max(roundHalfEven((slopes.length - reach) / 2) - 1, 0);
  return {
    slope,
    intercept: median(sorted(points.map(({ y }) => y))) - slope * median(sorted(points.map(({ x }) => x))),
    low: slopes[lower] ?? slope,
    high: slopes[upper] ?? slope,
  };
}

function pairwiseSlopes(points: readonly Point[]): number[] {
  const slopes = points.flatMap((a, i) =>
    points.slice(i + 1).flatMap((b) => (a.x === b.x ? [] : [(b.y - a.y) / (b.x - a.x) + 0])),
  );
  return sorted(slopes);
}

/** The variance of Kendall's S with ties on both axes. */
function slopeVariance(points: readonly Point[]): number {
  const n = points.length;
  const ties = [...tieSizes(points.map(({ x }) => x)), ...tieSizes(points.map(({ y }) => y))];
  const spread = (size: number): number => size * (size - 1) * (2 * size + 5);
  return (spread(n) - ties.reduce((sum, size) => sum + spread(size), 0)) / 18;
}

/** How many share each value that more than one has. */
export function tieSizes(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1);
}

/** Of values in ascending order. */
export function median(ascending: readonly number[]): number {
  const low = ascending[Math.ceil(ascending.length / 2) - 1] ?? 0;
  const high = ascending[Math.floor(ascending.length / 2)] ?? 0;
  return (low + high) / 2;
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/** As IEEE 754 rounds: a half goes to the even neighbour. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
