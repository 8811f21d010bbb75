import type { Selectable } from 'kysely';
import type { Instant, LocalDate, TimeZone } from '../../shared/calendar/time.ts';
import type { ActivityType, TimeClass } from '../../shared/classification/classification.ts';
import type { GoneEvidence } from '../../shared/moves/detect-move.ts';
import { MOVE_KINDS, type Move, type MoveKind } from '../../shared/moves/move.ts';
import type { MoverVerdict } from '../../shared/moves/mover.ts';
import type { Database } from './schema.ts';

type Row = Selectable<Database['move']>;

/** A change that is still warm: what stood before it, and since when it goes on. */
export interface SettlingMove {
  readonly moveId: string;
  readonly eventId: string;
  readonly baselineVersionId: number;
  readonly firstChangeAt: Instant;
  readonly lastChangeAt: Instant;
  readonly goneEvidence: GoneEvidence | null;
  readonly oldStart: Instant;
  readonly oldEnd: Instant;
  readonly settleDueAt: Instant | null;
  /** Set where a whole series changed; then the event is the first occurrence concerned. */
  readonly series: SettlingSeries | null;
}

export interface SettlingSeries {
  /** Fingerprint, hexadecimal. */
  readonly key: string;
  readonly endsOn: LocalDate | null;
  readonly timeZone: TimeZone | null;
}

/** A move as it was judged, with what the activity was when it moved. */
export interface StoredMove {
  readonly moveId: string;
  readonly eventId: string;
  readonly state: 'open' | 'settled';
  readonly move: Move;
  readonly class: TimeClass;
  readonly activity: ActivityType;
  readonly confidence: number;
  readonly baselineVersionId: number;
  readonly heldBack: string | null;
  readonly notAsked: string | null;
  readonly contestedAt: Instant | null;
  /** Moves that were made in one go share it. */
  readonly burstId: string | null;
  /** How many occurrences changed where it is the move of a whole series; else null. */
  readonly occurrences: number | null;
}

/** Reads the change behind a move, whatever state the move is in. */
export function changeOf(row: Row): SettlingMove {
  return {
    moveId: row.move_id,
    eventId: row.event_id,
    baselineVersionId: row.baseline_version_id,
    firstChangeAt: row.first_change_at,
    lastChangeAt: row.last_change_at,
    goneEvidence: goneEvidenceOf(row.gone_evidence),
    oldStart: row.old_start,
    oldEnd: row.old_end,
    settleDueAt: row.settle_due_at,
    series:
      row.series_key === null
        ? null
        : {
            key: row.series_key.toString('hex'),
            endsOn: row.series_ends_on,
            timeZone: row.series_zone,
          },
  };
}

/** Reads a verdict; null while there is none. */
export function openMove(row: Row): StoredMove | null {
  const kind = MOVE_KINDS.find((candidate) => candidate === row.kind);
  if (!kind || (row.state !== 'open' && row.state !== 'settled')) return null;
  return {
    moveId: row.move_id,
    eventId: row.event_id,
    state: row.state,
    move: moveOf(row, kind),
    class: row.class,
    activity: row.activity,
    confidence: row.confidence,
    baselineVersionId: row.baseline_version_id,
    heldBack: row.held_back,
    notAsked: row.not_asked,
    contestedAt: row.contested_at,
    burstId: row.burst_id,
    occurrences: row.series_key === null ? null : (row.occurrences ?? 0),
  };
}

function moveOf(row: Row, kind: MoveKind): Move {
  return {
    key: row.event_id,
    kind,
    direction: oneOf(['later', 'earlier'] as const, row.direction),
    oldStart: row.old_start,
    oldEnd: row.old_end,
    newStart: row.new_start,
    newEnd: row.new_end,
    workingDays: row.working_days,
    minutesLost: row.minutes_lost ?? 0,
    changedAt: row.first_change_at,
    settledAt: row.last_change_at,
    afterStart: row.after_start ?? false,
    planning: row.is_planning ?? false,
    openUntil: row.open_until,
    displacedBy: takerOf(row.displaced_by, row.displaced_class, row.displaced_role),
    filledBy: takerOf(row.filled_by, row.filled_class, row.filled_role),
    ...moverOf(row.mover, row.mover_evidence),
    twinKey: row.twin_event_id,
  };
}

const ROLES = ['self', 'manager', 'colleague', 'external'] as const;
const MOVERS = ['customer', 'displaced', 'colleague', 'rep-alone', 'customer-stated', 'unknown'] as const;
const MOVER_EVIDENCE = [
  'external-organizer',
  'customer-proposed',
  'customer-declined',
  'slot-taken',
  'colleague-organizes',
  'organizes-alone',
  'declined-by-rep',
  'copy-gone',
  'customer-stated',
  'nothing-known',
] as const;

/** Nothing is known of who moved it where neither column says so. */
export function moverOf(mover: string | null, evidence: string | null): MoverVerdict {
  return {
    mover: oneOf(MOVERS, mover) ?? 'unknown',
    moverEvidence: oneOf(MOVER_EVIDENCE, evidence) ?? 'nothing-known',
  };
}

function takerOf(key: string | null, timeClass: TimeClass | null, role: string | null): Move['displacedBy'] {
  const known = oneOf(ROLES, role);
  return key && timeClass && known ? { key, class: timeClass, role: known, minutes: 0 } : null;
}

function goneEvidenceOf(text: string | null): GoneEvidence | null {
  return oneOf(['cancelled', 'gone-own', 'gone-copy', 'declined'] as const, text);
}

function oneOf<T extends string>(values: readonly T[], text: string | null): T | null {
  return values.find((value) => value === text) ?? null;
}
