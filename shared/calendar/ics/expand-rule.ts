import { DAY_SECONDS } from './civil-date.ts';
import { createDayFilter, periodAt, type Period } from './rule-days.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import type { StepBudget } from './step-budget.ts';

/** Wall-clock seconds, both included. */
export interface WallWindow {
  readonly from: number;
  readonly to: number;
}

const UNIT_SECONDS = { HOURLY: 3_600, MINUTELY: 60, SECONDLY: 1 } as const;

/**
 * The starts that a rule makes, in order, on the wall clock of its series (RFC 5545 3.3.10). The first start is always
 * one, whether the rule would make it or not, and counts. Looks at `window` only, so that neither an endless rule nor one
 * that makes nothing costs more than the window holds; `UNTIL` is an instant and the caller's to compare.
 */
export function* expandRule(
  rule: RecurrenceRule,
  start: number,
  window: WallWindow,
  budget: StepBudget,
): Generator<number> {
  let left = rule.count ?? Infinity;
  if (start >= window.from && start <= window.to) yield start;
  left -= 1;
  for (const wall of candidates(rule, start, window, budget)) {
    if (wall <= start) continue;
    if (left <= 0 || wall > window.to || !budget.take(1)) return;
    left -= 1;
    if (wall >= window.from) yield wall;
  }
}

function candidates(
  rule: RecurrenceRule,
  start: number,
  window: WallWindow,
  budget: StepBudget,
): Generator<number> {
  const { frequency } = rule;
  return frequency === 'HOURLY' || frequency === 'MINUTELY' || frequency === 'SECONDLY'
    ? withinDays(rule, UNIT_SECONDS[frequency], start, window, budget)
    : byDays(rule, start, window, budget);
}

/** Years, months, weeks and days: the days of each period that fit, each with its times. */
function* byDays(
  rule: RecurrenceRule,
  start: number,
  window: WallWindow,
  budget: StepBudget,
): Generator<number> {
  const firstDay = Math.floor(start / DAY_SECONDS);
  const fits = createDayFilter(rule, firstDay);
  const times = timesOfDay(rule, timeOfDay(start));
  // A rule with a count must be counted from its first start; any other begins where we look.
  const lookFrom = rule.count === null ? Math.floor(window.from / DAY_SECONDS) : firstDay;
  const last = Math.floor(window.to / DAY_SECONDS);
  for (let step = stepsBefore(rule, firstDay, lookFrom); ; step += 1) {
    const period = periodAt(rule, firstDay, step * rule.interval);
    if (period.first > last || !budget.take(1 + Math.floor((period.last - period.first) / 31))) return;
    yield* pick(daysThatFit(period, fits), times, rule.positions);
  }
}

function daysThatFit(period: Period, fits: (day: number) => boolean): readonly number[] {
  const days: number[] = [];
  for (let day = period.first; day <= period.last; day += 1) if (fits(day)) days.push(day);
  return days;
}

/** How many steps lie wholly before `day`. */
function stepsBefore(rule: RecurrenceRule, firstDay: number, day: number): number {
  if (day <= firstDay) return 0;
  const longest = { YEARLY: 366, MONTHLY: 31, WEEKLY: 7, DAILY: 1, HOURLY: 1, MINUTELY: 1, SECONDLY: 1 };
  const steps = Math.floor((day - firstDay) / (longest[rule.frequency] * rule.interval)) - 1;
  return Math.max(0, steps);
}

/** Every day with every time, or the named positions among them, from the end where negative. */
function* pick(
  days: readonly number[],
  times: readonly number[],
  positions: readonly number[],
): Generator<number> {
  const count = days.length * times.length;
  const at = (index: number): number =>
    (days[Math.floor(index / times.length)] ?? 0) * DAY_SECONDS + (times[index % times.length] ?? 0);
  if (positions.length === 0) {
    for (let index = 0; index < count; index += 1) yield at(index);
    return;
  }
  const indexes = positions.map((position) => (position > 0 ? position - 1 : count + position));
  for (const index of [...new Set(indexes)].toSorted((a, b) => a - b)) {
    if (index >= 0 && index < count) yield at(index);
  }
}

function timesOfDay(rule: RecurrenceRule, startTime: number): readonly number[] {
  const own = {
    hour: Math.floor(startTime / 3_600),
    minute: Math.floor(startTime / 60) % 60,
    second: startTime % 60,
  };
  const hours = rule.hours.length > 0 ? rule.hours : [own.hour];
  const minutes = rule.minutes.length > 0 ? rule.minutes : [own.minute];
  const seconds = rule.seconds.length > 0 ? rule.seconds : [own.second];
  return hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => hour * 3_600 + minute * 60 + second)),
  );
}

/** Hours, minutes and seconds: unit by unit, days that do not fit in one step. */
function* withinDays(
  rule: RecurrenceRule,
  unit: number,
  start: number,
  window: WallWindow,
  budget: StepBudget,
): Generator<number> {
  const stride = unit * rule.interval;
  const fits = createDayFilter(rule, Math.floor(start / DAY_SECONDS));
  const first = Math.floor(start / unit) * unit;
  const ahead = rule.count === null ? Math.max(0, Math.floor((window.from - first) / stride) - 1) : 0;
  for (let period = first + ahead * stride; period <= window.to; period += stride) {
    if (!budget.take(1)) return;
    const day = Math.floor(period / DAY_SECONDS);
    if (!fits(day)) {
      const toNextDay = Math.ceil(((day + 1) * DAY_SECONDS - period) / stride);
      period += (toNextDay - 1) * stride;
      continue;
    }
    yield* unitTimes(rule, unit, period, timeOfDay(start));
  }
}

function* unitTimes(
  rule: RecurrenceRule,
  unit: number,
  period: number,
  startTime: number,
): Generator<number> {
  const time = timeOfDay(period);
  const has = (list: readonly number[], value: number): boolean => list.length === 0 || list.includes(value);
  if (!has(rule.hours, Math.floor(time / 3_600))) return;
  if (unit < 3_600 && !has(rule.minutes, Math.floor(time / 60) % 60)) return;
  if (unit === 1 && !has(rule.seconds, time % 60)) return;
  const open = (list: readonly number[], own: number): readonly number[] => (list.length > 0 ? list : [own]);
  const minutes = unit < 3_600 ? [0] : open(rule.minutes, Math.floor(startTime / 60) % 60);
  const seconds = unit < 60 ? [0] : open(rule.seconds, startTime % 60);
  const times = minutes.flatMap((minute) => seconds.map((second) => period + minute * 60 + second));
  yield* pick([0], times, rule.positions);
}

function timeOfDay(wall: number): number {
  return wall - Math.floor(wall / DAY_SECONDS) * DAY_SECONDS;
}
