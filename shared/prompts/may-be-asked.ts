import type { Instant } from '../calendar/time.ts';
import type { WorkingHours } from '../calendar/working-hours.ts';
import { toLocalDate } from '../calendar/time-zone.ts';
import { quietIntervals, type QuietHours } from './gap.ts';

export interface Willingness {
  readonly isAcknowledged: boolean;
  readonly hasObjected: boolean;
  /** An instant far ahead = until the rep resumes. */
  readonly pausedUntil: Instant | null;
  readonly quietHours: QuietHours | null;
}

/** Whether anything at all may be asked of a rep now: acknowledged, not objected, not paused, not in their quiet hours. */
export function mayBeAsked(rep: Willingness, now: Instant, { timeZone }: WorkingHours): boolean {
  if (!rep.isAcknowledged || rep.hasObjected) return false;
  if (rep.pausedUntil !== null && now < rep.pausedUntil) return false;
  return !quietIntervals(toLocalDate(now, timeZone), rep.quietHours, timeZone).some(
    ({ start, end }) => start <= now && now < end,
  );
}
