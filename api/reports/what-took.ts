import type { Instant, IsoWeek, TimeZone } from '../../shared/calendar/time.ts';
import { addWeeks, compareWeeks, isoWeekOf, weekStart } from '../../shared/calendar/week.ts';
import type { Moves } from '../../shared/contract/moves.ts';
import { summariseWhatTook } from '../../shared/moves/what-took.ts';
import type { StoredMove } from '../store/stored-move.ts';

/** What took the time is added up over more weeks than are listed: of four there is too little to see. */
const WEEKS_ADDED_UP = 13;

/**
 * What took the time of the reader's own moves: in the weeks that were read, thirteen at most, with the present one.
 * `everMoved` are one rep's.
 */
export function whatTook(
  everMoved: readonly StoredMove[],
  last: IsoWeek,
  zone: TimeZone,
  readingFrom: Instant | null,
): Moves['whatTook'] {
  const earliest = addWeeks(last, 1 - WEEKS_ADDED_UP);
  const begun = readingFrom === null ? earliest : isoWeekOf(readingFrom, zone);
  const first = compareWeeks(begun, earliest) > 0 ? begun : earliest;
  const since = weekStart(first, zone);
  const selling = everMoved.filter((stored) => stored.class === 'selling' && stored.move.changedAt >= since);
  const { moves, hours, rows } = summariseWhatTook(
    selling.map(({ move, occurrences }) => ({ ...move, occurrences })),
  );
  return { weeks: { first, last }, moves, hours, rows: [...rows] };
}
