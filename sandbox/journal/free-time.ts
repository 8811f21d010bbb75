import { MINUTE, type Instant, type Interval, type LocalDate } from '../../shared/calendar/time.ts';
import { atWallClock, toLocalDate } from '../../shared/calendar/time-zone.ts';
import { expandMaster } from '../calendar/recurrence.ts';
import type { Company } from '../company.ts';
import { dayOf, type Story } from '../company/company-calendar.ts';
import { copiesOf } from '../company/copies.ts';
import { keptForNewcomer } from '../company/newcomer-week.ts';
import type { Meeting } from '../company/meeting.ts';
import type { Person } from '../company/person.ts';
import type { SeededRandom } from '../company/seeded-random.ts';

/** What of everybody's working time is not taken, as the story goes on. */
export interface FreeTime {
  /**
   * A free stretch on the first of the dates that has one, taken from then on: at `wanted` (`HH:MM`) if that is free,
   * else at a random half hour.
   */
  take(
    person: Person,
    dates: readonly LocalDate[],
    minutes: number,
    wanted: string,
    random: SeededRandom,
  ): Interval | null;
}

const MORNING = '08:00';
/** Minutes after eight at which something may begin. */
const HALF_HOURS = Array.from({ length: 17 }, (_, i) => i * 30);
const LUNCH = { start: 4 * 60, end: 5 * 60 };
const EVENING = 9 * 60;

export function createFreeTime(story: Story, company: Company, meetings: readonly Meeting[]): FreeTime {
  const taken = new Map<string, Interval[]>();
  const keyOf = (person: Person, date: LocalDate) => `${person.key} ${date}`;
  const occupy = (person: Person, interval: Interval) => {
    const ends = [interval.start, interval.end - 1].map((at) => toLocalDate(at, person.timeZone));
    for (const date of new Set(ends)) {
      const key = keyOf(person, date);
      taken.set(key, [...(taken.get(key) ?? []), interval]);
    }
  };
  for (const { person, interval } of allCopies(story, company, meetings)) occupy(person, interval);
  for (const person of company.people)
    for (const interval of keptForNewcomer(story, person, 0)) occupy(person, interval);
  return {
    take: (person, dates, minutes, wanted, random) => {
      for (const date of dates) {
        const busy = taken.get(keyOf(person, date)) ?? [];
        const start = startsOn(date, minutes, wanted, person, random).find((at) =>
          busy.every((other) => other.end <= at || other.start >= at + minutes * MINUTE),
        );
        if (start === undefined) continue;
        const interval = { start, end: start + minutes * MINUTE };
        occupy(person, interval);
        return interval;
      }
      return null;
    },
  };
}

function startsOn(
  date: LocalDate,
  minutes: number,
  wanted: string,
  { timeZone }: Person,
  random: SeededRandom,
): Instant[] {
  const morning = atWallClock(date, MORNING, timeZone);
  const starts = random
    .shuffle(HALF_HOURS.filter((from) => isWorking(from, minutes)))
    .map((from) => morning + from * MINUTE);
  return [atWallClock(date, wanted, timeZone), ...starts];
}

/** Lunch is kept free. */
function isWorking(from: number, minutes: number): boolean {
  return from + minutes <= EVENING && (from + minutes <= LUNCH.start || from >= LUNCH.end);
}

function allCopies(story: Story, company: Company, meetings: readonly Meeting[]) {
  const window = {
    start: Date.parse(`${dayOf(story.monday, -story.weeksBack, 1)}T00:00:00Z`),
    end: Date.parse(`${dayOf(story.monday, story.weeksAhead, 8)}T00:00:00Z`),
  };
  const byAddress = new Map(company.people.map((person) => [person.address, person]));
  const byKey = new Map(company.people.map((person) => [person.key, person]));
  return meetings.flatMap((meeting) =>
    copiesOf(story.seed, meeting, byAddress).flatMap((entry) => {
      const person = byKey.get(entry.mailbox);
      if (!person || entry.content.showAs === 'free' || isMarker(meeting)) return [];
      const spans =
        entry.kind === 'seriesMaster' ? expandMaster(entry, replacedIn(meeting), window) : [entry];
      return spans.map(({ start, end }) => ({ person, interval: { start, end } }));
    }),
  );
}

/** A day at home takes no time; days away take all of it. */
function isMarker({ isAllDay, showAs }: Meeting): boolean {
  return isAllDay && showAs === 'workingElsewhere';
}

function replacedIn({ exceptions }: Meeting): ReadonlySet<LocalDate> {
  return new Set(exceptions.map(({ originalDate }) => originalDate));
}
