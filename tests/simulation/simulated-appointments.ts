import type { CalendarEvent } from '../../shared/calendar/event.ts';
import type { Instant, Interval, LocalDate } from '../../shared/calendar/time.ts';
import { DAY, HOUR, MINUTE } from '../../shared/calendar/time.ts';
import { addDays, atWallClock, toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { WorkingHours } from '../../shared/calendar/working-hours.ts';
import type { ActivitySnapshot, Move, MoveKind, Mover } from '../../shared/moves/move.ts';
import { openUntil } from '../../shared/moves/settle.ts';
import { anAttendee, classified } from '../factories/event.ts';
import { aMove } from '../unit/prompts/waiting-move.ts';
import type { Dice } from './dice.ts';

/** One activity with where it stood from when on, and the moves between. */
export interface Appointment {
  readonly activity: ActivitySnapshot;
  /** `slot` null = it is gone. In order of time. */
  readonly placements: readonly { readonly from: Instant; readonly slot: Interval | null }[];
  readonly moves: readonly { readonly id: string; readonly move: Move }[];
}

interface Around {
  readonly workingHours: WorkingHours;
  /** What share of the rep's appointments moves. */
  readonly restlessness: number;
  readonly away: readonly { readonly interval: Interval; readonly knownAt: Instant }[];
}

const CLASSES = { selling: 55, internal: 30, supporting: 10, unsure: 5 };
const KINDS = {
  postponed: 45,
  cancelled: 16,
  rebooked: 10,
  declined: 6,
  advanced: 6,
  shifted: 10,
  shortened: 4,
  overbooked: 3,
};
const MOVERS = {
  'rep-alone': 42,
  displaced: 18,
  customer: 24,
  colleague: 8,
  unknown: 8,
};
const GONE: ReadonlySet<MoveKind> = new Set(['cancelled', 'declined']);
const MOST_MOVES = 3;

/** Two to seven appointments of a working day, each booked at its time and some of them moved, up to three times. */
export function appointmentsOf(
  person: string,
  date: LocalDate,
  around: Around,
  dice: Dice,
): readonly Appointment[] {
  // Something comes up, and the whole next day is put off in one go.
  const clearedAt = dice.chance(0.03)
    ? atWallClock(addDays(date, -1), '16:00', around.workingHours.timeZone)
    : Infinity;
  return Array.from({ length: dice.whole(2, 7) }, (_, index) =>
    appointmentOf(`${person}/${date}/${index}`, date, { ...around, clearedAt }, dice),
  );
}

function appointmentOf(
  key: string,
  date: LocalDate,
  around: Around & { readonly clearedAt: Instant },
  dice: Dice,
): Appointment {
  const opens = atWallClock(date, '08:00', around.workingHours.timeZone);
  const start = opens + dice.whole(0, 32) * 15 * MINUTE;
  const slot = { start, end: start + dice.whole(1, 4) * 30 * MINUTE };
  const bookedAt = start - dice.between(0.2, 14) * DAY;
  const activity = activityOf(key, slot, dice);
  const ill = around.away.find(
    ({ interval, knownAt }) => knownAt > bookedAt && interval.start <= start && start < interval.end,
  );
  const placements: { from: Instant; slot: Interval | null }[] = [{ from: bookedAt, slot }];
  const moves: { id: string; move: Move }[] = [];
  const note = (move: Move): void => {
    moves.push({ id: `${key}#${moves.length}`, move });
    const { newStart, newEnd } = move;
    placements.push({
      from: move.changedAt,
      slot: newStart !== null && newEnd !== null ? { start: newStart, end: newEnd } : null,
    });
  };
  const clearedAt = ill?.knownAt ?? around.clearedAt;
  if (clearedAt > bookedAt && clearedAt < Infinity) {
    const kind = ill ? 'cancelled' : 'postponed';
    note(moveOf(key, kind, 'rep-alone', slot, clearedAt + dice.between(0, 8) * MINUTE, dice));
    return { activity, placements, moves };
  }
  for (let turn = 0; turn < MOST_MOVES; turn += 1) {
    const standing = placements.at(-1);
    if (!standing?.slot || !dice.chance(around.restlessness)) break;
    const changedAt = changeDate(standing.slot.start, around.workingHours, dice);
    if (changedAt <= standing.from || changedAt >= standing.slot.start) break;
    note(moveOf(key, dice.pick(KINDS), dice.pick(MOVERS), standing.slot, changedAt, dice));
  }
  return { activity, placements, moves };
}

function activityOf(key: string, slot: Interval, dice: Dice): ActivitySnapshot {
  const isPrivate = dice.chance(0.04);
  const event: Partial<CalendarEvent> = {
    id: key,
    ...slot,
    attendees: [anAttendee('eva.strand@nordlast.example')],
    sensitivity: isPrivate ? 'private' : 'normal',
    title: isPrivate ? '' : 'Demo Nordlast',
  };
  const confidence = dice.chance(0.8) ? dice.between(0.8, 1) : dice.between(0.5, 0.8);
  return { ...classified(dice.pick(CLASSES), event), confidence };
}

/** Up to five days ahead; mostly while people work, at times in the evening or at the weekend. */
function changeDate(start: Instant, { timeZone }: WorkingHours, dice: Dice): Instant {
  const date = toLocalDate(start - dice.between(0, 5) * DAY, timeZone);
  const hour = dice.chance(0.85) ? dice.between(8, 17) : dice.between(17, 23.5);
  return atWallClock(date, '00:00', timeZone) + Math.floor(hour * 60) * MINUTE;
}

function moveOf(
  key: string,
  kind: MoveKind,
  mover: Mover,
  old: Interval,
  changedAt: Instant,
  dice: Dice,
): Move {
  const stands = GONE.has(kind) ? null : newSlot(kind, old, dice);
  const isCopyGone = kind === 'cancelled' && mover === 'unknown';
  return aMove({
    key,
    kind,
    mover,
    moverEvidence: isCopyGone ? 'copy-gone' : 'nothing-known',
    direction: stands === null || stands.start === old.start ? null : directionOf(stands, old),
    oldStart: old.start,
    oldEnd: old.end,
    newStart: stands?.start ?? null,
    newEnd: stands?.end ?? null,
    workingDays: stands === null ? null : Math.round((stands.start - old.start) / DAY),
    changedAt,
    openUntil: openUntil(kind, changedAt),
    twinKey: kind === 'rebooked' ? `${key}-again` : null,
  });
}

function newSlot(kind: MoveKind, { start, end }: Interval, dice: Dice): Interval {
  switch (kind) {
    case 'advanced':
      return { start: start - DAY, end: end - DAY };
    case 'shifted':
      return { start: start + HOUR, end: end + HOUR };
    case 'shortened':
      return { start, end: start + (end - start) / 2 };
    case 'overbooked':
      return { start, end };
    default: {
      const days = dice.pick({ 1: 3, 2: 2, 5: 2, 7: 5, 14: 2 });
      return { start: start + Number(days) * DAY, end: end + Number(days) * DAY };
    }
  }
}

function directionOf(stands: Interval, old: Interval): 'later' | 'earlier' {
  return stands.start > old.start ? 'later' : 'earlier';
}
