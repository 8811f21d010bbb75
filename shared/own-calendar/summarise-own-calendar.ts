import { allocate, summariseWeek, type WeekSplit } from '../calendar/time-split.ts';
import { roleOf, spanOf, type ClassifiedEvent, type CountingSettings } from '../calendar/counting.ts';
import type { ReadingWindow } from '../calendar/ics/reading-window.ts';
import { MINUTE, type Instant, type IsoWeek, type TimeZone } from '../calendar/time.ts';
import { addWeeks, isoWeekOf, weekInterval, weeksBetween } from '../calendar/week.ts';
import type { ActivityType, Because, TimeClass } from '../classification/classification.ts';
import type { OwnCalendar } from './read-own-calendar.ts';
import type { SortedEvent } from './sort-own-calendar.ts';
import { groupKeyOf } from './group-key.ts';

/** An event of the calendar, and what it comes to. */
export interface ReportedEvent extends ClassifiedEvent {
  /** Minutes that it gets of the weeks (domain §4). */
  readonly counted: number;
  readonly because: readonly Because[];
  /** Who is in the room, of an unsure event in a calendar that names people. */
  readonly room: SortedEvent['room'];
  /** Events with the same key are settled together: of one series, or of one title. */
  readonly group: string;
  /** The reader said so. */
  readonly isSettled: boolean;
}

export interface OwnReport {
  /** From the first week with an event to the last, those without any included. */
  readonly weeks: readonly WeekSplit[];
  readonly events: readonly ReportedEvent[];
}

/** What the reader said of events, by group. */
export type Settlements = ReadonlyMap<string, Exclude<TimeClass, 'unsure'>>;

/** The activity that stands for a class where only the class is known. */
const PLAIN_ACTIVITY: Readonly<Record<Exclude<TimeClass, 'unsure'>, ActivityType>> = {
  selling: 'customer_meeting',
  supporting: 'preparation',
  internal: 'team_meeting',
  ignored: 'marker',
};

/** Where the time of a calendar went, week by week and event by event, by the product's one way of counting. */
export function summariseOwnCalendar(
  sorted: readonly SortedEvent[],
  { window, workingHours }: Pick<OwnCalendar, 'window' | 'workingHours'>,
  holidays: CountingSettings['holidays'],
  settlements: Settlements,
): OwnReport {
  const settings: CountingSettings = { workingHours, holidays };
  const events = sorted.map((each) => settle(each, settlements));
  const minutes = new Map<string, number>();
  const weeks = window === null ? [] : occupiedWeeks(events, workingHours.timeZone, window);
  const splits = weeks.map(({ week, present }) => {
    for (const { key, start, end, share } of allocate(
      present,
      weekInterval(week, workingHours.timeZone),
      settings,
    )) {
      minutes.set(key, (minutes.get(key) ?? 0) + ((end - start) / MINUTE) * share);
    }
    return summariseWeek(present, week, settings);
  });
  return {
    weeks: splits,
    events: events.map((event) => ({ ...event, counted: minutes.get(event.key) ?? 0 })),
  };
}

type UncountedEvent = Omit<ReportedEvent, 'counted'>;

/** A state such as cancelled or private stays what it is; only what was unsure is settled by a word. */
function settle({ key, event, classification, room }: SortedEvent, settlements: Settlements): UncountedEvent {
  const group = groupKeyOf(event, key);
  const said = classification.class === 'unsure' ? settlements.get(group) : undefined;
  return {
    key,
    event,
    class: said ?? classification.class,
    activity: said === undefined ? classification.activity : PLAIN_ACTIVITY[said],
    because: classification.because,
    room,
    group,
    isSettled: said !== undefined,
  };
}

interface OccupiedWeek {
  readonly week: IsoWeek;
  readonly present: UncountedEvent[];
}

/**
 * The weeks from the first event to the last, each with the events that touch it, so that a week does not have to look at
 * the whole calendar. What is not counted makes no weeks beyond that in which it begins.
 */
function occupiedWeeks(
  events: readonly UncountedEvent[],
  timeZone: TimeZone,
  window: ReadingWindow,
): readonly OccupiedWeek[] {
  const spans = events.map((event) => {
    const { start, end } = spanOf(event.event, timeZone);
    const from = Math.max(start, window.from);
    const isLong = roleOf(event) !== 'nothing';
    return { event, from, to: Math.max(from, Math.min(end, window.to) - 1), reach: isLong ? end - 1 : from };
  });
  const firstStart = spans.reduce((first, { from }) => Math.min(first, from), Infinity);
  const lastReach = spans.reduce((last, { reach }) => Math.max(last, reach), -Infinity);
  if (!(lastReach >= firstStart)) return [];
  const first = isoWeekOf(firstStart, timeZone);
  const count = weeksBetween(first, isoWeekOf(Math.min(lastReach, window.to - 1), timeZone)) + 1;
  const weeks = Array.from({ length: count }, (_, index): OccupiedWeek => ({
    week: addWeeks(first, index),
    present: [],
  }));
  const starts = weeks.map(({ week }) => weekInterval(week, timeZone).start);
  for (const { event, from, to } of spans) {
    for (let at = lastStartBefore(starts, from); at < count && (starts[at] ?? Infinity) <= to; at += 1) {
      weeks[at]?.present.push(event);
    }
  }
  return weeks;
}

function lastStartBefore(starts: readonly Instant[], instant: Instant): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= instant) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
