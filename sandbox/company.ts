import type { Instant, Interval, LocalDate } from '../shared/calendar/time.ts';
import type { CalendarEntry } from './calendar/calendar-entry.ts';
import { expandMaster } from './calendar/recurrence.ts';
import { createStory, dayOf, weekOffsets, type Story } from './company/company-calendar.ts';
import { copiesOf } from './company/copies.ts';
import type { Meeting } from './company/meeting.ts';
import { closedDays, fairDates, fairEvent, leaveDates, leaveEvent, oddEvents } from './company/odd-events.ts';
import { CUSTOMERS, PARTNERS, VENDORS } from './company/outsiders.ts';
import type { Person, TeamKey } from './company/person.ts';
import { keptForNewcomer, upcomingMeetings } from './company/newcomer-week.ts';
import { quarterEnds } from './company/planted-load.ts';
import { offerInWeek } from './company/offers.ts';
import { recurringMeetings } from './company/recurring-meetings.ts';
import { COMPANY_NAME, createRoster, OWN_DOMAINS, type Roster } from './company/roster.ts';
import { createSeededRandom } from './company/seeded-random.ts';
import { drawBudget, fillWeek, type Budget } from './company/week-fill.ts';
import { createWeekSlots } from './company/week-slots.ts';

export interface CompanyOptions {
  readonly seed: string;
  readonly teams: readonly TeamKey[];
  /** Monday of the week that the sandbox clock started in. */
  readonly monday: LocalDate;
  readonly weeksBack: number;
  readonly weeksAhead: number;
  readonly now: Instant;
}

/** Who works there, whom they meet, and what stands in everybody's calendar. */
export interface Company extends Roster {
  readonly name: string;
  readonly domains: {
    readonly own: readonly string[];
    readonly customers: readonly string[];
    readonly partners: readonly string[];
    readonly vendors: readonly string[];
  };
  /** Made on demand: only the first start, a reset and tests need them. */
  meetings(): Meeting[];
}

/** How full the weeks to come are already; the current one and those behind are full. */
const FULLNESS_AHEAD = [1, 0.75, 0.5, 0.35, 0.25];

/** The pretend company; the same for the same options, on every machine. */
export function createCompany(options: CompanyOptions): Company {
  const roster = createRoster(options.seed, options.teams);
  return {
    ...roster,
    name: COMPANY_NAME,
    domains: {
      own: OWN_DOMAINS,
      customers: CUSTOMERS.map((customer) => customer.domain),
      partners: PARTNERS.map((partner) => partner.domain),
      vendors: VENDORS.map((vendor) => vendor.domain),
    },
    meetings: () => meetingsOf(createStory(options), roster),
  };
}

/** Every mailbox's copies of the company's meetings. */
export function companyEntries(company: Company, seed: string): CalendarEntry[] {
  return entriesOf(company.people, company.meetings(), seed);
}

/** The copies of some meetings in the mailboxes of these people. */
export function entriesOf(
  people: readonly Person[],
  meetings: readonly Meeting[],
  seed: string,
): CalendarEntry[] {
  const byAddress = new Map(people.map((person) => [person.address, person]));
  return meetings.flatMap((meeting) => copiesOf(seed, meeting, byAddress));
}

export function findPerson(company: Pick<Company, 'people'>, key: string): Person | null {
  return company.people.find((person) => person.key === key) ?? null;
}

function meetingsOf(story: Story, roster: Roster): Meeting[] {
  const series = recurringMeetings(story, roster);
  const quarters = quarterEnds(story, roster);
  const shared = [...series, ...quarters, ...closedDays(story, roster), ...fairEvent(story, roster)];
  const planned = roster.people.filter((person) => person.role === 'rep' || person.role === 'manager');
  const own = planned.flatMap((person) =>
    weekOffsets(story).flatMap((week) => weekOf(story, roster, person, week, [...series, ...quarters])),
  );
  return [...shared, ...own];
}

/** One person's week: who is away, the odd events, and single meetings around what comes back. */
function weekOf(
  story: Story,
  roster: Roster,
  person: Person,
  week: number,
  shared: readonly Meeting[],
): Meeting[] {
  const away = leaveDates(story, person, week);
  const closed = new Set([...away, ...fairDates(story, person, week), ...story.holidays]);
  const dates = [1, 2, 3, 4, 5]
    .map((day) => dayOf(story.monday, week, day))
    .filter((date) => !closed.has(date));
  const random = createSeededRandom(`${story.seed}|week|${person.key}|${week}`);
  const slots = createWeekSlots(dates, person.timeZone, random);
  const left: Budget = drawBudget(story, person, week, slots, FULLNESS_AHEAD[Math.max(0, week)] ?? 0.2);
  const upcoming = upcomingMeetings(story, person, week);
  const kept = [...keptForNewcomer(story, person, week), ...upcoming];
  for (const interval of kept) slots.occupy(interval);
  const odd = oddEvents(story, roster, person, week).filter(
    (meeting) =>
      (!away.length || meeting.sensitivity !== 'normal') && !kept.some((free) => overlap(free, meeting)),
  );
  for (const { interval, intended, isExtra } of sharedInWeek(story, person, week, shared)) {
    slots.occupy(interval);
    if (intended !== 'ignored' && !isExtra) left[intended] -= (interval.end - interval.start) / 60_000;
  }
  for (const meeting of odd) {
    if (meeting.sensitivity !== 'normal') slots.occupy(meeting);
    if (meeting.intended !== 'ignored') left[meeting.intended] -= (meeting.end - meeting.start) / 60_000;
  }
  const offer = offerInWeek(story, person, week, slots);
  for (const meeting of [...upcoming, ...offer])
    if (meeting.intended !== 'ignored') left[meeting.intended] -= (meeting.end - meeting.start) / 60_000;
  return [
    ...leaveEvent(story, person, week, away),
    ...odd,
    ...upcoming,
    ...offer,
    ...fillWeek({ story, roster, person, week, slots, left }),
  ];
}

function overlap(a: Interval, b: Interval): boolean {
  return a.start < b.end && a.end > b.start;
}

function sharedInWeek(story: Story, person: Person, week: number, shared: readonly Meeting[]) {
  const window = {
    start: Date.parse(`${dayOf(story.monday, week, 1)}T00:00:00Z`),
    end: Date.parse(`${dayOf(story.monday, week, 8)}T00:00:00Z`),
  };
  const concerns = (meeting: Meeting) =>
    meeting.organizer.address === person.address ||
    meeting.invited.some((invited) => invited.person.address === person.address);
  return shared.filter(concerns).flatMap((meeting) => {
    const byAddress = new Map([[person.address, person]]);
    const [master, ...exceptions] = copiesOf(story.seed, meeting, byAddress);
    if (!master) return [];
    if (!meeting.recurrence) exceptions.push(master);
    const moved = exceptions.filter(({ start, end }) => start < window.end && end > window.start);
    const dates = new Set(exceptions.flatMap(({ originalDate }) => originalDate ?? []));
    return [...expandMaster(master, dates, window), ...moved].map((interval) => ({
      interval,
      intended: meeting.intended,
      isExtra: meeting.isExtra,
    }));
  });
}
