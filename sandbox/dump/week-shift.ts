import { DAY, HOUR, MINUTE, type Instant, type LocalDate } from '../../shared/calendar/time.ts';
import { addDays, atWallClock, dayOf, wallClock } from '../../shared/calendar/time-zone.ts';
import { addWeeks, isIsoWeek } from '../../shared/calendar/week.ts';
import { shiftOccurrenceKeys } from '../calendar/graph-id.ts';
import { shiftDeltaLink } from '../graph/delta-token.ts';

/** Moves what was recorded by whole weeks, so that everything stays on its weekday and at its time of day. */
export interface WeekShift {
  readonly weeks: number;
  /** By the company's clock: ten o'clock stays ten o'clock when the clocks change in between. */
  instant(at: Instant): Instant;
  date(date: LocalDate): LocalDate;
  /** JSON, or a text: every instant, date and week in it, every id that holds a date, and delta links. */
  json(value: unknown): unknown;
}

/** All of the company lives by this clock; Oslo's is the same. */
const HOME_ZONE = 'Europe/Stockholm';
/** Whole numbers between these are instants and nothing else; `FOREVER` lies beyond and stays. */
const [EARLIEST, LATEST] = [Date.UTC(2015, 0, 1), Date.UTC(2100, 0, 1)];

/** `generation` = the telling of the story for which delta links are to hold. */
export function createWeekShift(weeks: number, generation: number): WeekShift {
  const byHour = new Map<number, number>();
  const instant = (at: Instant): Instant => {
    if (at < EARLIEST || at >= LATEST) return at;
    // Offsets change at whole hours, so all instants of one hour move by the same.
    const hour = Math.floor(at / HOUR);
    let delta = byHour.get(hour);
    if (delta === undefined) {
      delta = shiftedByClock(hour * HOUR, weeks) - hour * HOUR;
      byHour.set(hour, delta);
    }
    return at + delta;
  };
  const date = (day: LocalDate) => addDays(day, 7 * weeks);
  const shiftText = (text: string): string => {
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return date(text);
    if (/^\d{4}-W\d\d$/.test(text) && isIsoWeek(text)) return addWeeks(text, weeks);
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return new Date(instant(Date.parse(text))).toISOString();
    if (text.includes('deltatoken=')) return shiftDeltaLink(text, { instant, generation });
    const named = /^(.*\|)(\d{4}-\d\d-\d\d)$/s.exec(text);
    if (named) return `${named[1]}${date(named[2] ?? '')}`;
    return shiftOccurrenceKeys(text, 7 * weeks);
  };
  const json = (value: unknown): unknown => {
    if (typeof value === 'string') return shiftText(value);
    if (typeof value === 'number') return Number.isInteger(value) ? instant(value) : value;
    if (Array.isArray(value)) return value.map(json);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [shiftText(name), json(one)]));
  };
  return { weeks, instant, date, json };
}

function shiftedByClock(at: Instant, weeks: number): Instant {
  const { date, minutes } = wallClock(at, HOME_ZONE);
  const part = (value: number) => String(value).padStart(2, '0');
  const time = `${part(Math.floor(minutes / 60))}:${part(minutes % 60)}`;
  return atWallClock(addDays(date, 7 * weeks), time, HOME_ZONE) + (at % MINUTE);
}

/** Whole weeks from one Monday to another. */
export function weeksBetweenMondays(from: LocalDate, to: LocalDate): number {
  return (dayOf(to) - dayOf(from)) / 7;
}

/** A day of the calendar, whatever its clock does: the midnights of all-day events in UTC. */
export function shiftFloating(at: Instant, weeks: number): Instant {
  return at + 7 * weeks * DAY;
}
