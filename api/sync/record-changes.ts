import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { GoneEvidence } from '../../shared/moves/detect-move.ts';
import { settleAt } from '../../shared/moves/settle.ts';
import { at } from '../store/instant.ts';
import type { KnownVersion } from '../store/known-events.ts';
import { hastenSettling } from '../store/mailbox-store.ts';
import type { Database } from '../store/schema.ts';
import { settlingRow } from '../store/settling-row.ts';

type Trx = Transaction<Database>;

/** An event that stands otherwise than before. */
export interface EventChange {
  readonly eventId: string;
  /** null where it had been gone and is back. */
  readonly before: KnownVersion | null;
  /** null where it is gone; without evidence for a change, its end had been seen before. */
  readonly after: Pick<KnownVersion, 'start' | 'end' | 'isCancelled' | 'response'> | null;
  readonly changedAt: Instant;
  readonly goneEvidence: GoneEvidence | null;
  /** The series that it seems to have changed with, `isTold` = as its master says; null where it changed alone. */
  readonly series: {
    readonly key: string;
    readonly masterId: string | null;
    readonly isTold: boolean;
  } | null;
}

/**
 * As worker: opens a `settling` move for each activity whose time or standing changed alone, or holds back one that is
 * under way. What it amounts to is decided when it has settled; a disappearance that is open settles again. Returns how many
 * moves are concerned.
 */
export async function recordChanges(
  trx: Trx,
  personId: string,
  changes: readonly EventChange[],
): Promise<number> {
  const pending = await listPending(
    trx,
    changes.map((change) => change.eventId),
  );
  const dueTimes: Instant[] = [];
  for (const change of changes) {
    const move = pending.get(change.eventId)?.find((one) => belongsTo(one, change.changedAt));
    const dueAt = move ? await hold(trx, move, change) : await begin(trx, personId, change);
    if (dueAt !== null) dueTimes.push(dueAt);
  }
  if (dueTimes.length > 0) await hastenSettling(trx, [personId], Math.min(...dueTimes));
  return dueTimes.length;
}

/**
 * As worker: a new event may be what an open disappearance was booked again as, or what a slot that was left is later
 * used for.
 */
export async function touchRecentMoves(trx: Trx, personId: string, now: Instant): Promise<void> {
  const recent = await trx
    .selectFrom('move')
    .select('move_id')
    .where('person_id', '=', personId)
    .where((eb) =>
      eb.or([eb('state', '=', 'open'), eb.and([eb('state', '=', 'settled'), eb('old_start', '>', at(now))])]),
    )
    .limit(1)
    .executeTakeFirst();
  if (recent) await hastenSettling(trx, [personId], now);
}

/** Whether the time or the standing of an event changed. */
export function concernsMoves({ before, after, goneEvidence }: EventChange): boolean {
  if (after === null) return goneEvidence !== null;
  if (before === null) return true;
  if (before.start !== after.start || before.end !== after.end || before.isCancelled !== after.isCancelled)
    return true;
  return (before.response === 'declined') !== (after.response === 'declined');
}

interface PendingMove {
  readonly moveId: string;
  readonly state: 'settling' | 'open' | 'settled' | 'void';
  readonly firstChangeAt: Instant;
  readonly lastChangeAt: Instant;
}

/** Moves that a change of each event may belong to, the likeliest first. */
async function listPending(
  trx: Trx,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PendingMove[]>> {
  if (eventIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('move')
    .select(['move_id', 'event_id', 'state', 'first_change_at', 'last_change_at'])
    .where('event_id', 'in', [...eventIds])
    .where('series_key', 'is', null)
    .where((where) => where.or([where('kind', 'is', null), where('kind', '!=', 'overbooked')]))
    .orderBy('first_change_at', 'desc')
    .forUpdate()
    .execute();
  const moves = rows.map((row) => ({
    eventId: row.event_id,
    moveId: row.move_id,
    state: row.state,
    firstChangeAt: row.first_change_at,
    lastChangeAt: row.last_change_at,
  }));
  const rank = ({ state }: PendingMove): number => ORDER.indexOf(state);
  return Map.groupBy(
    moves.toSorted((a, b) => rank(a) - rank(b)),
    ({ eventId }) => eventId,
  );
}

const ORDER: readonly PendingMove['state'][] = ['settling', 'open', 'settled', 'void'];

/** A change that is seen late, and was made while an earlier one was still warm, is part of that one. */
function belongsTo({ state, firstChangeAt, lastChangeAt }: PendingMove, changedAt: Instant): boolean {
  if (state === 'settling' || state === 'open') return true;
  return changedAt >= firstChangeAt && changedAt < settleAt(firstChangeAt, lastChangeAt);
}

async function hold(trx: Trx, move: PendingMove, change: EventChange): Promise<Instant> {
  const changedAt = Math.max(change.changedAt, move.lastChangeAt);
  const dueAt = settleAt(move.state === 'open' ? changedAt : move.firstChangeAt, changedAt);
  await trx
    .updateTable('move')
    .set({
      state: 'settling',
      last_change_at: new Date(changedAt),
      gone_evidence: change.goneEvidence,
      settle_due_at: new Date(dueAt),
      not_asked: null,
      held_back: null,
    })
    .where('move_id', '=', move.moveId)
    .execute();
  return dueAt;
}

/** Only what was counted as an activity can move; whatever ignores it, ignores its changes. */
async function begin(trx: Trx, personId: string, change: EventChange): Promise<Instant | null> {
  const { before, changedAt } = change;
  if (before === null || before.class === 'ignored') return null;
  const dueAt = settleAt(changedAt, changedAt);
  await trx
    .insertInto('move')
    .values({
      ...settlingRow({
        personId,
        eventId: change.eventId,
        before,
        firstChangeAt: changedAt,
        lastChangeAt: changedAt,
      }),
      settle_due_at: new Date(dueAt),
      gone_evidence: change.goneEvidence,
    })
    .execute();
  return dueAt;
}
