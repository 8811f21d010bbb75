import type { ClassifiedEvent } from '../calendar/counting.ts';
import { isConfined } from '../calendar/event.ts';
import { allocate } from '../calendar/time-split.ts';
import { MINUTE } from '../calendar/time.ts';
import { isActivity } from './activity.ts';
import type { ActivitySnapshot, Displacement, Move, Surroundings } from './move.ts';
import { decideMover } from './mover.ts';
import { organizerRole, othersIn, repOrganizes } from './participants.ts';

const LEAST_SHARE = 0.5;

/** Selling time that the rep has set aside for themselves. */
export function isSellingBlockAlone(
  { event, class: timeClass, ...rest }: ClassifiedEvent,
  self: string,
): boolean {
  if (timeClass !== 'selling' || event.allDay !== null || isConfined(event)) return false;
  const isAlone = repOrganizes(event, self) && othersIn(event, self).length === 0;
  return isAlone && isActivity({ event, class: timeClass, ...rest });
}

/**
 * A selling block alone that gets less than half of its minutes by domain §4, in `calendar` as it stood at the block's own
 * start, itself included: displaced by the event that takes most of it. Null where it gets enough. Counted, never asked.
 */
export function detectOverbooked(
  block: ActivitySnapshot,
  calendar: readonly ClassifiedEvent[],
  around: Pick<Surroundings, 'self' | 'ownDomains' | 'reportingLine' | 'workingHours' | 'holidays'>,
): Move | null {
  const { event } = block;
  if (!isSellingBlockAlone(block, around.self)) return null;
  const minutes = (event.end - event.start) / MINUTE;
  const taken = minutesByKey(block, calendar, around);
  const kept = taken.get(block.key) ?? 0;
  if (minutes === 0 || kept >= LEAST_SHARE * minutes) return null;
  const displacement = mostOf(taken, block, calendar, around);
  return {
    key: block.key,
    kind: 'overbooked',
    direction: null,
    oldStart: event.start,
    oldEnd: event.end,
    newStart: event.start,
    newEnd: event.end,
    workingDays: 0,
    minutesLost: minutes - kept,
    changedAt: event.start,
    settledAt: event.start,
    afterStart: false,
    planning: false,
    openUntil: null,
    displacedBy: displacement,
    filledBy: null,
    ...decideMover(
      {
        event,
        later: [],
        changedAt: event.start,
        declinedByRep: false,
        copyGone: false,
        displacedBy: displacement,
      },
      around,
    ),
    twinKey: null,
  };
}

function minutesByKey(
  { event }: ActivitySnapshot,
  calendar: readonly ClassifiedEvent[],
  settings: Pick<Surroundings, 'workingHours' | 'holidays'>,
): Map<string, number> {
  const taken = new Map<string, number>();
  for (const { key, start, end, share } of allocate(calendar, event, settings))
    taken.set(key, (taken.get(key) ?? 0) + ((end - start) / MINUTE) * share);
  return taken;
}

function mostOf(
  taken: ReadonlyMap<string, number>,
  block: ActivitySnapshot,
  calendar: readonly ClassifiedEvent[],
  around: Pick<Surroundings, 'self' | 'ownDomains' | 'reportingLine'>,
): Displacement {
  const [most] = calendar
    .filter(({ key }) => key !== block.key && (taken.get(key) ?? 0) > 0)
    .toSorted((a, b) => (taken.get(b.key) ?? 0) - (taken.get(a.key) ?? 0) || (a.key < b.key ? -1 : 1));
  if (most === undefined) return null;
  return {
    key: most.key,
    class: most.class,
    role: organizerRole(most.event, around),
    minutes: taken.get(most.key) ?? 0,
  };
}
