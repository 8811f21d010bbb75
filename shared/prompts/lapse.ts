import type { Instant, LocalDate } from '../calendar/time.ts';
import { addDays, toLocalDate } from '../calendar/time-zone.ts';
import type { Holiday, WorkingHours } from '../calendar/working-hours.ts';
import { workingIntervals } from '../calendar/working-hours.ts';

const WORKING_DAYS = 2;
/** Who works less often than once in two months is not waited for. */
const LONGEST_DAYS = 62;

/**
 * When a question is over: at the end of the second working day after `from`. For a move that nobody has asked about,
 * `from` is its change; for a prompt it is when it was sent.
 */
export function lapseAt(from: Instant, workingHours: WorkingHours, holidays: readonly Holiday[]): Instant {
  const day = toLocalDate(from, workingHours.timeZone);
  let workingDays = 0;
  let end = from;
  for (let ahead = 1; ahead <= LONGEST_DAYS && workingDays < WORKING_DAYS; ahead += 1) {
    const last = workingIntervals(addDays(day, ahead), workingHours, holidays).at(-1);
    if (last === undefined) continue;
    workingDays += 1;
    end = last.end;
  }
  return end;
}

/** The day that the card names: "the question goes away on Friday". */
export function lapseDate(lapsesAt: Instant, { timeZone }: WorkingHours): LocalDate {
  return toLocalDate(lapsesAt - 1, timeZone);
}
