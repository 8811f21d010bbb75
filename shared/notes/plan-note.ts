import type { ClassifiedEvent } from '../calendar/counting.ts';
import type { Instant, IsoWeek } from '../calendar/time.ts';
import { addDays, startOfDay } from '../calendar/time-zone.ts';
import { addWeeks, isoWeekOf, weekDates, weekInterval } from '../calendar/week.ts';
import type { Holiday, WorkingHours } from '../calendar/working-hours.ts';
import { nextGap, type QuietHours } from '../prompts/gap.ts';

/** From Wednesday on, two working days lie after each meeting of the week before. */
const FIRST_DAY = 2;

export interface NotePlanInput {
  readonly calendar: readonly ClassifiedEvent[];
  readonly workingHours: WorkingHours;
  readonly holidays: readonly Holiday[];
  readonly quietHours: QuietHours | null;
  /** `Infinity` = until the rep resumes. */
  readonly pausedUntil: Instant | null;
  /** Weeks of which a note was planned before. */
  readonly written: ReadonlySet<IsoWeek>;
  readonly now: Instant;
}

export type NotePlan =
  | { readonly action: 'write'; readonly week: IsoWeek; readonly lapseAt: Instant }
  /** Nothing changes before. */
  | { readonly action: 'wait'; readonly until: Instant };

/**
 * When a rep who wants it gets the note of the week before: once, in the first gap from Wednesday on in which a question
 * might come too; never in a meeting, in quiet hours, on leave or in a pause. A week without such a gap has no note.
 */
export function planNote(input: NotePlanInput): NotePlan {
  const { workingHours, written, now } = input;
  const { timeZone } = workingHours;
  const thisWeek = isoWeekOf(now, timeZone);
  const week = addWeeks(thisWeek, -1);
  const lapseAt = weekInterval(thisWeek, timeZone).end;
  const next = firstInstant(addWeeks(thisWeek, 1), input);
  if (written.has(week)) return { action: 'wait', until: next };
  const from = Math.max(now, firstInstant(thisWeek, input), input.pausedUntil ?? now);
  const at = from < lapseAt ? gapFrom(from, lapseAt, input) : null;
  if (at === null) return { action: 'wait', until: next };
  return at > now ? { action: 'wait', until: at } : { action: 'write', week, lapseAt };
}

function firstInstant(week: IsoWeek, { workingHours: { timeZone } }: NotePlanInput): Instant {
  return startOfDay(addDays(weekDates(week)[0], FIRST_DAY), timeZone);
}

function gapFrom(from: Instant, until: Instant, input: NotePlanInput): Instant | null {
  const { calendar, workingHours, holidays, quietHours } = input;
  return nextGap(calendar, workingHours, holidays, from, until, { quietHours });
}
