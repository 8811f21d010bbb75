import type { ClassifiedEvent, CountingSettings } from './counting.ts';
import type { IsoWeek } from './time.ts';
import { MINUTE } from './time.ts';
import { allocateEntries } from './allocation.ts';
import { weekInterval } from './week.ts';

/** Minutes of selling time in one week. `planned` = `kept` + `lost`; what stands there now = `kept` + `added`. */
export interface PlanKept {
  readonly planned: number;
  readonly kept: number;
  readonly lost: number;
  readonly added: number;
  /** How many activities the plan holds. */
  readonly activities: number;
}

/**
 * What became of a week's plan (domain §5). `plan` is the calendar as it stood on Monday 00:00, `now` as it stands, both
 * sorted by the same rules. An activity keeps what it still gets in that week, wherever in it, at most what it had; what
 * it gets beyond that is added.
 */
export function plannedAndKept(
  plan: readonly ClassifiedEvent[],
  now: readonly ClassifiedEvent[],
  week: IsoWeek,
  settings: CountingSettings,
): PlanKept {
  const plannedByKey = sellingMinutesByKey(plan, week, settings);
  const nowByKey = sellingMinutesByKey(now, week, settings);
  let planned = 0;
  let kept = 0;
  for (const [key, minutes] of plannedByKey) {
    planned += minutes;
    kept += Math.min(minutes, nowByKey.get(key) ?? 0);
  }
  const standing = [...nowByKey.values()].reduce((sum, minutes) => sum + minutes, 0);
  return {
    planned,
    kept,
    lost: planned - kept,
    added: Math.max(0, standing - kept),
    activities: plannedByKey.size,
  };
}

function sellingMinutesByKey(
  events: readonly ClassifiedEvent[],
  week: IsoWeek,
  settings: CountingSettings,
): ReadonlyMap<string, number> {
  const byKey = new Map<string, number>();
  const interval = weekInterval(week, settings.workingHours.timeZone);
  for (const { entry, start, end, share } of allocateEntries(events, interval, settings)) {
    if (entry.class !== 'selling') continue;
    byKey.set(entry.key, (byKey.get(entry.key) ?? 0) + ((end - start) / MINUTE) * share);
  }
  return byKey;
}
