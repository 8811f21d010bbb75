import type { Instant } from '../../shared/calendar/time.ts';

/**
 * Pairs the occurrences of a series as they stood with those as they stand, both in order of their starts: everything of
 * the shorter list, none crossing another, shifted the least in all. Which is the n-th occurrence nobody says, and at the
 * edge of a window one comes in or leaves; a series that was dragged by a day was not dragged back by six.
 */
export function alignSeries(before: readonly Instant[], now: readonly Instant[]): [number, number][] {
  return before.length <= now.length
    ? align(before, now)
    : align(now, before).map(([short, long]) => [long, short]);
}

function align(short: readonly Instant[], long: readonly Instant[]): [number, number][] {
  const width = long.length + 1;
  // costs[i * width + j]: the least shift in all of pairing the first i with i of the first j.
  const costs = new Float64Array((short.length + 1) * width).fill(Infinity);
  costs.fill(0, 0, width);
  const at = (i: number, j: number): number => costs[i * width + j] ?? Infinity;
  for (const [i, own] of short.entries())
    for (const [j, other] of long.entries())
      costs[(i + 1) * width + j + 1] = Math.min(at(i + 1, j), at(i, j) + Math.abs(own - other));
  const pairs: [number, number][] = [];
  let i = short.length;
  for (let j = long.length; i > 0 && j > 0; j -= 1) {
    if (at(i, j) === at(i, j - 1)) continue;
    pairs.push([i - 1, j - 1]);
    i -= 1;
  }
  return pairs.toReversed();
}
