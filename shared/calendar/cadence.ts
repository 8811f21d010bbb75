import type { Instant, TimeZone } from './time.ts';
import { dayOf, isoWeekday, toLocalDate } from './time-zone.ts';

/** How often a series stands in a calendar: every `weeks` weeks on that day (1 = Monday), or on every working day. */
export type Cadence =
  | { readonly every: 'week'; readonly weeks: number; readonly weekday: number }
  | { readonly every: 'day' };

/** One occurrence that was moved, or a week that was left out, does not hide the rule. */
const LEAST_SHARE = 0.6;
const LONGEST_STEP_WEEKS = 8;

/** What most steps between the occurrences of a series say; null where they say nothing, or there are fewer than two. */
export function detectCadence(starts: readonly Instant[], zone: TimeZone): Cadence | null {
  const dates = [...new Set(starts.map((start) => toLocalDate(start, zone)))].toSorted();
  const steps = dates.slice(1).map((date, index) => dayOf(date) - dayOf(dates[index] ?? date));
  const step = mostCommon(steps);
  if (step === null) return null;
  if (step === 1) return { every: 'day' };
  const weekday = mostCommon(dates.map(isoWeekday));
  if (step % 7 !== 0 || step > 7 * LONGEST_STEP_WEEKS || weekday === null) return null;
  return { every: 'week', weeks: step / 7, weekday };
}

function mostCommon(values: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return first && first[1] >= values.length * LEAST_SHARE ? first[0] : null;
}
