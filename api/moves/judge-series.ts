import type { Transaction } from 'kysely';
import { detectSeriesMove, type SeriesMove } from '../../shared/moves/detect-series-move.ts';
import type { Surroundings } from '../../shared/moves/move.ts';
import { isOpen } from '../../shared/moves/settle.ts';
import { closeOpenMove, findChange, voidMove } from '../store/move-store.ts';
import type { SettlingMove, StoredMove } from '../store/stored-move.ts';
import { hastenRefresh } from '../store/prompt-store.ts';
import type { Database } from '../store/schema.ts';
import { listOccurrences, saveSeriesMove } from '../store/move-series-store.ts';
import { goneEvidenceOf } from './judge-change.ts';
import type { SurroundingsDeps } from './load-surroundings.ts';

type Trx = Transaction<Database>;

/** Writes what the change of a whole series amounts to: one move. Returns the twin that it took, if any. */
export async function judgeSeries(
  trx: Trx,
  personId: string,
  change: SettlingMove,
  around: Surroundings,
  deps: SurroundingsDeps,
): Promise<string | null> {
  const judged = await judge(trx, personId, change, around, deps);
  return save(trx, change.moveId, judged, around);
}

/** Looks again at a series that ended: another that stands for it, or the end of its 14 days. Returns its twin. */
export async function reviseOpenSeries(
  trx: Trx,
  personId: string,
  { moveId, move }: StoredMove,
  around: Surroundings,
  deps: SurroundingsDeps,
): Promise<string | null> {
  const change = await findChange(trx, moveId);
  if (change === null) return null;
  const judged = await judge(trx, personId, change, around, deps);
  const isSame = judged?.move.kind === move.kind && judged.move.mover === move.mover;
  if (isSame && isOpen(move, around.now)) return null;
  if (isSame) {
    await closeOpenMove(trx, moveId);
    return null;
  }
  await hastenRefresh(trx, moveId, around.now);
  return save(trx, moveId, judged, around);
}

type Judged = (SeriesMove & { readonly baselineVersionId: number }) | null;

async function judge(
  trx: Trx,
  personId: string,
  change: SettlingMove,
  around: Surroundings,
  deps: SurroundingsDeps,
): Promise<Judged> {
  const { moveId, firstChangeAt, lastChangeAt, series } = change;
  if (series === null) return null;
  const concerned = await listOccurrences(trx, moveId);
  const baselines = await deps.events.listVersionsById(
    trx,
    concerned.map(({ baselineVersionId }) => baselineVersionId),
  );
  const latest = await deps.events.listByIds(
    trx,
    concerned.map(({ eventId }) => eventId),
  );
  const standing = await deps.events.listSeries(trx, personId, series.key);
  const standingOf = new Map(
    latest.filter(({ validTo }) => validTo === null).map((event) => [event.key, event]),
  );
  const judged = detectSeriesMove(
    {
      occurrences: baselines.map((first) => ({ first, last: standingOf.get(first.key) ?? null })),
      standing,
      added: standing.filter(({ firstSeenAt }) => firstSeenAt > firstChangeAt),
      firstChangeAt,
      lastChangeAt,
      goneEvidence: await goneEvidenceOf(trx, change),
      endsOn: series.endsOn,
      timeZone: series.timeZone ?? around.workingHours.timeZone,
    },
    around,
  );
  const baseline = judged && baselines.find(({ key }) => key === judged.move.key);
  return judged && baseline ? { ...judged, baselineVersionId: baseline.versionId } : null;
}

async function save(trx: Trx, moveId: string, judged: Judged, { now }: Surroundings): Promise<string | null> {
  if (judged === null) {
    await voidMove(trx, moveId);
    return null;
  }
  const state = isOpen(judged.move, now) ? 'open' : 'settled';
  await saveSeriesMove(trx, moveId, judged, judged.baselineVersionId, state);
  return judged.move.twinKey;
}
