import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Move } from '../../shared/moves/move.ts';
import { at } from './instant.ts';
import type { Database } from './schema.ts';
import { changeOf, openMove, type SettlingMove, type StoredMove } from './stored-move.ts';

type Trx = Transaction<Database>;

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
