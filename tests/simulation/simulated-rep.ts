import { createHolidayCalendar } from '../../api/calendar/public-holidays.ts';
import type { Instant, Interval, LocalDate, TimeZone } from '../../shared/calendar/time.ts';
import { DAY, HOUR, MINUTE } from '../../shared/calendar/time.ts';
import { addDays, atWallClock, startOfDay } from '../../shared/calendar/time-zone.ts';
import type { Holiday, WorkingHours } from '../../shared/calendar/working-hours.ts';
import { defaultWorkingHours, isWorkingDay } from '../../shared/calendar/working-hours.ts';
import type { QuietHours } from '../../shared/prompts/gap.ts';
import { diceOf, type Dice } from './dice.ts';
import { appointmentsOf, type Appointment } from './simulated-appointments.ts';

/** Thirteen weeks with the spring change of clocks, Easter, May's holidays and Midsummer Eve in them. */
export const FIRST_DAY: LocalDate = '2026-03-23';
export const WEEKS = 13;

/** How readily a rep answers: what share of the questions gets a tap. */
export const TEMPERS = { gladly: 0.85, 'now and then': 0.5, 'hardly ever': 0.06 } as const;
export type Temper = keyof typeof TEMPERS;

/** Leave or illness: whole days in the rep's zone, the end exclusive. */
export interface Absence {
  readonly dates: { readonly start: LocalDate; readonly end: LocalDate };
  readonly interval: Interval;
  readonly knownAt: Instant;
}

/** One invented rep's quarter: what stands in the calendar, when it moves, and what the rep is like. */
export interface SimulatedRep {
  readonly person: string;
  readonly temper: Temper;
  readonly workingHours: WorkingHours;
  readonly holidays: readonly Holiday[];
  readonly quietHours: QuietHours | null;
  readonly acknowledged: boolean;
  readonly objected: boolean;
  readonly away: readonly Absence[];
  readonly appointments: readonly Appointment[];
  readonly corrections: readonly { readonly at: Instant; readonly seconds: number }[];
  /** A share of the weeks in which the rep's note would have something to say; 0 = they want none. */
  readonly noteShare: number;
}

const ZONES: Readonly<Record<TimeZone, number>> = {
  'Europe/Stockholm': 8,
  'Europe/Helsinki': 1,
  'America/New_York': 1,
};
const COUNTRY: Readonly<Record<TimeZone, string>> = {
  'Europe/Stockholm': 'SE',
  'Europe/Helsinki': 'FI',
  'America/New_York': 'US',
};
const holidaysBetween = createHolidayCalendar();

export function simulateRep(person: string): SimulatedRep {
  const dice = diceOf(person);
  const timeZone = dice.pick(ZONES);
  const workingHours = hoursOf(timeZone, dice);
  const country = COUNTRY[timeZone] ?? 'SE';
  const holidays = holidaysBetween(country, FIRST_DAY, addDays(FIRST_DAY, WEEKS * 7 + 62));
  const away = awayOf(timeZone, dice);
  const restlessness = dice.between(0.05, 0.5);
  return {
    person,
    temper: dice.pick({ gladly: 4, 'now and then': 4, 'hardly ever': 2 }),
    workingHours,
    holidays,
    quietHours: dice.chance(0.2) ? { from: '08:00', to: '09:30' } : null,
    acknowledged: dice.chance(0.95),
    objected: dice.chance(0.03),
    away,
    appointments: workingDays(workingHours, holidays).flatMap((date) =>
      appointmentsOf(person, date, { workingHours, away, restlessness }, dice),
    ),
    corrections: correctionsOf(timeZone, dice),
    noteShare: dice.chance(0.5) ? dice.between(0.3, 1) : 0,
  };
}

/** Every fifth works four days. */
function hoursOf(timeZone: TimeZone, dice: Dice): WorkingHours {
  const usual = defaultWorkingHours(timeZone);
  return dice.chance(0.2) ? { ...usual, days: { ...usual.days, 5: [] } } : usual;
}

function workingDays(workingHours: WorkingHours, holidays: readonly Holiday[]): LocalDate[] {
  return Array.from({ length: WEEKS * 7 }, (_, day) => addDays(FIRST_DAY, day)).filter((date) =>
    isWorkingDay(date, workingHours, holidays),
  );
}

/** A week of leave for every second rep, known of long before; a day or two of illness for every fourth, known at 07:30. */
function awayOf(timeZone: TimeZone, dice: Dice): readonly Absence[] {
  const away: Absence[] = [];
  const add = (start: LocalDate, count: number, knownAt: Instant): void => {
    const end = addDays(start, count);
    const interval = { start: startOfDay(start, timeZone), end: startOfDay(end, timeZone) };
    away.push({ dates: { start, end }, interval, knownAt });
  };
  if (dice.chance(0.5)) {
    const monday = addDays(FIRST_DAY, 7 * dice.whole(1, WEEKS - 1));
    add(monday, 7, startOfDay(FIRST_DAY, timeZone) - 30 * DAY);
  }
  if (dice.chance(0.25)) {
    const date = addDays(FIRST_DAY, dice.whole(0, WEEKS * 7 - 3));
    add(date, dice.whole(1, 2), atWallClock(date, '07:30', timeZone));
  }
  return away;
}

/** A round of corrections on the first Monday morning, later at most two a week. */
function correctionsOf(timeZone: TimeZone, dice: Dice): SimulatedRep['corrections'] {
  const start = startOfDay(FIRST_DAY, timeZone);
  const first = Array.from({ length: dice.whole(0, 9) }, (_, index) => ({
    at: start + 8 * HOUR + index * MINUTE,
    seconds: dice.between(4, 6),
  }));
  const later = Array.from({ length: WEEKS - 1 }, (_, week) =>
    Array.from({ length: dice.whole(0, 2) }, () => ({
      at: start + (week + 1) * 7 * DAY + dice.between(8, 4 * 24 + 16) * HOUR,
      seconds: dice.between(2, 6),
    })),
  );
  return [...first, ...later.flat()];
}
