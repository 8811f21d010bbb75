import type { CalendarEvent } from './event.ts';
import type { Instant } from './time.ts';

/** What was true of `key` in `[validFrom, validTo)`; null = still true. */
export interface Versioned<T> {
  readonly key: string;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly value: T;
}

export type EventVersion = Versioned<CalendarEvent>;

/**
 * The calendar as it stood at `at`: of each key the version that was true then. Where two claim that instant, as after a
 * change that Outlook dated before our last look, the one that began later holds.
 */
export function asStoodAt<T>(versions: readonly Versioned<T>[], at: Instant): T[] {
  const standing = new Map<string, Versioned<T>>();
  for (const version of versions) {
    if (version.validFrom > at || (version.validTo !== null && version.validTo <= at)) continue;
    const rival = standing.get(version.key);
    if (rival === undefined || rival.validFrom <= version.validFrom) standing.set(version.key, version);
  }
  return [...standing.values()].map(({ value }) => value);
}
