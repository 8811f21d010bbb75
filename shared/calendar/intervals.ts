import type { Interval } from './time.ts';
import { MINUTE } from './time.ts';

/** The union: in order, disjoint, touching ones joined; empty and inverted ones are dropped. */
export function mergeIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const ordered = intervals.filter(({ start, end }) => end > start).toSorted((a, b) => a.start - b.start);
  const merged: Interval[] = [];
  for (const next of ordered) {
    const last = merged.at(-1);
    if (last === undefined || next.start > last.end) merged.push(next);
    else if (next.end > last.end) merged[merged.length - 1] = { start: last.start, end: next.end };
  }
  return merged;
}

/** What two unions have in common. Both must be merged. */
export function intersectIntervals(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  const common: Interval[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (left === undefined || right === undefined) return common;
    const start = Math.max(left.start, right.start);
    const end = Math.min(left.end, right.end);
    if (end > start) common.push({ start, end });
    if (left.end < right.end) i += 1;
    else j += 1;
  }
}

/** What of `from` is left without `taken`. Both must be merged. */
export function subtractIntervals(
  from: readonly Interval[],
  taken: readonly Interval[],
): readonly Interval[] {
  return from.flatMap(({ start, end }) => {
    const left: Interval[] = [];
    let free = start;
    for (const hole of intersectIntervals([{ start, end }], taken)) {
      if (hole.start > free) left.push({ start: free, end: hole.start });
      free = hole.end;
    }
    if (end > free) left.push({ start: free, end });
    return left;
  });
}

/** Elapsed minutes of a merged union. */
export function minutesOfIntervals(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { start, end }) => sum + (end - start), 0) / MINUTE;
}
