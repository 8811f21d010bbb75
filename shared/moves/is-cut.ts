import type { CalendarEvent } from '../calendar/event.ts';
import { activityMinutes } from './activity.ts';
import type { Surroundings } from './move.ts';

const LEAST_CUT_MINUTES = 15;
const LEAST_CUT_SHARE = 0.5;

/** Same start, and at least half and a quarter of an hour less. */
export function isCut(
  old: CalendarEvent,
  now: CalendarEvent,
  days: Pick<Surroundings, 'workingHours' | 'holidays'>,
): boolean {
  if (now.start !== old.start) return false;
  const oldMinutes = activityMinutes(old, days);
  const cut = oldMinutes - activityMinutes(now, days);
  return cut >= LEAST_CUT_MINUTES && cut >= LEAST_CUT_SHARE * oldMinutes;
}
