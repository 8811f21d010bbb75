import type { StandingEvent } from './move.ts';
import { findTwin, type Company, type GoneActivity } from './twin.ts';

/**
 * The series that stands for one that ended, by its first occurrence still to come: "this and following" in Outlook ends
 * one series and makes another. A single meeting stands for no series.
 */
export function findSeriesTwin(
  gone: GoneActivity,
  calendar: readonly StandingEvent[],
  around: Company,
): StandingEvent | null {
  const firsts = new Map<string, StandingEvent>();
  for (const candidate of calendar) {
    const { seriesKey, start } = candidate.event;
    if (seriesKey === null || start <= gone.goneAt) continue;
    const first = firsts.get(seriesKey);
    if (first === undefined || start < first.event.start) firsts.set(seriesKey, candidate);
  }
  return findTwin(gone, [...firsts.values()], around);
}
