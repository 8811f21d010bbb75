import type { Instant } from '../calendar/time.ts';
import { endOfWorkingDay, type Holiday, type WorkingHours } from '../calendar/working-hours.ts';

/** Preparation, or the writing of a proposal, for the customer of what moved. */
export interface CustomerWork {
  readonly end: Instant;
  readonly stoodWhenMoved: boolean;
  /** When the calendar was compared. */
  readonly stands: boolean;
}

export interface MaterialInputs {
  readonly movedAt: Instant;
  /** What was not over when it moved, of the ten working days after. */
  readonly work: readonly CustomerWork[];
  /** When the meeting was held after all; null where it is not held yet, or gone. */
  readonly keptAt: Instant | null;
  /** Ten working days have passed: what does not show by now is not waited for. */
  readonly isFinal: boolean;
}

/** `open`: time for it still lay ahead. `kept`: the meeting was held after it. `later`: that may yet come. */
export type MaterialSign = 'open' | 'kept' | 'none' | 'later';

const WORKING_DAYS = 10;

/** When the answer is judged again: at the end of the tenth working day after the move. */
export function materialJudgedAt(
  movedAt: Instant,
  workingHours: WorkingHours,
  holidays: readonly Holiday[],
): Instant {
  return endOfWorkingDay(movedAt, WORKING_DAYS, workingHours, holidays);
}

/** What the calendar shows of material that was missing when a meeting moved. */
export function compareMaterial({ movedAt, work, keptAt, isFinal }: MaterialInputs): MaterialSign {
  if (work.some(({ stoodWhenMoved, end }) => stoodWhenMoved && end > movedAt)) return 'open';
  const isKept = work.some(({ stands, end }) => stands && end > movedAt && keptAt !== null && end <= keptAt);
  if (isKept) return 'kept';
  return isFinal ? 'none' : 'later';
}
