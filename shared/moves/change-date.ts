import type { Instant } from '../calendar/time.ts';

/** The first version that shows a change. */
export interface ChangedVersion {
  /** null where the event was removed: then nothing says when. */
  readonly lastModifiedAt: Instant | null;
  readonly seenAt: Instant;
}

/**
 * The date of a change: when the first version that shows it was modified, else when we saw it. Never later than we
 * saw it (a clock may be wrong), never before our last look that still showed the old.
 */
export function changeDate(version: ChangedVersion, previousLookAt: Instant | null): Instant {
  const dated = Math.min(version.lastModifiedAt ?? version.seenAt, version.seenAt);
  return previousLookAt === null ? dated : Math.max(dated, previousLookAt);
}
