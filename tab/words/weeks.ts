import type { IsoWeek, LocalDate } from '../../shared/calendar/time.ts';
import type { Language, Translate } from './create-i18n.ts';

const NBSP = '\u00a0';
const DAY = 86_400_000;

/** `47` of `2026-W47`. */
export function weekNumber(week: IsoWeek): number {
  return Number(week.slice(6));
}

/**
 * Names weeks as the language does: `v. 44–47` or `weeks 44–47`, `v. 44, 46–47` where some are missing.
 * `weeks` runs upwards.
 */
export function formatWeeks(weeks: readonly IsoWeek[], language: Language): string {
  const runs = formatRuns(weeks);
  if (language === 'sv') return `v.${NBSP}${runs}`;
  return `${weeks.length > 1 ? 'weeks' : 'week'}${NBSP}${runs}`;
}

/** As `formatWeeks`, for all the weeks from the first to the last. */
export function formatWeekSpan(first: IsoWeek, last: IsoWeek, language: Language): string {
  if (first === last) return formatWeeks([first], language);
  const span = `${weekNumber(first)}–${weekNumber(last)}`;
  return language === 'sv' ? `v.${NBSP}${span}` : `weeks${NBSP}${span}`;
}

/** `25 nov` or `25 Nov`; the year is never in doubt on a page of half a year. */
export function formatDay(date: LocalDate, t: Translate): string {
  return `${Number(date.slice(8))}${NBSP}${t(`months.${monthOf(date)}`)}`;
}

/** The month that a week belongs to: its Thursday's, as ISO 8601 gives weeks to years. */
export function monthOfWeek(week: IsoWeek): Month {
  return monthOf(new Date(mondayOf(week) + 3 * DAY).toISOString());
}

export type Month = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

function formatRuns(weeks: readonly IsoWeek[]): string {
  const runs: { first: IsoWeek; last: IsoWeek }[] = [];
  for (const week of weeks) {
    const run = runs.at(-1);
    if (run !== undefined && mondayOf(week) - mondayOf(run.last) === 7 * DAY) run.last = week;
    else runs.push({ first: week, last: week });
  }
  return runs
    .map(({ first, last }) =>
      first === last ? String(weekNumber(first)) : `${weekNumber(first)}–${weekNumber(last)}`,
    )
    .join(', ');
}

/** Midnight UTC of the week's Monday: week 1 holds 4 January. */
function mondayOf(week: IsoWeek): number {
  const fourth = Date.UTC(Number(week.slice(0, 4)), 0, 4);
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return fourth - weekday * DAY + (weekNumber(week) - 1) * 7 * DAY;
}

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

function monthOf(date: string): Month {
  const month = MONTHS[Number(date.slice(5, 7)) - 1];
  if (month === undefined) throw new RangeError(`Not a date: ${date}.`);
  return month;
}
