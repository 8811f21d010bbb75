import type { Instant } from '../../../shared/calendar/time.ts';
import { DAY, HOUR } from '../../../shared/calendar/time.ts';
import { addDays, atWallClock, isoWeekday, toLocalDate } from '../../../shared/calendar/time-zone.ts';
import type { SeededRandom } from '../../../sandbox/company/seeded-random.ts';
import type { SoakWorld } from './soak-world.ts';
import { type Stage, ZONE } from './story.ts';

const FIRST_HOUR = 8;
const LAST_HOUR = 18;
/** Series stand in the window for so long. */
const HORIZON = 150 * DAY;

/** Keeps account of whose hours are taken. */
export function createStage(
  world: SoakWorld,
  random: SeededRandom,
  span: { readonly from: Instant; readonly until: Instant },
): Stage {
  const taken = new Set<string>();
  const cells = (reps: readonly string[], start: Instant, hours: number): string[] =>
    reps.flatMap((rep) =>
      Array.from({ length: hours }, (_, hour) => `${rep} ${Math.floor(start / HOUR) + hour}`),
    );
  const isFree = (reps: readonly string[], start: Instant, hours: number): boolean =>
    cells(reps, start, hours).every((cell) => !taken.has(cell));
  const claim = (reps: readonly string[], start: Instant, hours: number): void => {
    for (const cell of cells(reps, start, hours)) taken.add(cell);
  };
  const weeks = (weekday: number, time: string): Instant[] => {
    const starts: Instant[] = [];
    const last = toLocalDate(span.until + HORIZON, ZONE);
    for (let date = toLocalDate(span.from - 7 * DAY, ZONE); date <= last; date = addDays(date, 1))
      if (isoWeekday(date) === weekday) starts.push(atWallClock(date, time, ZONE));
    return starts;
  };
  const claimWeekly: Stage['claimWeekly'] = (reps, hours, weekday, time) => {
    const starts = weeks(weekday, time);
    if (!starts.every((start) => isFree(reps, start, hours))) return false;
    for (const start of starts) claim(reps, start, hours);
    return true;
  };
  let tags = 0;
  return {
    ...span,
    mailboxes: world.mailboxes,
    faults: world.faults,
    random,
    addressOf: world.addressOf,
    tag: () => `s${(tags += 1)}x`,
    take: (reps, hours, from, until) => {
      const free: Instant[] = [];
      for (let date = toLocalDate(from, ZONE); date <= toLocalDate(until, ZONE); date = addDays(date, 1)) {
        if (isoWeekday(date) > 5) continue;
        for (let hour = FIRST_HOUR; hour + hours <= LAST_HOUR; hour += 1) {
          const start = atWallClock(date, `${String(hour).padStart(2, '0')}:00`, ZONE);
          if (start >= from && start <= until && isFree(reps, start, hours)) free.push(start);
        }
      }
      const start = free[random.between(0, free.length - 1)];
      if (start === undefined) throw new Error(`There is no free time for ${reps.join(', ')}.`);
      claim(reps, start, hours);
      return start;
    },
    claimWeekly,
    takeWeekly: (reps, hours) => {
      for (let attempt = 0; attempt < 500; attempt += 1) {
        const weekday = random.between(1, 5);
        const time = `${String(random.between(FIRST_HOUR, LAST_HOUR - hours)).padStart(2, '0')}:00`;
        if (claimWeekly(reps, hours, weekday, time)) return { weekday, time };
      }
      throw new Error(`There is no free weekly time for ${reps.join(', ')}.`);
    },
  };
}
