import type { Instant } from '../time.ts';
import { MOST_CHANGES_OF_ZONE } from './bounds.ts';
import { DAY_SECONDS, dayOfCivil } from './civil-date.ts';
import { expandRule } from './expand-rule.ts';
import type { IcsObservance, IcsZone } from './ics-calendar.ts';
import { StepBudget } from './step-budget.ts';
import type { ZoneClock } from './zone-clock.ts';

/** A clock that knows from when on it is right. */
export interface VtimezoneClock extends ZoneClock {
  covers(wall: number): boolean;
}

/** Times before these years are read by the last change before them, later ones by the last in them. */
const KNOWN = {
  from: dayOfCivil(1970, 1, 1) * DAY_SECONDS,
  to: dayOfCivil(2101, 1, 1) * DAY_SECONDS,
} as const;
/** Months that are looked at for the rules of one zone: some forty rules, each over all the years. */
const MOST_STEPS = 60_000;

interface Change {
  /** Seconds since 1970-01-01T00:00Z. */
  readonly at: number;
  readonly offsetFrom: number;
  readonly offsetTo: number;
}

/** The clock that a VTIMEZONE describes; null where it describes none, or one that changes too often to be a clock. */
export function vtimezoneClock(zone: IcsZone): VtimezoneClock | null {
  const [first] = zone.observances.toSorted((a, b) => a.start - b.start || a.offsetTo - b.offsetTo);
  if (first === undefined) return null;
  const steps = { steps: MOST_STEPS };
  const changes: Change[] = [];
  for (const observance of zone.observances) {
    const room = MOST_CHANGES_OF_ZONE - changes.length;
    const more = changesOf(observance, room + 1, steps);
    if (more.length > room || steps.steps < 0) return null;
    changes.push(...more);
  }
  changes.sort((a, b) => a.at - b.at);
  const offsetAt = (seconds: number): number => lastBefore(changes, seconds)?.offsetTo ?? first.offsetFrom;
  return {
    covers: (wall) => wall >= first.start,
    toInstant: (wall) => instantOfWall(wall, offsetAt) * 1_000,
    toWall(instant: Instant) {
      const seconds = Math.floor(instant / 1_000);
      return seconds + offsetAt(seconds);
    },
  };
}

/** When this part of the zone begins to hold, at most so many times: at its start, by its rule, and on its dates. */
function changesOf(
  { start, offsetFrom, offsetTo, rule, dates }: IcsObservance,
  most: number,
  steps: { steps: number },
): readonly Change[] {
  const walls = new Set([start, ...dates]);
  if (rule !== null) {
    const budget = new StepBudget(MOST_STEPS, steps, () => false);
    const until = untilOf(rule.until, offsetFrom);
    for (const wall of expandRule(rule, start, { from: Math.max(start, KNOWN.from), to: KNOWN.to }, budget)) {
      if (wall > until || walls.size >= most) break;
      walls.add(wall);
    }
  }
  return [...walls].slice(0, most).map((wall) => ({ at: wall - offsetFrom, offsetFrom, offsetTo }));
}

/** The last start that UNTIL allows, on the clock before the change. */
function untilOf(until: NonNullable<IcsObservance['rule']>['until'], offsetFrom: number): number {
  if (until === null) return Infinity;
  if (until.kind === 'date') return (until.day + 1) * DAY_SECONDS - 1;
  return until.kind === 'utc' ? until.wall + offsetFrom : until.wall;
}

function lastBefore(changes: readonly Change[], seconds: number): Change | undefined {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.at ?? Infinity) <= seconds) low = middle + 1;
    else high = middle;
  }
  return changes[low - 1];
}

/** As `atWallClock` of time-zone.ts, for offsets that a file brings. */
function instantOfWall(wall: number, offsetAt: (seconds: number) => number): number {
  const before = offsetAt(wall - DAY_SECONDS);
  const after = offsetAt(wall + DAY_SECONDS);
  if (before === after) return wall - before;
  const candidates = [wall - before, wall - after].filter((at) => at + offsetAt(at) === wall);
  return candidates.length === 0 ? wall - before : Math.min(...candidates);
}
