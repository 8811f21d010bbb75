import type { Instant, LocalDate } from '../calendar/time.ts';
import { toLocalDate } from '../calendar/time-zone.ts';
import type { Holiday, WorkingHours } from '../calendar/working-hours.ts';
import { endOfWorkingDay } from '../calendar/working-hours.ts';

const WORKING_DAYS = 2;

/**
 * When a question is over: at the end of the second working day after `from`. For a move that nobody has asked about,
 * `from` is its change; for a prompt it is when it was sent.
 */
export function lapseAt(from: Instant, workingHours: WorkingHours, holidays: readonly Holiday[]): Instant {
  return endOfWorkingDay(from, WORKING_DAYS, workingHours, holidays);
}

/** The day that the card names: "the question goes away on Friday". */
export function lapseDate(lapsesAt: Instant, { timeZone }: WorkingHours): LocalDate {
  return toLocalDate(lapsesAt - 1, timeZone);
}
