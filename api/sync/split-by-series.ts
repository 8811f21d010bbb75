import { concernsMoves, type EventChange } from './record-changes.ts';
import type { Findings } from './write-reading.ts';

export interface SplitChanges {
  /** Of one activity each. */
  readonly alone: readonly EventChange[];
  /** Of a whole series, or of all of it from a date on: by the series' key. */
  readonly series: ReadonlyMap<string, readonly EventChange[]>;
}

/**
 * Tells changes of whole series from those of single activities. What a master told counts; without it two occurrences
 * that changed alike did so with their series, and one did while no other that had not begun stands as before.
 */
export function splitBySeries(changes: readonly EventChange[], matched: Findings['matched']): SplitChanges {
  const relevant = changes.filter(concernsMoves);
  const groups = Map.groupBy(relevant, ({ series }) => series?.key ?? null);
  const alone: EventChange[] = [];
  const series = new Map<string, readonly EventChange[]>();
  for (const [key, group] of groups) {
    if (key !== null && isWhole(key, group, matched))
      series.set(key, withExceptions(key, group, relevant, matched));
    else alone.push(...group);
  }
  const taken = new Set([...series.values()].flat());
  return { alone: alone.filter((change) => !taken.has(change)), series };
}

function isWhole(key: string, group: readonly EventChange[], matched: Findings['matched']): boolean {
  if (group.some(({ series }) => series?.isTold)) return true;
  if (group.length > 1) return true;
  const changed = new Set(group.map(({ eventId }) => eventId));
  const [changedAt = 0] = group.map((change) => change.changedAt);
  return !matched.some(
    ({ known }) =>
      known.seriesKey === key && !changed.has(known.eventId) && (known.current?.start ?? 0) > changedAt,
  );
}

/** Those that had been changed alone before, and ended in the same way as the others now. */
function withExceptions(
  key: string,
  group: readonly EventChange[],
  changes: readonly EventChange[],
  matched: Findings['matched'],
): readonly EventChange[] {
  const seriesOf = new Map(matched.map(({ known }) => [known.eventId, known.seriesKey]));
  const isEndedSo = ({ after }: EventChange): string =>
    after === null ? '' : `${after.isCancelled} ${after.response === 'declined'}`;
  const endings = new Set(group.map(isEndedSo).filter((ending) => ending.includes('true')));
  const exceptions = changes.filter(
    (change) =>
      change.series === null && seriesOf.get(change.eventId) === key && endings.has(isEndedSo(change)),
  );
  return [...group, ...exceptions];
}
