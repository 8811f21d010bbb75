import type { CalendarEvent } from '../calendar/event.ts';
import { isConfined } from '../calendar/event.ts';
import type { Instant, IsoWeek, LocalDate, TimeZone } from '../calendar/time.ts';
import { DAY, MINUTE } from '../calendar/time.ts';
import { toLocalDate } from '../calendar/time-zone.ts';
import { isoWeekOf, weekInterval } from '../calendar/week.ts';
import { activityMinutes, isActivity, minutesWithin, sameSlot } from './activity.ts';
import { isClockChange } from './clock-change.ts';
import type { GoneEvidence } from './detect-move.ts';
import { isCut } from './is-cut.ts';
import type { ActivitySnapshot, Move, MoveKind, StandingEvent, Surroundings } from './move.ts';
import { decideMover } from './mover.ts';
import { findSeriesTwin } from './series-twin.ts';
import { openUntil, settleAt } from './settle.ts';
import { whereItStands } from './where-it-stands.ts';

const LEAST_SHIFT = 15 * MINUTE;
const PLANNING_AHEAD = 30 * DAY;
const WEEK = 7 * DAY;

/** One occurrence before the change, and what stands for it now; null = nothing. */
export interface ChangedOccurrence {
  readonly first: ActivitySnapshot;
  readonly last: ActivitySnapshot | null;
}

/** Everything that happened to a whole series, or to all of it from a date on, between two quiet times. */
export interface SeriesChange {
  /** Those concerned that had not begun when it changed. */
  readonly occurrences: readonly ChangedOccurrence[];
  /** All of the series that stands now. */
  readonly standing: readonly ActivitySnapshot[];
  /** Those among them that were first seen with the change: another weekday brings some and takes others. */
  readonly added: readonly ActivitySnapshot[];
  readonly firstChangeAt: Instant;
  readonly lastChangeAt: Instant;
  /** Why the series as a whole is gone; null where it is still there in some shape. */
  readonly goneEvidence: GoneEvidence | null;
  /** The last date on which the series falls, as its master says; null = none is set, or nobody knows. */
  readonly endsOn: LocalDate | null;
  /** In which the series' wall clock is kept. */
  readonly timeZone: TimeZone;
}

export interface SeriesMove {
  readonly move: Move;
  /** How many occurrences that had not begun are concerned, within the window that is read. */
  readonly occurrences: number;
}

interface Parts {
  readonly gone: readonly ChangedOccurrence[];
  readonly shifted: readonly { readonly first: ActivitySnapshot; readonly last: ActivitySnapshot }[];
}

/**
 * The one move that a change of a whole series amounts to, or null where it is none: back where it was, private, or
 * shifted by the clock change alone. Its slots are those of the first occurrence concerned; the minutes lost are those of
 * all of them. A series displaces nothing and is displaced by nothing.
 */
export function detectSeriesMove(change: SeriesChange, around: Surroundings): SeriesMove | null {
  const occurrences = change.occurrences
    .filter(({ first, last }) => isActivity(first) && !isConfined((last ?? first).event))
    .toSorted((a, b) => a.first.event.start - b.first.event.start);
  const parts = replaced(partsOf(occurrences), change.added);
  const kind = kindOf(parts, change, around);
  if (kind === null) return null;
  const concerned = kind === 'series-ended' || kind === 'series-thinned' ? parts.gone : parts.shifted;
  const [anchor] = concerned;
  if (anchor === undefined) return null;
  const twin =
    kind === 'series-ended'
      ? findSeriesTwin({ activity: anchor.first, goneAt: change.firstChangeAt }, around.calendar, around)
      : null;
  if (twin !== null && sameSlot(anchor.first.event, twin.event)) return null;
  const standing = twin?.event ?? (kind === 'series-ended' ? null : standingFor(anchor));
  const move = describe(twin === null ? kind : 'series-rescheduled', anchor, standing, change, around);
  return {
    move: {
      ...move,
      minutesLost: minutesLost([...parts.gone, ...parts.shifted], twin, around),
      twinKey: twin?.key ?? null,
    },
    occurrences: parts.gone.length + parts.shifted.length,
  };
}

function partsOf(occurrences: readonly ChangedOccurrence[]): Parts {
  return {
    gone: occurrences.filter(({ last }) => last === null || !stands(last)),
    shifted: occurrences.flatMap(({ first, last }) =>
      last !== null && stands(last) && !sameSlot(first.event, last.event) ? [{ first, last }] : [],
    ),
  };
}

/** What fell on one day and now falls on another has moved; a day that only entered the window replaces nothing. */
function replaced({ gone, shifted }: Parts, added: readonly ActivitySnapshot[]): Parts {
  const first = gone[0]?.first.event.start ?? Infinity;
  const last = gone.at(-1)?.first.event.start ?? -Infinity;
  const near = added
    .filter(({ event }) => event.start > first - WEEK && event.start < last + WEEK)
    .toSorted((a, b) => a.event.start - b.event.start);
  const moved = gone.flatMap((occurrence, index) => {
    const now = near[index];
    return now === undefined ? [] : [{ first: occurrence.first, last: now }];
  });
  return {
    gone: gone.slice(moved.length),
    shifted: [...shifted, ...moved].toSorted((a, b) => a.first.event.start - b.first.event.start),
  };
}

function stands({ event }: ActivitySnapshot): boolean {
  return !event.isCancelled && event.response !== 'declined';
}

function kindOf({ gone, shifted }: Parts, change: SeriesChange, around: Surroundings): MoveKind | null {
  const [firstGone] = gone;
  const { endsOn, timeZone } = change;
  // What was seen to stand after the series' own end is not gone yet only because nobody has looked there.
  const standing = change.standing.filter(
    (one) => stands(one) && (endsOn === null || toLocalDate(one.event.start, timeZone) <= endsOn),
  );
  if (firstGone !== undefined && isEnded(firstGone.first.event, shifted.length > 0, standing, change))
    return 'series-ended';
  if (isThinned({ gone, shifted }, standing)) return 'series-thinned';
  if (isClockChange(shifted, unmovedOf(change, standing), change.timeZone)) return null;
  if (shifted.some(({ first, last }) => Math.abs(last.event.start - first.event.start) >= LEAST_SHIFT))
    return 'series-rescheduled';
  return shifted.some(({ first, last }) => isCut(first.event, last.event, around)) ? 'shortened' : null;
}

/**
 * What had begun says nothing, for a change of a whole series rewrites its past as well; nor does what came with it: a day
 * that has only entered the window.
 */
function unmovedOf(
  { occurrences, added, firstChangeAt }: SeriesChange,
  standing: readonly ActivitySnapshot[],
): readonly ActivitySnapshot[] {
  const changed = new Set([...occurrences.map(({ first }) => first.key), ...added.map(({ key }) => key)]);
  return standing.filter(({ key, event }) => event.start > firstChangeAt && !changed.has(key));
}

/**
 * Nothing of it stands from there on. Where the rest was given another time as well, its last occurrence may only have
 * left the window: then the series' own end tells.
 */
function isEnded(
  firstGone: CalendarEvent,
  isShifted: boolean,
  standing: readonly ActivitySnapshot[],
  { goneEvidence, endsOn, timeZone }: SeriesChange,
): boolean {
  if (goneEvidence !== null && standing.every(({ event }) => event.start < firstGone.start)) return true;
  if (standing.some(({ event }) => event.start >= firstGone.start)) return false;
  return !isShifted || (endsOn !== null && endsOn < toLocalDate(firstGone.start, timeZone));
}

/** A series that was dragged can lose one occurrence at either edge of the window without being any rarer. */
function isThinned({ gone, shifted }: Parts, standing: readonly ActivitySnapshot[]): boolean {
  const isFollowed = gone.some(({ first }) => standing.some(({ event }) => event.start > first.event.start));
  return isFollowed && gone.length > (shifted.length > 0 ? 1 : 0);
}

function standingFor({ last }: ChangedOccurrence): CalendarEvent | null {
  return last !== null && stands(last) ? last.event : null;
}

function describe(
  kind: MoveKind,
  anchor: ChangedOccurrence,
  standing: CalendarEvent | null,
  change: SeriesChange,
  around: Surroundings,
): Omit<Move, 'twinKey'> {
  const { first, last } = anchor;
  const { firstChangeAt, goneEvidence } = change;
  const { event } = first;
  return {
    key: first.key,
    kind,
    oldStart: event.start,
    oldEnd: event.end,
    ...whereItStands(event, standing, around),
    changedAt: firstChangeAt,
    settledAt: settleAt(firstChangeAt, change.lastChangeAt),
    afterStart: false,
    planning: event.start - firstChangeAt > PLANNING_AHEAD,
    openUntil: openUntil(kind, firstChangeAt),
    displacedBy: null,
    filledBy: null,
    ...decideMover(
      {
        event,
        later: last === null ? [] : [last.event],
        changedAt: firstChangeAt,
        declinedByRep: goneEvidence === 'declined' || last?.event.response === 'declined',
        copyGone: goneEvidence === 'gone-copy' && last === null,
        displacedBy: null,
      },
      around,
    ),
  };
}

/** By week: old minutes less those that still stand in it, be it in the series that stands for this one. */
function minutesLost(
  changed: readonly ChangedOccurrence[],
  twin: StandingEvent | null,
  around: Surroundings,
): number {
  const { timeZone } = around.workingHours;
  const weekOf = (event: CalendarEvent): IsoWeek => isoWeekOf(event.start, timeZone);
  const minutesIn = (week: IsoWeek, events: readonly CalendarEvent[]): number =>
    events.reduce((sum, event) => sum + minutesWithin(event, weekInterval(week, timeZone), around), 0);
  const old = changed.map(({ first }) => first.event);
  const standing = [
    ...changed.flatMap(({ last }) => (last !== null && stands(last) ? [last.event] : [])),
    ...around.calendar
      .map(({ event }) => event)
      .filter(({ seriesKey }) => twin !== null && seriesKey === twin.event.seriesKey),
  ];
  const weeks = new Set(old.map(weekOf));
  return [...weeks].reduce((sum, week) => {
    const before = old.filter((event) => weekOf(event) === week);
    const minutes = before.reduce((total, event) => total + activityMinutes(event, around), 0);
    return sum + Math.max(0, minutes - minutesIn(week, standing));
  }, 0);
}
