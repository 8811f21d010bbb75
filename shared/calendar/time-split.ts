import type { ActivityType, SplitClass } from '../classification/classification.ts';
import { allocateEntries } from './allocation.ts';
import { summariseAvailability } from './availability.ts';
import type { ClassifiedEvent, CountingSettings } from './counting.ts';
import type { Instant, Interval, IsoWeek } from './time.ts';
import { MINUTE } from './time.ts';
import { weekDates, weekInterval } from './week.ts';

export type { ClassifiedEvent, CountingSettings } from './counting.ts';

export type SplitMinutes = Readonly<Record<SplitClass, number>>;

/** One person's week (domain §4). All figures are minutes, in fractions where time is shared, never rounded here. */
export interface WeekSplit {
  readonly week: IsoWeek;
  readonly minutes: SplitMinutes;
  /** The sum of `minutes`. */
  readonly counted: number;
  /** Selling, supporting and internal time by activity; what is unsure has no activity to speak of. */
  readonly byActivity: Readonly<Partial<Record<ActivityType, number>>>;
  /** The part of `minutes` outside working hours; never shown per person to others. */
  readonly overtime: SplitMinutes;
  /** The part of `minutes` within working hours. */
  readonly scheduled: number;
  readonly available: number;
  readonly unscheduled: number;
  /** Scheduled ÷ available; 0 where nothing is available. */
  readonly coverage: number;
  /** Working minutes of the same week without holidays and events, lunch taken off. */
  readonly normal: number;
  readonly absence: number;
  /** At least 60 % of `normal` is available; other weeks are left out of every pattern. */
  readonly valid: boolean;
}

/** Where the time of `week` went: the week of the working hours' zone. */
export function summariseWeek(
  events: readonly ClassifiedEvent[],
  week: IsoWeek,
  settings: CountingSettings,
): WeekSplit {
  const interval = weekInterval(week, settings.workingHours.timeZone);
  const minutes = noMinutes();
  const overtime = noMinutes();
  const byActivity: Partial<Record<ActivityType, number>> = {};
  let scheduled = 0;
  for (const { entry, start, end, share, within } of allocateEntries(events, interval, settings)) {
    const { class: timeClass, activity } = entry;
    if (timeClass === 'ignored') continue;
    const taken = ((end - start) / MINUTE) * share;
    minutes[timeClass] += taken;
    if (within) scheduled += taken;
    else overtime[timeClass] += taken;
    if (timeClass !== 'unsure') byActivity[activity] = (byActivity[activity] ?? 0) + taken;
  }
  const { available, absence, normal } = summariseAvailability(events, weekDates(week), settings);
  return {
    week,
    minutes,
    counted: minutes.selling + minutes.unsure + minutes.supporting + minutes.internal,
    byActivity,
    overtime,
    scheduled,
    available,
    unscheduled: Math.max(0, available - scheduled),
    coverage: available > 0 ? scheduled / available : 0,
    normal,
    absence,
    valid: normal > 0 && available * 10 >= normal * 6,
  };
}

/** A stretch of time and how much of it an event gets. */
export interface Allocation {
  readonly key: string;
  readonly start: Instant;
  readonly end: Instant;
  /** 0–1: of the stretch's minutes. */
  readonly share: number;
  /** Whether the stretch lies inside working hours; none lies across their border. */
  readonly within: boolean;
}

/**
 * Who gets which stretch of `interval`, by presence (domain §4), in order of time; the rest of the interval is nobody's. An
 * all-day event's share is spread over what the day's working hours have left, less lunch.
 */
export function allocate(
  events: readonly ClassifiedEvent[],
  interval: Interval,
  settings: CountingSettings,
): readonly Allocation[] {
  return allocateEntries(events, interval, settings).map(({ entry, start, end, share, within }) => ({
    key: entry.key,
    start,
    end,
    share,
    within,
  }));
}

function noMinutes(): Record<SplitClass, number> {
  return { selling: 0, unsure: 0, supporting: 0, internal: 0 };
}
