import type { Selectable, Transaction } from 'kysely';
import type { Instant, LocalDate, TimeZone } from '../../shared/calendar/time.ts';
import type { ActivityType, TimeClass } from '../../shared/classification/classification.ts';
import type { GoneEvidence } from '../../shared/moves/detect-move.ts';
import { MOVE_KINDS, type Move, type MoveKind } from '../../shared/moves/move.ts';
import { at } from './instant.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;
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

export async function listSettling(trx: Trx, personId: string): Promise<SettlingMove[]> {
  const rows = await trx
    .selectFrom('move')
    .selectAll()
    .where('person_id', '=', personId)
    .where('state', '=', 'settling')
    .orderBy('first_change_at')
    .execute();
  return rows.map(changeOf);
}

/** The change behind a move, whatever state the move is in. */
export async function findChange(trx: Trx, moveId: string): Promise<SettlingMove | null> {
  const row = await trx.selectFrom('move').selectAll().where('move_id', '=', moveId).executeTakeFirst();
  return row ? changeOf(row) : null;
}

function changeOf(row: Row): SettlingMove {
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

/** Open and settled moves of the person, newest first, changed at `since` or later. */
export async function listMoves(trx: Trx, personId: string, since: Instant): Promise<StoredMove[]> {
  const rows = await trx
    .selectFrom('move')
    .selectAll()
    .where('person_id', '=', personId)
    .where('state', 'in', ['open', 'settled'])
    .where('first_change_at', '>=', at(since))
    .orderBy('first_change_at', 'desc')
    .orderBy('move_id')
    .execute();
  return rows.flatMap((row) => openMove(row) ?? []);
}

export async function findMove(trx: Trx, moveId: string): Promise<StoredMove | null> {
  const row = await trx.selectFrom('move').selectAll().where('move_id', '=', moveId).executeTakeFirst();
  return row ? openMove(row) : null;
}

/** The same, also while the activity is changing again: what was last known of it, for whoever was asked about it. */
export async function findLastVerdict(trx: Trx, moveId: string): Promise<StoredMove | null> {
  const row = await trx.selectFrom('move').selectAll().where('move_id', '=', moveId).executeTakeFirst();
  if (!row) return null;
  return openMove(row.state === 'settling' ? { ...row, state: 'open' } : row);
}

/** Writes the verdict on a settled change, or its revision while it is open. */
export async function saveMove(
  trx: Trx,
  moveId: string,
  move: Move,
  state: 'open' | 'settled',
): Promise<void> {
  await trx.updateTable('move').set(verdictColumns(move, state)).where('move_id', '=', moveId).execute();
}

/** What a move amounts to. The class that its activity had when it moved stays as it was. */
export function verdictColumns(move: Move, state: 'open' | 'settled') {
  return {
    state,
    settle_due_at: null,
    open_until: move.openUntil === null ? null : new Date(move.openUntil),
    kind: move.kind,
    direction: move.direction,
    old_start: new Date(move.oldStart),
    old_end: new Date(move.oldEnd),
    new_start: move.newStart === null ? null : new Date(move.newStart),
    new_end: move.newEnd === null ? null : new Date(move.newEnd),
    working_days: move.workingDays,
    minutes_lost: move.minutesLost,
    after_start: move.afterStart,
    is_planning: move.planning,
    displaced_by: move.displacedBy?.key ?? null,
    displaced_class: move.displacedBy?.class ?? null,
    displaced_role: move.displacedBy?.role ?? null,
    filled_by: move.filledBy?.key ?? null,
    filled_class: move.filledBy?.class ?? null,
    filled_role: move.filledBy?.role ?? null,
    mover: move.mover,
    mover_evidence: move.moverEvidence,
    twin_event_id: move.twinKey,
  };
}

/** The change came to nothing. The row stays, so that the same change is not judged twice. */
export async function voidMove(trx: Trx, moveId: string): Promise<void> {
  await trx
    .updateTable('move')
    .set({ state: 'void', settle_due_at: null, open_until: null })
    .where('move_id', '=', moveId)
    .execute();
}

/** An open disappearance whose time is up counts from now on as what it is. */
export async function closeOpenMove(trx: Trx, moveId: string): Promise<void> {
  await trx.updateTable('move').set({ state: 'settled' }).where('move_id', '=', moveId).execute();
}

export async function saveNotAsked(trx: Trx, moveId: string, why: string): Promise<void> {
  await trx
    .updateTable('move')
    .set({ not_asked: why, held_back: null })
    .where('move_id', '=', moveId)
    .execute();
}

/** What an answer tells of who moved it, where the calendar tells nothing. */
export async function saveMover(
  trx: Trx,
  moveId: string,
  verdict: Pick<Move, 'mover' | 'moverEvidence'>,
): Promise<void> {
  await trx
    .updateTable('move')
    .set({ mover: verdict.mover, mover_evidence: verdict.moverEvidence })
    .where('move_id', '=', moveId)
    .execute();
}

/** The rep disagrees with what the calendar shows. The first time counts. */
export async function saveContested(trx: Trx, moveId: string, contestedAt: Instant): Promise<void> {
  await trx
    .updateTable('move')
    .set({ contested_at: new Date(contestedAt) })
    .where('move_id', '=', moveId)
    .where('contested_at', 'is', null)
    .execute();
}

export async function saveHeldBack(trx: Trx, moveId: string, why: string | null): Promise<void> {
  await trx.updateTable('move').set({ held_back: why }).where('move_id', '=', moveId).execute();
}

/** Twins that are taken: an event stands for one gone activity only. */
export async function listTakenTwins(trx: Trx, personId: string): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('move')
    .select('twin_event_id')
    .where('person_id', '=', personId)
    .where('twin_event_id', 'is not', null)
    .execute();
  return new Set(rows.flatMap((row) => row.twin_event_id ?? []));
}

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
    mover: oneOf(MOVERS, row.mover) ?? 'unknown',
    moverEvidence: oneOf(MOVER_EVIDENCE, row.mover_evidence) ?? 'nothing-known',
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
