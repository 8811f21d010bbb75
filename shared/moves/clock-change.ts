import type { Instant, TimeZone } from '../calendar/time.ts';
import { MINUTE } from '../calendar/time.ts';
import { wallClock } from '../calendar/time-zone.ts';
import type { ActivitySnapshot } from './move.ts';

/** How far clocks are put forward or back: an hour, and half an hour on Lord Howe. */
const CLOCK_CHANGES: ReadonlySet<number> = new Set([60 * MINUTE, 30 * MINUTE]);

/**
 * Whether occurrences of a series were shifted by a clock change and by nobody: all by exactly that much, while others
 * that had not begun stayed, and by the wall clock of `timeZone` the series now stands at one time of day. Whoever moves a
 * series moves the others too.
 */
export function isClockChange(
  shifted: readonly { readonly first: ActivitySnapshot; readonly last: ActivitySnapshot }[],
  unmoved: readonly ActivitySnapshot[],
  timeZone: TimeZone,
): boolean {
  const [one] = shifted;
  if (one === undefined || unmoved.length === 0) return false;
  const by = one.last.event.start - one.first.event.start;
  if (!CLOCK_CHANGES.has(Math.abs(by))) return false;
  const areAlike = shifted.every(
    ({ first, last }) =>
      last.event.start - first.event.start === by && last.event.end - first.event.end === by,
  );
  const minutes = (start: Instant): number => wallClock(start, timeZone).minutes;
  const standing = [...shifted.map(({ last }) => last), ...unmoved];
  return areAlike && new Set(standing.map(({ event }) => minutes(event.start))).size === 1;
}
