import type { CalendarEvent } from '../calendar/event.ts';
import type { Instant } from '../calendar/time.ts';
import { isoWeekOf, weekInterval } from '../calendar/week.ts';
import { workingDaysBetween } from '../calendar/working-hours.ts';
import { activityMinutes, minutesWithin } from './activity.ts';
import type { Direction, Move, Surroundings } from './move.ts';

type Days = Pick<Surroundings, 'workingHours' | 'holidays'>;

export type StandingPart = Pick<Move, 'newStart' | 'newEnd' | 'direction' | 'workingDays' | 'minutesLost'>;

/** What a move says about where the activity stands now. */
export function whereItStands(old: CalendarEvent, standing: CalendarEvent | null, days: Days): StandingPart {
  return {
    newStart: standing?.start ?? null,
    newEnd: standing?.end ?? null,
    direction: standing === null ? null : directionOf(old.start, standing.start),
    workingDays:
      standing === null
        ? null
        : workingDaysBetween(old.start, standing.start, days.workingHours, days.holidays),
    minutesLost: minutesLost(old, standing, days),
  };
}

function directionOf(oldStart: Instant, newStart: Instant): Direction | null {
  if (newStart === oldStart) return null;
  return newStart > oldStart ? 'later' : 'earlier';
}

/** Old minutes less the minutes that still stand in the week of the old start. */
function minutesLost(old: CalendarEvent, standing: CalendarEvent | null, days: Days): number {
  const { timeZone } = days.workingHours;
  const week = weekInterval(isoWeekOf(old.start, timeZone), timeZone);
  const kept = standing === null ? 0 : minutesWithin(standing, week, days);
  return Math.max(0, activityMinutes(old, days) - kept);
}
