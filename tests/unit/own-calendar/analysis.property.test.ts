import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CalendarEvent } from '../../../shared/calendar/event.ts';
import type { WeekSplit } from '../../../shared/calendar/time-split.ts';
import { addDays } from '../../../shared/calendar/time-zone.ts';
import { isoWeekOfDate } from '../../../shared/calendar/week.ts';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import { readOwnCalendar } from '../../../shared/own-calendar/read-own-calendar.ts';
import { sortOwnCalendar } from '../../../shared/own-calendar/sort-own-calendar.ts';
import { summariseOwnCalendar, type OwnReport } from '../../../shared/own-calendar/summarise-own-calendar.ts';
import { REP } from '../../factories/event.ts';
import { countByMinute, minutesOfWeek } from '../calendar/minute-count.ts';
import { componentsOf, expectedEvents, written, type Written } from './random-calendar.ts';

/** Mondays of the week before the one in which the clock changes; Beirut's does so at midnight, Lord Howe's by half an hour. */
const PLACES = [
  ['Europe/Stockholm', '2026-10-12'],
  ['America/New_York', '2026-03-02'],
  ['Asia/Beirut', '2026-03-23'],
  ['Australia/Lord_Howe', '2026-09-28'],
] as const;
/** Weeks that a calendar of `written` events can reach, one before the first included. */
const WEEKS = 13;

interface Calendar {
  readonly zone: string;
  readonly monday: string;
  readonly events: readonly Written[];
}

const calendar: fc.Arbitrary<Calendar> = fc.constantFrom(...PLACES).chain(([zone, monday]) =>
  fc.record({
    zone: fc.constant(zone),
    monday: fc.constant(monday),
    events: fc.array(written, { minLength: 1, maxLength: 12 }),
  }),
);

function file(components: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', `X-OWNER:mailto:${REP}`, ...components, 'END:VCALENDAR', ''].join(
    '\r\n',
  );
}

function analyse(text: string | Uint8Array, zone: string): OwnReport {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const read = readOwnCalendar([{ name: 'kalender.ics', bytes }], {
    me: null,
    timeZone: zone,
    machineTimeZone: 'UTC',
    deadline: { seconds: 60, isLate: () => false },
  });
  return summariseOwnCalendar(
    sortOwnCalendar(read, { ownDomains: [], customerDomains: null }),
    read,
    [],
    new Map(),
  );
}

function reportOf({ events, monday, zone }: Calendar): OwnReport {
  return analyse(file(componentsOf(events, monday, zone)), zone);
}

/** Thirds do not add up to the last bit. */
function rounded(figures: object): unknown {
  return JSON.parse(
    JSON.stringify(figures, (_, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value,
    ),
  );
}

type Minutes = ReturnType<typeof minutesOfWeek>;

function touches({ start, end }: CalendarEvent, minutes: Minutes): boolean {
  return start <= (minutes.at(-1)?.instant ?? 0) && end > (minutes[0]?.instant ?? 0);
}

const minutesByWeek = new Map<string, Minutes>();

function minutesOf(monday: string, zone: string): Minutes {
  const key = `${zone} ${monday}`;
  const known = minutesByWeek.get(key) ?? minutesOfWeek(monday, zone);
  minutesByWeek.set(key, known);
  return known;
}

it(
  'counts of a file the minutes that a count minute by minute finds in what was meant',
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(calendar, (given) => {
        const { zone, monday, events } = given;
        const weeks = new Map(reportOf(given).weeks.map(({ week, ...figures }) => [week, figures]));
        const expected = expectedEvents(events, monday, zone);
        for (let index = -1; index < WEEKS - 1; index += 1) {
          const start = addDays(monday, 7 * index);
          const minutes = minutesOf(start, zone);
          const present = expected.filter(({ event }) => touches(event, minutes));
          const counted = countByMinute(present, minutes, defaultWorkingHours(zone), []);
          const found = weeks.get(isoWeekOfDate(start));
          const nothing = countByMinute([], minutes, defaultWorkingHours(zone), []);
          expect(rounded(found ?? nothing)).toEqual(rounded(counted));
          weeks.delete(isoWeekOfDate(start));
        }
        expect([...weeks.keys()]).toEqual([]);
      }),
      { numRuns: 40 },
    );
  },
);

it('finds in a report’s events the time of its weeks', () => {
  fc.assert(
    fc.property(calendar, (given) => {
      const { weeks, events } = reportOf(given);
      for (const name of ['selling', 'unsure', 'supporting', 'internal'] as const) {
        const byWeek = weeks.reduce((sum, { minutes }) => sum + minutes[name], 0);
        const byEvent = events
          .filter((event) => event.class === name)
          .reduce((sum, { counted }) => sum + counted, 0);
        expect(byEvent).toBeCloseTo(byWeek, 6);
      }
    }),
  );
});

it('does not depend on the order of components', () => {
  const shuffled = calendar.chain((given) => {
    const components = componentsOf(given.events, given.monday, given.zone);
    return fc.tuple(
      fc.constant(given),
      fc.shuffledSubarray([...components], { minLength: components.length }),
    );
  });
  fc.assert(
    fc.property(shuffled, ([given, components]) => {
      expect(rounded(analyse(file(components), given.zone))).toEqual(rounded(reportOf(given)));
    }),
  );
});

it('does not depend on where lines are folded, characters cut in two included', () => {
  fc.assert(
    fc.property(calendar, fc.infiniteStream(fc.integer({ min: 1, max: 75 })), (given, widths) => {
      const bytes = new TextEncoder().encode(file(componentsOf(given.events, given.monday, given.zone)));
      const folded: number[] = [];
      let left = widths.next().value;
      for (const byte of bytes) {
        const isBreak = byte === 13 || byte === 10;
        if (left === 0 && !isBreak) folded.push(13, 10, 32);
        folded.push(byte);
        left = isBreak || left === 0 ? widths.next().value : left - 1;
      }
      expect(analyse(Uint8Array.from(folded), given.zone)).toEqual(reportOf(given));
    }),
    { numRuns: 50 },
  );
});

it('does not depend on how lines end', () => {
  const endings = fc.infiniteStream(fc.constantFrom('\r\n', '\n', '\r', '\r\n\r\n'));
  fc.assert(
    fc.property(calendar, endings, (given, ends) => {
      const text = file(componentsOf(given.events, given.monday, given.zone));
      const mixed = text.replaceAll('\r\n', () => ends.next().value);
      expect(analyse(mixed, given.zone)).toEqual(reportOf(given));
    }),
    { numRuns: 50 },
  );
});

it('lets a private event change available time, what follows from it, and nothing else', () => {
  const withSecret = fc.tuple(
    calendar,
    written.map((event): Written => ({ ...event, isPrivate: true, day: 3, repeat: null })),
  );
  fc.assert(
    fc.property(withSecret, ([given, secret]) => {
      const before = reportOf(given);
      const after = reportOf({ ...given, events: [...given.events, secret] });
      const known = new Map(before.weeks.map((week) => [week.week, week]));
      const added = after.weeks.filter(({ week }) => !known.has(week));
      expect(added.filter(({ counted }) => counted > 0)).toEqual([]);
      const blind = (week: WeekSplit) => ({
        ...week,
        available: 0,
        unscheduled: 0,
        coverage: 0,
        valid: true,
      });
      const standing = after.weeks.filter(({ week }) => known.has(week));
      expect(standing.map(blind)).toEqual(before.weeks.map(blind));
      const gained = standing.filter(({ week, available }) => available > (known.get(week)?.available ?? 0));
      expect(gained).toEqual([]);
    }),
  );
});
