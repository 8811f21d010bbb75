import { awayIntervals, lunchMinutesOf } from './availability.ts';
import type { ClassifiedEvent, CountingSettings } from './counting.ts';
import { PRESENCE_RANKS, presenceOf, roleOf } from './counting.ts';
import type { CalendarEvent } from './event.ts';
import { mergeIntervals, minutesOfIntervals, subtractIntervals } from './intervals.ts';
import type { Instant, Interval, LocalDate } from './time.ts';
import { addDays, toLocalDate } from './time-zone.ts';
import { workingIntervals } from './working-hours.ts';

/** A stretch of time and how much of it an entry gets; none lies across a border of working hours. */
export interface EntryAllocation {
  readonly entry: ClassifiedEvent;
  readonly start: Instant;
  readonly end: Instant;
  /** 0–1 */
  readonly share: number;
  readonly within: boolean;
}

interface WorkingDay {
  readonly date: LocalDate;
  readonly working: readonly Interval[];
}

/** `allocate` of time-split.ts, with the whole entry instead of its key. */
export function allocateEntries(
  events: readonly ClassifiedEvent[],
  interval: Interval,
  settings: CountingSettings,
): readonly EntryAllocation[] {
  const timed = events.filter((entry) => roleOf(entry) === 'counted');
  const wholeDays = events.filter((entry) => roleOf(entry) === 'day');
  const days = workingDaysIn(interval, settings);
  const working = mergeIntervals(days.flatMap((day) => day.working));
  const stretches = sweep(timed, interval, working);
  if (wholeDays.length === 0) return stretches;
  const filled = fillDays(wholeDays, timed, events, days, settings);
  const clipped = filled.flatMap((stretch) => {
    const start = Math.max(stretch.start, interval.start);
    const end = Math.min(stretch.end, interval.end);
    return end > start ? [{ ...stretch, start, end }] : [];
  });
  return [...stretches, ...clipped].toSorted((a, b) => a.start - b.start);
}

function workingDaysIn(
  interval: Interval,
  { workingHours, holidays }: CountingSettings,
): readonly WorkingDay[] {
  if (interval.end <= interval.start) return [];
  const last = toLocalDate(interval.end - 1, workingHours.timeZone);
  const days: WorkingDay[] = [];
  for (let date = toLocalDate(interval.start, workingHours.timeZone); date <= last; date = addDays(date, 1)) {
    days.push({ date, working: workingIntervals(date, workingHours, holidays) });
  }
  return days;
}

interface Presence extends Interval {
  readonly entry: ClassifiedEvent;
  readonly rank: number;
}

/**
 * Walks once over every start, end and border of working hours. Between two of them nothing changes, and those who are
 * there with the highest presence share the stretch.
 */
function sweep(
  timed: readonly ClassifiedEvent[],
  interval: Interval,
  working: readonly Interval[],
): readonly EntryAllocation[] {
  const presences = timed.map((entry) => presenceWithin(entry, interval)).filter(isSome);
  const starting = presences.toSorted((a, b) => a.start - b.start);
  const ending = presences.toSorted((a, b) => a.end - b.end);
  const borders = [...presences, ...working].flatMap(({ start, end }) => [start, end]);
  const present = Array.from({ length: PRESENCE_RANKS }, () => new Set<Presence>());
  const stretches: EntryAllocation[] = [];
  let started = 0;
  let ended = 0;
  let worked = 0;
  let previous = interval.start;
  for (const at of Float64Array.from(borders).sort()) {
    if (at > previous) {
      const winners = present.findLast((rank) => rank.size > 0) ?? new Set();
      const within = (working[worked]?.start ?? Infinity) <= previous;
      for (const { entry } of winners) {
        stretches.push({ entry, start: previous, end: at, share: 1 / winners.size, within });
      }
      previous = at;
    }
    for (let next = ending[ended]; next && next.end <= at; next = ending[(ended += 1)]) {
      present[next.rank]?.delete(next);
    }
    for (let next = starting[started]; next && next.start <= at; next = starting[(started += 1)]) {
      present[next.rank]?.add(next);
    }
    while ((working[worked]?.end ?? Infinity) <= at) worked += 1;
  }
  return stretches;
}

function presenceWithin(entry: ClassifiedEvent, interval: Interval): Presence | null {
  const start = Math.max(entry.event.start, interval.start);
  const end = Math.min(entry.event.end, interval.end);
  return end > start ? { entry, rank: presenceOf(entry.event), start, end } : null;
}

function isSome<T>(value: T | null): value is T {
  return value !== null;
}

/**
 * All-day events get what timed events, absence and breaks leave of each day's working hours. Lunch has no place in such
 * a day, so it is taken evenly off all that is left. Private time takes nothing here: it changes what is available only.
 */
function fillDays(
  wholeDays: readonly ClassifiedEvent[],
  timed: readonly ClassifiedEvent[],
  events: readonly ClassifiedEvent[],
  days: readonly WorkingDay[],
  settings: CountingSettings,
): readonly EntryAllocation[] {
  const { absences, breaks } = awayIntervals(events, settings);
  const taken = mergeIntervals([...timed.map(({ event }) => event), ...absences, ...breaks]);
  return days.flatMap(({ date, working }) => {
    const winners = strongest(wholeDays.filter(({ event }) => coversDate(event, date)));
    if (winners.length === 0) return [];
    const left = subtractIntervals(working, taken);
    const minutes = minutesOfIntervals(left);
    const net = minutes - lunchMinutesOf(working, breaks, settings.workingHours);
    if (net <= 0) return [];
    const share = net / minutes / winners.length;
    return left.flatMap(({ start, end }) =>
      winners.map((entry) => ({ entry, start, end, share, within: true })),
    );
  });
}

function strongest(entries: readonly ClassifiedEvent[]): readonly ClassifiedEvent[] {
  const top = Math.max(...entries.map(({ event }) => presenceOf(event)));
  return entries.filter(({ event }) => presenceOf(event) === top);
}

function coversDate({ allDay }: CalendarEvent, date: LocalDate): boolean {
  return allDay !== null && allDay.start <= date && date < allDay.end;
}
