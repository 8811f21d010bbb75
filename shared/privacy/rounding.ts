import { SPLIT_CLASSES, type SplitClass } from '../classification/classification.ts';

const HOUR_MINUTES = 60;

/** 1 h steps (R2). */
export function wholeHours(minutes: number): number {
  return Math.round(minutes / HOUR_MINUTES);
}

/** Whole per cent of a total, 0 where the total is 0. */
export function wholePercent(part: number, total: number): number {
  return total === 0 ? 0 : Math.round((100 * part) / total);
}

/**
 * Shares in whole points that add up to 100: each is rounded down and the points left over go to the largest
 * fractions (Hamilton's method), ties in stack order. All zero where nothing was counted.
 */
export function wholeShares(minutes: Readonly<Record<SplitClass, number>>): Record<SplitClass, number> {
  const total = SPLIT_CLASSES.reduce((sum, name) => sum + minutes[name], 0);
  const exact = SPLIT_CLASSES.map((name) => ({
    name,
    share: total === 0 ? 0 : (100 * minutes[name]) / total,
  }));
  const left = total === 0 ? 0 : 100 - exact.reduce((sum, { share }) => sum + Math.floor(share), 0);
  const byFraction = [...exact].sort((a, b) => (b.share % 1) - (a.share % 1));
  const raised = new Set(byFraction.slice(0, left).map(({ name }) => name));
  const points = exact.map(
    ({ name, share }) => [name, Math.floor(share) + (raised.has(name) ? 1 : 0)] as const,
  );
  return { selling: 0, unsure: 0, supporting: 0, internal: 0, ...Object.fromEntries(points) };
}
