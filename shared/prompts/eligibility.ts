import type { CalendarEvent } from '../calendar/event.ts';
import { isConfined } from '../calendar/event.ts';
import { intersectIntervals, mergeIntervals, minutesOfIntervals } from '../calendar/intervals.ts';
import type { Instant } from '../calendar/time.ts';
import { DAY } from '../calendar/time.ts';
import type { ActivitySnapshot, Move, MoveKind } from '../moves/move.ts';

/** Why a move is not asked about. Keys of the locales, shown to the rep alone. */
export type NotAskedReason = IneligibleReason | HeldBackReason;

/** The move, or the rep, is none to ask. */
export type IneligibleReason =
  | 'objected'
  | 'not-acknowledged'
  | 'private'
  | 'unsure'
  | 'not-selling'
  | 'low-confidence'
  | 'series'
  | 'overbooked'
  | 'earlier'
  | 'shifted'
  | 'shortened'
  | 'planning'
  | 'after-start'
  | 'customer-moved'
  | 'colleague-moved'
  | 'copy-gone'
  | 'away'
  | 'asked-recently'
  | 'burst';

/** It could have been asked, and a cap, the rep's pause or a full calendar held it back. */
export type HeldBackReason =
  | 'cap-open'
  | 'cap-day'
  | 'cap-week'
  | 'cap-quiet'
  | 'cap-burden'
  | 'paused'
  | 'lapsed';

export type Eligibility =
  | { readonly eligible: true }
  | { readonly eligible: false; readonly why: IneligibleReason };

export interface EligibilityContext {
  readonly acknowledged: boolean;
  readonly objected: boolean;
  /** The rep's calendar around the old slot: absences are read from it. */
  readonly calendar: readonly { readonly event: CalendarEvent }[];
  /** When the same activity, or one that it is the twin of, was last asked about. */
  readonly lastAskedAt: Instant | null;
  readonly now: Instant;
}

export const LEAST_CONFIDENCE = 0.8;
const LEAST_ABSENCE_SHARE = 0.5;
const ASKED_RECENTLY = 14 * DAY;

/** Whether a prompt may ask for the reason of this move (domain §7), and the first rule against it. */
export function judgeEligibility(
  move: Move,
  activity: ActivitySnapshot,
  context: EligibilityContext,
): Eligibility {
  const why =
    againstRep(context) ??
    againstActivity(activity) ??
    againstKind(move) ??
    againstMover(move) ??
    againstTime(move, context);
  return why === null ? { eligible: true } : { eligible: false, why };
}

function againstRep({ objected, acknowledged }: EligibilityContext): IneligibleReason | null {
  if (objected) return 'objected';
  return acknowledged ? null : 'not-acknowledged';
}

function againstActivity({ event, class: timeClass, confidence }: ActivitySnapshot): IneligibleReason | null {
  if (isConfined(event)) return 'private';
  if (timeClass === 'unsure') return 'unsure';
  if (timeClass !== 'selling') return 'not-selling';
  return confidence < LEAST_CONFIDENCE ? 'low-confidence' : null;
}

const NEVER_ASKED: Readonly<Record<MoveKind, IneligibleReason | null>> = {
  'series-ended': 'series',
  'series-thinned': 'series',
  'series-rescheduled': 'series',
  rebooked: null,
  cancelled: null,
  declined: null,
  postponed: null,
  advanced: 'earlier',
  shifted: 'shifted',
  shortened: 'shortened',
  overbooked: 'overbooked',
};

function againstKind(move: Move): IneligibleReason | null {
  if (move.kind !== 'rebooked') return NEVER_ASKED[move.kind];
  // Booked again on the same day is what a drag on the same day is.
  if (move.workingDays === 0) return 'shifted';
  return move.direction === 'later' ? null : 'earlier';
}

function againstMover({ mover, moverEvidence }: Move): IneligibleReason | null {
  if (mover === 'customer' || mover === 'customer-stated') return 'customer-moved';
  if (mover === 'colleague') return 'colleague-moved';
  return moverEvidence === 'copy-gone' ? 'copy-gone' : null;
}

function againstTime(
  move: Move,
  { calendar, lastAskedAt, now }: EligibilityContext,
): IneligibleReason | null {
  if (move.planning) return 'planning';
  if (move.afterStart) return 'after-start';
  if (absenceShare(move, calendar) >= LEAST_ABSENCE_SHARE) return 'away';
  return lastAskedAt !== null && now - lastAskedAt < ASKED_RECENTLY ? 'asked-recently' : null;
}

function absenceShare({ oldStart, oldEnd }: Move, calendar: EligibilityContext['calendar']): number {
  const slot = [{ start: oldStart, end: oldEnd }];
  const absences = calendar
    .map(({ event }) => event)
    .filter(
      ({ showAs, isCancelled, response }) => showAs === 'oof' && !isCancelled && response !== 'declined',
    );
  const away = minutesOfIntervals(intersectIntervals(mergeIntervals(absences), slot));
  return oldEnd > oldStart ? away / minutesOfIntervals(slot) : 0;
}
