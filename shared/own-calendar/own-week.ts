import { layDayStrips, type DayStrip as LaidDay } from '../calendar/day-strips.ts';
import { isConfined } from '../calendar/event.ts';
import { allocate, type Allocation, type CountingSettings } from '../calendar/time-split.ts';
import { addDays, minutesOf, toLocalDate } from '../calendar/time-zone.ts';
import { HOUR, type Instant, type IsoWeek, type LocalDate } from '../calendar/time.ts';
import { weekDates, weekInterval } from '../calendar/week.ts';
import type { WorkingHours } from '../calendar/working-hours.ts';
import type { DayStrip, Week, WeekEvent } from '../contract/week.ts';
import { wholeShares } from '../privacy/rounding.ts';
import type { OwnReport, ReportedEvent } from './summarise-own-calendar.ts';

/** Monday to Friday have a strip, whether or not something is in it. */
const WORKDAYS = 5;
/** Hundreds of events on one another are lines that nobody can tell apart, and more than a page can draw. */
const MOST_BLOCKS_OF_DAY = 400;

/**
 * One week of a report in the shape of *This week*, so that it is drawn by the same charts; null for a week that is not in it.
 * `now` marks today.
 */
export function ownWeek(
  { weeks, events }: OwnReport,
  week: IsoWeek,
  settings: CountingSettings,
  now: Instant,
): Week | null {
  const at = weeks.findIndex((split) => split.week === week);
  const split = weeks[at];
  if (split === undefined) return null;
  const zone = settings.workingHours.timeZone;
  const interval = weekInterval(week, zone);
  const present = events.filter(({ event }) => event.start < interval.end && event.end >= interval.start);
  const allocations = allocate(present, interval, settings);
  const own = Map.groupBy(allocations, ({ key }) => key);
  const days = daysOf(layDayStrips(allocations, weekDates(week), zone), present);
  const { selling, unsure, supporting, internal } = split.minutes;
  return {
    week,
    timeZone: zone,
    previous: weeks[at - 1]?.week ?? null,
    next: weeks[at + 1]?.week ?? null,
    today: toLocalDate(now, zone),
    reading: { state: 'read' },
    hours: hoursAround(days, settings.workingHours),
    days,
    events: present.map((event) => eventRow(event, own.get(event.key) ?? [])),
    split: {
      selling: selling / 60,
      unsure: unsure / 60,
      supporting: supporting / 60,
      internal: internal / 60,
    },
    shares: wholeShares(split.minutes),
    countedHours: split.counted / 60,
    availableHours: split.available / 60,
    corrections: [],
    samples: [],
    suggestions: [],
    isSorting: false,
    burden: { seconds: 0, limit: 0 },
    pausedUntil: null,
  };
}

function daysOf(laid: readonly LaidDay[], events: readonly ReportedEvent[]): DayStrip[] {
  const selling = new Set(events.filter((event) => event.class === 'selling').map(({ key }) => key));
  return laid
    .filter(({ blocks }, index) => index < WORKDAYS || blocks.length > 0)
    .map(({ date, blocks }) => ({
      date,
      sellingHours: blocks
        .filter(({ key }) => selling.has(key))
        .reduce((sum, { from, to, lanes }) => sum + (to - from) / lanes / 60, 0),
      blocks: blocks.slice(0, MOST_BLOCKS_OF_DAY).map(({ key, ...block }) => ({ event: key, ...block })),
    }));
}

/** The working day, and what is counted outside it. */
function hoursAround(days: readonly DayStrip[], { days: working }: WorkingHours): Week['hours'] {
  const spans = [
    ...Object.values(working)
      .flat()
      .map((span) => ({ from: minutesOf(span.from), to: minutesOf(span.to) })),
    ...days.flatMap((day) => day.blocks),
  ];
  const from = spans.reduce((first, span) => Math.min(first, span.from), Infinity);
  const to = spans.reduce((last, span) => Math.max(last, span.to), -Infinity);
  return from < to ? { from: Math.floor(from / 60), to: Math.ceil(to / 60) } : { from: 8, to: 17 };
}

function eventRow(reported: ReportedEvent, own: readonly Allocation[]): WeekEvent {
  const { key, event, class: timeClass, activity, because } = reported;
  const isOpen = timeClass === 'unsure' || reported.isSettled;
  return {
    id: key,
    title: event.title,
    start: new Date(event.start).toISOString(),
    end: new Date(event.end).toISOString(),
    allDay: event.allDay === null ? null : { first: event.allDay.start, last: lastDay(event.allDay) },
    class: timeClass,
    activity,
    because: [...because],
    correction: null,
    standing: isConfined(event) ? 'private' : isOpen ? 'open' : 'settled',
    hours: own.reduce((sum, { start, end, share }) => sum + ((end - start) * share) / HOUR, 0),
  };
}

function lastDay({ start, end }: { readonly start: LocalDate; readonly end: LocalDate }): LocalDate {
  const last = addDays(end, -1);
  return last < start ? start : last;
}
