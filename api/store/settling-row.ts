import type { Insertable } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { KnownVersion } from './known-events.ts';
import type { Database } from './schema.ts';

/** A change that has just begun to settle: what stood before it, and no verdict yet. */
export function settlingRow(change: {
  readonly personId: string;
  readonly eventId: string;
  /** What stood before the first change. */
  readonly before: KnownVersion;
  readonly firstChangeAt: Instant;
  readonly lastChangeAt: Instant;
}): Insertable<Database['move']> & typeof UNJUDGED {
  const { before } = change;
  return {
    person_id: change.personId,
    event_id: change.eventId,
    state: 'settling',
    baseline_version_id: before.versionId,
    first_change_at: new Date(change.firstChangeAt),
    last_change_at: new Date(change.lastChangeAt),
    gone_evidence: null,
    old_start: new Date(before.start),
    old_end: new Date(before.end),
    class: before.class,
    activity: before.activity,
    confidence: before.confidence,
    ...UNJUDGED,
  };
}

/** What stands in a move's row until it has settled: its verdict, and what became of its question. */
const UNJUDGED = {
  kind: null,
  direction: null,
  working_days: null,
  minutes_lost: null,
  after_start: null,
  is_planning: null,
  displaced_by: null,
  displaced_class: null,
  displaced_role: null,
  filled_by: null,
  filled_class: null,
  filled_role: null,
  mover: null,
  mover_evidence: null,
  twin_event_id: null,
  burst_id: null,
  not_asked: null,
  held_back: null,
} as const;
