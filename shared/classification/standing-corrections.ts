import type { Instant } from '../calendar/time.ts';
import type { TimeClass } from './classification.ts';
import type { LessonKind } from './corrections.ts';

/** What a correction teaches by: points more for what is like it, not a word that stands. */
export const LESSON_SCOPES = ['title', 'word', 'category', 'person'] as const satisfies readonly LessonKind[];
export const CORRECTION_SCOPES = ['event', 'series', 'domain', ...LESSON_SCOPES] as const;
export type CorrectionScope = (typeof CORRECTION_SCOPES)[number];

/** What a person said of one of their events and has not taken back. Keys are whatever names a series or a domain. */
export interface StandingCorrection {
  readonly id: string;
  readonly eventId: string;
  readonly scope: CorrectionScope;
  /** Set where the scope is the series. */
  readonly seriesKey: string | null;
  /** Set where the scope is the domain. */
  readonly domain: string | null;
  readonly class: TimeClass;
  readonly at: Instant;
}

export interface CoveredEvent {
  /** null for an event that is seen for the first time. */
  readonly eventId: string | null;
  readonly seriesKey: string | null;
  /** Of those who take part from outside. */
  readonly domains: readonly string[];
}

/** The correction that holds for an event, or null. */
export type FindCorrection = (event: CoveredEvent) => StandingCorrection | null;

/**
 * Which correction holds where: the last word on the event itself, whatever its scope; then the last on its series; then
 * the last on a domain that takes part. One that teaches holds for its own event alone; the points do the rest. Taking one back is leaving it out. State filters are not asked here: they come
 * before any correction (domain §3).
 */
export function createFindCorrection(corrections: readonly StandingCorrection[]): FindCorrection {
  const events = new Map<string, StandingCorrection>();
  const series = new Map<string, StandingCorrection>();
  const domains = new Map<string, StandingCorrection>();
  const ordered = corrections.toSorted((a, b) => a.at - b.at || compare(a.id, b.id));
  for (const correction of ordered) {
    events.set(correction.eventId, correction);
    if (correction.scope === 'series' && correction.seriesKey !== null)
      series.set(correction.seriesKey, correction);
    if (correction.scope === 'domain' && correction.domain !== null)
      domains.set(correction.domain, correction);
  }
  const ofDomains = (names: readonly string[]): StandingCorrection | null =>
    names
      .flatMap((name) => domains.get(name) ?? [])
      .reduce<StandingCorrection | null>((last, next) => (last && last.at > next.at ? last : next), null);
  return (event) =>
    (event.eventId === null ? undefined : events.get(event.eventId)) ??
    (event.seriesKey === null ? undefined : series.get(event.seriesKey)) ??
    ofDomains(event.domains);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
