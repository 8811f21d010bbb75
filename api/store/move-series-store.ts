import type { Insertable, Transaction } from 'kysely';
import type { Instant, LocalDate, TimeZone } from '../../shared/calendar/time.ts';
import type { GoneEvidence } from '../../shared/moves/detect-move.ts';
import type { SeriesMove } from '../../shared/moves/detect-series-move.ts';
import { settleAt } from '../../shared/moves/settle.ts';
import type { KnownVersion } from './known-events.ts';
import { verdictColumns } from './move-store.ts';
import type { Database } from './schema.ts';
import { settlingRow } from './settling-row.ts';

type Trx = Transaction<Database>;

/** A change of a whole series, as one round saw it. */
export interface SeriesChangeSeen {
  /** Fingerprint, hexadecimal. */
  readonly key: string;
  /** Those that had not begun, in order of their starts; at least one. */
  readonly occurrences: readonly [OccurrenceSeen, ...OccurrenceSeen[]];
  readonly firstChangeAt: Instant;
  readonly lastChangeAt: Instant;
  readonly goneEvidence: GoneEvidence | null;
  readonly endsOn: LocalDate | null;
  readonly timeZone: TimeZone;
}

export interface OccurrenceSeen {
  readonly eventId: string;
  readonly before: KnownVersion;
}

/**
 * As worker: opens a `settling` move of a series, or holds back the one that is under way or open, and notes how each
 * occurrence stood before. Returns when it is due.
 */
export async function saveSeriesChange(
  trx: Trx,
  personId: string,
  change: SeriesChangeSeen,
): Promise<Instant> {
  const key = Buffer.from(change.key, 'hex');
  const before = await trx
    .selectFrom('move')
    .select(['move_id', 'state', 'first_change_at', 'last_change_at'])
    .where('person_id', '=', personId)
    .where('series_key', '=', key)
    .orderBy('first_change_at', 'desc')
    .forUpdate()
    .execute();
  // A change that is seen late, and was made while an earlier one was still warm, is part of that one.
  const pending =
    before.find(({ state }) => state === 'settling') ??
    before.find(({ state }) => state === 'open') ??
    before.find(
      (row) =>
        change.firstChangeAt >= row.first_change_at &&
        change.firstChangeAt < settleAt(row.first_change_at, row.last_change_at),
    );
  const isOneChange = pending !== undefined && pending.state !== 'open';
  const dueAt = settleAt(isOneChange ? pending.first_change_at : change.lastChangeAt, change.lastChangeAt);
  const seen = {
    state: 'settling' as const,
    last_change_at: new Date(change.lastChangeAt),
    settle_due_at: new Date(dueAt),
    gone_evidence: change.goneEvidence,
    series_ends_on: change.endsOn,
    series_zone: change.timeZone,
  };
  const moveId = pending
    ? await hold(trx, pending.move_id, seen)
    : await begin(trx, personId, { ...newRow(personId, key, change), ...seen });
  await addOccurrences(trx, personId, moveId, change.occurrences);
  return dueAt;
}

async function hold(trx: Trx, moveId: string, seen: Partial<Insertable<Database['move']>>): Promise<string> {
  await trx.updateTable('move').set(seen).where('move_id', '=', moveId).execute();
  return moveId;
}

async function begin(trx: Trx, personId: string, row: Insertable<Database['move']>): Promise<string> {
  const { move_id } = await trx
    .insertInto('move')
    .values({ ...row, person_id: personId })
    .returning('move_id')
    .executeTakeFirstOrThrow();
  return move_id;
}

function newRow(
  personId: string,
  key: Buffer,
  { occurrences: [first], firstChangeAt, lastChangeAt }: SeriesChangeSeen,
): Insertable<Database['move']> {
  return { ...settlingRow({ personId, ...first, firstChangeAt, lastChangeAt }), series_key: key };
}

/** How an occurrence stood before the first change counts. */
async function addOccurrences(
  trx: Trx,
  personId: string,
  moveId: string,
  occurrences: readonly OccurrenceSeen[],
): Promise<void> {
  await trx
    .insertInto('move_occurrence')
    .values(
      occurrences.map(({ eventId, before }) => ({
        move_id: moveId,
        event_id: eventId,
        person_id: personId,
        baseline_version_id: before.versionId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** How each occurrence of a series' move stood before. */
export async function listOccurrences(
  trx: Trx,
  moveId: string,
): Promise<{ readonly eventId: string; readonly baselineVersionId: number }[]> {
  const rows = await trx
    .selectFrom('move_occurrence')
    .select(['event_id', 'baseline_version_id'])
    .where('move_id', '=', moveId)
    .execute();
  return rows.map((row) => ({ eventId: row.event_id, baselineVersionId: row.baseline_version_id }));
}

/** Writes the verdict on a series, on the first occurrence that it concerns. */
export async function saveSeriesMove(
  trx: Trx,
  moveId: string,
  { move, occurrences }: SeriesMove,
  baselineVersionId: number,
  state: 'open' | 'settled',
): Promise<void> {
  await trx
    .updateTable('move')
    .set({
      ...verdictColumns(move, state),
      event_id: move.key,
      baseline_version_id: baselineVersionId,
      occurrences,
    })
    .where('move_id', '=', moveId)
    .execute();
}
