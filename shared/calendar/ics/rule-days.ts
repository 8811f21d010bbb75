import { civilOfDay, dayOfCivil, daysInMonth, weekdayOfDay } from './civil-date.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';

/** Days, both included. */
export interface Period {
  readonly first: number;
  readonly last: number;
}

/** The year, month, week or day that comes `steps` after the one of `firstDay`. */
export function periodAt(rule: RecurrenceRule, firstDay: number, steps: number): Period {
  const { year, month } = civilOfDay(firstDay);
  switch (rule.frequency) {
    case 'YEARLY':
      return yearPeriod(rule, year + steps);
    case 'MONTHLY': {
      const months = year * 12 + month - 1 + steps;
      const [inYear, inMonth] = [Math.floor(months / 12), (months % 12) + 1];
      const first = dayOfCivil(inYear, inMonth, 1);
      return { first, last: first + daysInMonth(inYear, inMonth) - 1 };
    }
    case 'WEEKLY': {
      const first = weekBegin(firstDay, rule.weekStart) + 7 * steps;
      return { first, last: first + 6 };
    }
    default:
      return { first: firstDay + steps, last: firstDay + steps };
  }
}

/** A year by the calendar; of whole weeks where the rule names weeks, which begin and end in the neighbours. */
function yearPeriod(rule: RecurrenceRule, year: number): Period {
  if (rule.weeks.length === 0) return { first: dayOfCivil(year, 1, 1), last: dayOfCivil(year, 12, 31) };
  return { first: firstWeekOf(year, rule.weekStart), last: firstWeekOf(year + 1, rule.weekStart) - 1 };
}

/** Whether a day fits all parts of a rule that speak of days; what they leave open is as in the first start. */
export function createDayFilter(rule: RecurrenceRule, firstDay: number): (day: number) => boolean {
  const { months, weeks, yearDays, monthDays, weekdays } = withDefaults(rule, firstDay);
  const isWeekday = createWeekdayFilter(rule, weekdays);
  return (day) => {
    const { year, month, day: date } = civilOfDay(day);
    if (months.length > 0 && !months.includes(month)) return false;
    if (monthDays.length > 0 && !isAmong(monthDays, date, daysInMonth(year, month))) return false;
    if (weekdays.length > 0 && !isWeekday(day, year, month)) return false;
    if (yearDays.length > 0) {
      const first = dayOfCivil(year, 1, 1);
      if (!isAmong(yearDays, day - first + 1, dayOfCivil(year + 1, 1, 1) - first)) return false;
    }
    return weeks.length === 0 || isInWeeks(day, year, weeks, rule.weekStart);
  };
}

type DayParts = Pick<RecurrenceRule, 'months' | 'weeks' | 'yearDays' | 'monthDays' | 'weekdays'>;

function withDefaults(rule: RecurrenceRule, firstDay: number): DayParts {
  const { frequency, months, weeks, yearDays, monthDays, weekdays } = rule;
  const parts = { months, yearDays, monthDays, weekdays, weeks: frequency === 'YEARLY' ? weeks : [] };
  if (weekdays.length + monthDays.length + yearDays.length > 0) return parts;
  const first = civilOfDay(firstDay);
  const sameWeekday = [{ weekday: weekdayOfDay(firstDay), nth: 0 }];
  if (frequency === 'WEEKLY') return { ...parts, weekdays: sameWeekday };
  if (frequency === 'MONTHLY') return { ...parts, monthDays: [first.day] };
  if (frequency !== 'YEARLY') return parts;
  if (weeks.length > 0) return { ...parts, weekdays: sameWeekday };
  return { ...parts, months: months.length > 0 ? months : [first.month], monthDays: [first.day] };
}

function createWeekdayFilter(
  { frequency, months, weeks }: RecurrenceRule,
  weekdays: RecurrenceRule['weekdays'],
): (day: number, year: number, month: number) => boolean {
  const isNumbered = (frequency === 'MONTHLY' || frequency === 'YEARLY') && weeks.length === 0;
  const ofMonth = frequency === 'MONTHLY' || months.length > 0;
  return (day, year, month) =>
    weekdays.some(({ weekday, nth }) => {
      if (weekday !== weekdayOfDay(day)) return false;
      if (nth === 0 || !isNumbered) return true;
      const first = ofMonth ? dayOfCivil(year, month, 1) : dayOfCivil(year, 1, 1);
      const length = ofMonth ? daysInMonth(year, month) : dayOfCivil(year + 1, 1, 1) - first;
      const position = day - first;
      return nth > 0
        ? Math.floor(position / 7) + 1 === nth
        : -(Math.floor((length - 1 - position) / 7) + 1) === nth;
    });
}

/** Whether a number from 1 is in a list that may also count from the end: −1 is the last of `length`. */
function isAmong(list: readonly number[], number: number, length: number): boolean {
  return list.includes(number) || list.includes(number - length - 1);
}

function isInWeeks(day: number, year: number, weeks: readonly number[], weekStart: number): boolean {
  const candidates = [year + 1, year, year - 1];
  const weekYear = candidates.find((candidate) => firstWeekOf(candidate, weekStart) <= day) ?? year;
  const first = firstWeekOf(weekYear, weekStart);
  const count = (firstWeekOf(weekYear + 1, weekStart) - first) / 7;
  return isAmong(weeks, Math.floor((day - first) / 7) + 1, count);
}

/** Week 1 is the first with four days in the year, as in ISO 8601, for any first day of the week. */
function firstWeekOf(year: number, weekStart: number): number {
  return weekBegin(dayOfCivil(year, 1, 4), weekStart);
}

function weekBegin(day: number, weekStart: number): number {
  return day - ((weekdayOfDay(day) - weekStart + 7) % 7);
}
