import { Temporal } from 'temporal-polyfill';
import Holidays from 'date-holidays';
import type { Instant, LocalDate } from '../../shared/calendar/time.ts';

/** The weeks that the company's story spans, counted from the sandbox clock's current week (offset 0). */
export interface Story {
  readonly seed: string;
  /** Monday of week 0. */
  readonly monday: LocalDate;
  readonly weeksBack: number;
  readonly weeksAhead: number;
  /** Nothing is created later than this. */
  readonly now: Instant;
  /** Days on which nobody works. */
  readonly holidays: ReadonlySet<LocalDate>;
}

export function createStory(options: Omit<Story, 'holidays'>): Story {
  const first = dayOf(options.monday, -options.weeksBack, 1);
  const last = dayOf(options.monday, options.weeksAhead, 7);
  return { ...options, holidays: swedishHolidays(first, last) };
}

export function weekOffsets(story: Story): number[] {
  return Array.from({ length: story.weeksBack + story.weeksAhead + 1 }, (_, i) => i - story.weeksBack);
}

/** The date of an ISO weekday (1 = Monday) `weeks` away from the week that starts on `monday`. */
export function dayOf(monday: LocalDate, weeks: number, isoDay: number): LocalDate {
  return Temporal.PlainDate.from(monday)
    .add({ days: weeks * 7 + isoDay - 1 })
    .toString();
}

/** Public holidays, and the three eves that the list calls bank holidays: offices are closed all day. */
function swedishHolidays(first: LocalDate, last: LocalDate): Set<LocalDate> {
  const source = new Holidays('SE');
  const years = [...new Set([first, last].map((date) => Number(date.slice(0, 4))))];
  return new Set(
    years
      .flatMap((year) => source.getHolidays(year, 'sv'))
      .filter((day) => day.type === 'public' || day.type === 'bank')
      .map((day) => day.date.slice(0, 10))
      .filter((date) => date >= first && date <= last),
  );
}
