import type { CalendarEvent } from '../calendar/event.ts';
import { isConfined } from '../calendar/event.ts';
import type { Instant } from '../calendar/time.ts';
import { DAY, MINUTE } from '../calendar/time.ts';
import { workingDaysBetween } from '../calendar/working-hours.ts';
import { isActivity, sameSlot } from './activity.ts';
import { displacedBy, filledBy, slotLeft } from './displacement.ts';
import { isCut } from './is-cut.ts';
import type { ActivitySnapshot, Displacement, Move, MoveKind, Surroundings } from './move.ts';
import type { MoverVerdict } from './mover.ts';
import { decideMover } from './mover.ts';
import { openUntil, settleAt } from './settle.ts';
import { whereItStands } from './where-it-stands.ts';
import { findTwin } from './twin.ts';

const LEAST_SHIFT = 15 * MINUTE;
const AFTER_START = DAY;
const PLANNING_AHEAD = 30 * DAY;

/**
 * Why an event is gone. `cancelled`: it was seen with `isCancelled`. `gone-own`: it left the organizer's own calendar.
 * `gone-copy`: the rep's copy of another's meeting left, and nothing says why. `declined`: it left after the rep's
 * declined response was seen.
 */
export type GoneEvidence = 'cancelled' | 'gone-own' | 'gone-copy' | 'declined';

/** Everything that happened to one activity between two quiet times. */
export interface ActivityChange {
  /** The last settled version. */
  readonly first: ActivitySnapshot;
  /** The version that stands when it has settled; null = gone. */
  readonly last: ActivitySnapshot | null;
  /** Versions seen in between, if any: an attendee's decline is reset by the next new time. */
  readonly between?: readonly ActivitySnapshot[];
  readonly firstChangeAt: Instant;
  readonly lastChangeAt: Instant;
  /** null where it is still there, or where nobody knows what became of it. */
  readonly goneEvidence: GoneEvidence | null;
}

/**
 * The move that a settled change amounts to, or null where it is none: back where it was, another title or room,
 * private, unknown why it is gone, or dated more than 24 h after the old start. Single activities only: what happens
 * to a whole series is `detectSeriesMove`.
 */
export function detectMove(change: ActivityChange, around: Surroundings): Move | null {
  const { first, last, between = [], firstChangeAt } = change;
  const lastSeen = last ?? between.at(-1) ?? first;
  if (!isActivity(first) || isConfined(lastSeen.event)) return null;
  if (firstChangeAt - first.event.start > AFTER_START) return null;
  const outcome = outcomeOf(change, around);
  return outcome === null ? null : describe(change, outcome, around);
}

interface Outcome {
  readonly kind: MoveKind;
  /** Where the activity stands now; null = nowhere. */
  readonly standing: CalendarEvent | null;
  readonly twinKey: string | null;
}

function outcomeOf(change: ActivityChange, around: Surroundings): Outcome | null {
  const { first, last, firstChangeAt } = change;
  const gone = disappearance(change);
  if (gone !== null) {
    const twin = findTwin({ activity: first, goneAt: firstChangeAt }, around.calendar, around);
    if (twin === null) return { kind: gone, standing: null, twinKey: null };
    if (sameSlot(first.event, twin.event)) return null;
    return { kind: 'rebooked', standing: twin.event, twinKey: twin.key };
  }
  const kind = last === null ? null : kindOfNewTime(first.event, last.event, around);
  return last === null || kind === null ? null : { kind, standing: last.event, twinKey: null };
}

function disappearance({ last, goneEvidence }: ActivityChange): 'cancelled' | 'declined' | null {
  if (last === null && goneEvidence === null) return null;
  if (last?.event.isCancelled || goneEvidence === 'cancelled' || goneEvidence === 'gone-own')
    return 'cancelled';
  return last === null || last.event.response === 'declined' ? 'declined' : null;
}

function kindOfNewTime(old: CalendarEvent, now: CalendarEvent, around: Surroundings): MoveKind | null {
  if (sameSlot(old, now) || isMovedWithSeries(old, now)) return null;
  const { workingHours, holidays } = around;
  const workingDays = workingDaysBetween(old.start, now.start, workingHours, holidays);
  if (workingDays >= 1) return 'postponed';
  if (workingDays <= -1) return 'advanced';
  if (Math.abs(now.start - old.start) >= LEAST_SHIFT) return 'shifted';
  return isCut(old, now, around) ? 'shortened' : null;
}

/**
 * An occurrence moved on its own becomes an exception. One that is still an occurrence at another time followed its
 * series: a new zone label or the clock change shifts it by an hour without anybody moving it, and a new pattern is a
 * change of the series.
 */
function isMovedWithSeries(old: CalendarEvent, now: CalendarEvent): boolean {
  return old.type === 'occurrence' && now.type === 'occurrence';
}

function describe(change: ActivityChange, { kind, standing, twinKey }: Outcome, around: Surroundings): Move {
  const { first, firstChangeAt } = change;
  const { event } = first;
  const afterStart = firstChangeAt >= event.start;
  const slots = {
    kind,
    oldStart: event.start,
    oldEnd: event.end,
    ...whereItStands(event, standing, around),
  };
  const left = {
    slot: slotLeft(slots),
    firstChangeAt,
    not: twinKey === null ? [first.key] : [first.key, twinKey],
  };
  const displacement = afterStart ? null : displacedBy(left, around);
  return {
    key: first.key,
    ...slots,
    changedAt: firstChangeAt,
    settledAt: settleAt(firstChangeAt, change.lastChangeAt),
    afterStart,
    planning: event.start - firstChangeAt > PLANNING_AHEAD,
    openUntil: openUntil(kind, firstChangeAt),
    displacedBy: displacement,
    filledBy: filledBy(left, event.start, around),
    ...moverOf(change, displacement, around),
    twinKey,
  };
}

function moverOf(change: ActivityChange, displacement: Displacement, around: Surroundings): MoverVerdict {
  const { first, last, between = [], goneEvidence } = change;
  const inputs = {
    event: first.event,
    later: [...between, ...(last === null ? [] : [last])].map(({ event }) => event),
    changedAt: change.firstChangeAt,
    declinedByRep: goneEvidence === 'declined' || last?.event.response === 'declined',
    copyGone: last === null && goneEvidence === 'gone-copy',
    displacedBy: displacement,
  };
  return decideMover(inputs, around);
}
