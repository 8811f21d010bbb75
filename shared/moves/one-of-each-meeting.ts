import type { Instant } from '../calendar/time.ts';

/** One rep's move of a meeting that others of the team may have in their calendars too. */
export interface MoveOfMeeting {
  /** Fingerprint of series and original date: the same for all of them. */
  readonly meeting: string;
  readonly oldStart: Instant;
  /** Whether the rep calls it. */
  readonly isOrganizer: boolean;
  readonly changedAt: Instant;
}

/**
 * A meeting in several reps' calendars is one move of the team: the organizer's where the organizer is among them, for only
 * that copy tells who moved it and what for; else the one that was seen first.
 */
export function oneOfEachMeeting<T extends MoveOfMeeting>(moves: readonly T[]): T[] {
  const meetings = Map.groupBy(moves, ({ meeting, oldStart }) => `${meeting} ${oldStart}`);
  return [...meetings.values()].flatMap((same) => same.toSorted(byClaim).slice(0, 1));
}

function byClaim(a: MoveOfMeeting, b: MoveOfMeeting): number {
  return Number(b.isOrganizer) - Number(a.isOrganizer) || a.changedAt - b.changedAt;
}
