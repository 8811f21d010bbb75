import { HOUR, type Instant } from '../time.ts';

/** The stretch of time that is read of a calendar. */
export interface ReadingWindow {
  readonly from: Instant;
  /** Up to here everything is read. */
  readonly to: Instant;
  /** Series without an end go no further than this, where the file itself does not say how far it reaches. */
  readonly endlessTo: Instant;
}

const WEEK = 7 * 24 * HOUR;
/** Five years: longer than anyone keeps one job's calendar tidy, short enough for a page. */
export const LONGEST_SPAN = 261 * WEEK;
/** How far a series without an end is followed from the calendar's first day, if nothing later stands in it. */
export const ENDLESS_SPAN = 53 * WEEK;

/**
 * Where to look, from the starts that the files state (of a series its first). A birthday of 1604 or an appointment in 2099
 * must not draw it away: of a longer calendar it is the stretch that holds the most of them, the latest of equals. Does not
 * depend on today, so that the same file always gives the same answer. Null without any start.
 */
export function chooseWindow(starts: readonly Instant[]): ReadingWindow | null {
  const ordered = Float64Array.from(starts).sort();
  let best: { readonly first: number; readonly last: number } | null = null;
  for (let first = 0, last = 0; last < ordered.length; last += 1) {
    while ((ordered[last] ?? 0) - (ordered[first] ?? 0) >= LONGEST_SPAN) first += 1;
    if (best === null || last - first >= best.last - best.first) best = { first, last };
  }
  const from = ordered[best?.first ?? 0];
  const last = ordered[best?.last ?? 0];
  if (from === undefined || last === undefined) return null;
  const to = from + LONGEST_SPAN;
  return { from, to, endlessTo: Math.min(to, Math.max(last + WEEK, from + ENDLESS_SPAN)) };
}
