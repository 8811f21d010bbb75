import { estimateSlope, tieSizes, type Point } from './theil-sen.ts';

export interface TrendTest {
  /** Kendall's S: pairs that rise less pairs that fall. */
  readonly s: number;
  /** Standard normal, with continuity correction; 0 where S is 0. */
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
}

/** Two-sided 5 % bound of the standard normal, for "an autocorrelation that is there". */
const Z = 1.959964;

/** Mann–Kendall test for a monotonic trend (Mann 1945; Kendall 1975), variance corrected for ties in y. */
export function testTrend(points: readonly Point[]): TrendTest {
  return toTest(kendallS(points), tieVariance(points));
}

/**
 * The same where successive values hang together: the variance is widened by the autocorrelations, of the ranks of
 * the detrended series, that differ from zero at 5 % (Hamed & Rao 1998). It is never narrowed: a shorter interval
 * than independent weeks would give is not claimed.
 */
export function testTrendWithAutocorrelation(points: readonly Point[]): TrendTest {
  const ordered = [...points].sort((a, b) => a.x - b.x);
  const n = ordered.length;
  if (n < 4) return testTrend(points);
  const { slope } = estimateSlope(ordered);
  const ranks = rank(ordered.map(({ x, y }) => y - slope * x));
  const correlations = autocorrelations(ranks).map((r) => (Math.abs(r) > Z / Math.sqrt(n) ? r : 0));
  const weighted = correlations.reduce((sum, r, index) => {
    const left = n - (index + 1);
    return sum + left * (left - 1) * (left - 2) * r;
  }, 0);
  const inflation = Math.max(1, 1 + (2 * weighted) / (n * (n - 1) * (n - 2)));
  return toTest(kendallS(ordered), tieVariance(ordered) * inflation);
}

function kendallS(points: readonly Point[]): number {
  const ordered = [...points].sort((a, b) => a.x - b.x);
  return ordered.reduce(
    (sum, a, i) => sum + ordered.slice(i + 1).reduce((part, b) => part + Math.sign(b.y - a.y), 0),
    0,
  );
}

function tieVariance(points: readonly Point[]): number {
  const spread = (size: number): number => size * (size - 1) * (2 * size + 5);
  const ties = tieSizes(points.map(({ y }) => y));
  return (spread(points.length) - ties.reduce((sum, size) => sum + spread(size), 0)) / 18;
}

function toTest(s: number, variance: number): TrendTest {
  const z = s === 0 || variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return { s, z, p: 2 * upperTail(Math.abs(z)) };
}

/** Average ranks; ties share theirs. */
function rank(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

/** Lags 1 to n − 1. */
function autocorrelations(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = values.map((value) => value - mean);
  const variance = centred.reduce((sum, value) => sum + value * value, 0);
  return centred.slice(1).map((_, index) => {
    if (variance === 0) return 0;
    const lag = index + 1;
    return centred.slice(lag).reduce((sum, value, i) => sum + value * (centred[i] ?? 0), 0) / variance;
  });
}

/** 1 − Φ(z) for z ≥ 0, by the continued fraction of the complementary error function (Lentz). */
function upperTail(z: number): number {
  if (z < 1.5) return 0.5 - normalSeries(z);
  let fraction = 0;
  for (let k = 80; k >= 1; k -= 1) fraction = k / (z + fraction);
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / (z + fraction);
}

/** Φ(z) − ½ for small z, by its Taylor series (Marsaglia 2004). */
function normalSeries(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 3; k < 61; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
