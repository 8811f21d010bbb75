import type { Transaction } from 'kysely';
import type { TimeZone } from '../../shared/calendar/time.ts';
import { toIanaZone } from '../../shared/calendar/windows-zone.ts';
import { hastenSettling } from '../store/mailbox-store.ts';
import { type OccurrenceSeen, saveSeriesChange, type SeriesChangeSeen } from '../store/move-series-store.ts';
import type { Database } from '../store/schema.ts';
import type { EventChange } from './record-changes.ts';
import type { Masters } from './series-masters.ts';

type Trx = Transaction<Database>;

/**
 * As worker: opens one `settling` move for each series that changed, or holds back one that is under way. Only
 * occurrences that had not begun are concerned. Returns how many series.
 */
export async function recordSeriesChanges(
  trx: Trx,
  personId: string,
  changed: ReadonlyMap<string, readonly EventChange[]>,
  masters: Masters,
  timeZone: TimeZone,
): Promise<number> {
  const seen = [...changed].flatMap(
    ([key, changes]) => seriesChangeOf(key, changes, masters, timeZone) ?? [],
  );
  const dueTimes: number[] = [];
  for (const change of seen) dueTimes.push(await saveSeriesChange(trx, personId, change));
  if (dueTimes.length > 0) await hastenSettling(trx, [personId], Math.min(...dueTimes));
  return dueTimes.length;
}

function seriesChangeOf(
  key: string,
  changes: readonly EventChange[],
  masters: Masters,
  timeZone: TimeZone,
): SeriesChangeSeen | null {
  const [first, ...rest] = changes
    .flatMap((change) => occurrenceOf(change) ?? [])
    .toSorted((a, b) => a.before.start - b.before.start);
  if (first === undefined) return null;
  const dates = changes.map(({ changedAt }) => changedAt);
  const masterId = changes.find(({ series }) => series !== null)?.series?.masterId ?? null;
  const master = masterId === null ? undefined : masters.get(masterId);
  const isGone = master === null || master?.isDeleted === true;
  return {
    key,
    occurrences: [first, ...rest],
    firstChangeAt: Math.min(...dates),
    lastChangeAt: Math.max(...dates),
    goneEvidence: isGone ? (changes.find(({ after }) => after === null)?.goneEvidence ?? null) : null,
    endsOn: master?.endsOn ?? null,
    timeZone: toIanaZone(master?.timeZone ?? '', timeZone),
  };
}

/** One that comes back had been gone; its end was a change of its own. */
function occurrenceOf({ eventId, before, changedAt }: EventChange): OccurrenceSeen | null {
  if (before === null || before.class === 'ignored' || before.start <= changedAt) return null;
  return { eventId, before };
}
