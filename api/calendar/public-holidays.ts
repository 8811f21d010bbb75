import Holidays from 'date-holidays';
import type { LocalDate } from '../../shared/calendar/time.ts';
import type { Holiday } from '../../shared/calendar/working-hours.ts';

/** Kinds of the package that mean no work all day: public holidays, and the eves on which offices are closed. */
const WHOLE_DAY: ReadonlySet<string> = new Set(['public', 'bank']);
/** Days on which offices commonly close at noon. */
const HALF_DAY = 'optional';
const FROM_NOON = '12:00';

export type HolidaysBetween = (country: string, first: LocalDate, last: LocalDate) => readonly Holiday[];

/**
 * Public holidays and customary eves of a country (ISO 3166-1 alpha-2), both dates included, by date. A country
 * that the calendar does not know has none. Years are worked out once.
 */
export function createHolidayCalendar(): HolidaysBetween {
  const years = new Map<string, readonly Holiday[]>();
  const yearOf = (country: string, year: number): readonly Holiday[] => {
    const key = `${country} ${year}`;
    const known = years.get(key) ?? computeYear(country, year);
    years.set(key, known);
    return known;
  };
  return (country, first, last) => {
    const from = Number(first.slice(0, 4));
    const count = Number(last.slice(0, 4)) - from + 1;
    return Array.from({ length: count }, (_, index) => yearOf(country, from + index))
      .flat()
      .filter(({ date }) => date >= first && date <= last);
  };
}

function computeYear(country: string, year: number): readonly Holiday[] {
  const byDate = new Map<LocalDate, Holiday>();
  for (const { date, type, name } of new Holidays(country).getHolidays(year)) {
    const isWhole = WHOLE_DAY.has(type);
    if (!isWhole && type !== HALF_DAY) continue;
    const day = date.slice(0, 10);
    const known = byDate.get(day);
    if (known && (known.from === '00:00' || !isWhole)) continue;
    byDate.set(day, { date: day, from: isWhole ? '00:00' : FROM_NOON, name });
  }
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}
