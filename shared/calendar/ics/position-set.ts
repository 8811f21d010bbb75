import type { Instant } from '../time.ts';
import { DAY_SECONDS } from './civil-date.ts';
import type { Position } from './placement.ts';

/** Occurrences of one series, named by instant or by day. */
export interface PositionSet {
  /** Whether the occurrence at `instant`, which is `wall` on the clock of the series, is among them. */
  has(instant: Instant, wall: number): boolean;
}

export function positionSet(positions: readonly Position[]): PositionSet {
  const instants = new Set(positions.flatMap((position) => ('at' in position ? [position.at] : [])));
  const days = new Set(positions.flatMap((position) => ('day' in position ? [position.day] : [])));
  return { has: (instant, wall) => instants.has(instant) || days.has(Math.floor(wall / DAY_SECONDS)) };
}
