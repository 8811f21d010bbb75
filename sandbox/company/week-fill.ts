import type { Interval } from '../../shared/calendar/time.ts';
import type { Mailperson } from '../calendar/calendar-entry.ts';
import type { Story } from './company-calendar.ts';
import { invite, meetingOf, type Invited, type Meeting, mailperson } from './meeting.ts';
import { CUSTOMERS, FREE_MAIL_PROSPECTS, PARTNERS, VENDORS, type Outsider } from './outsiders.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.ts';
import { TITLES, type FilledClass, type Title } from './titles.ts';
import type { WeekSlots } from './week-slots.ts';

/** Minutes of each class that a week should hold when it is full. */
export type Budget = Record<FilledClass, number>;

const CLASSES = ['selling', 'unsure', 'supporting', 'internal'] as const;
/** Shares of the booked time in week 0. A manager's week is mostly internal. */
const SHARES: Record<'rep' | 'manager', Budget> = {
  rep: { selling: 0.38, unsure: 0.085, supporting: 0.25, internal: 0.285 },
  manager: { selling: 0.15, unsure: 0.08, supporting: 0.15, internal: 0.62 },
};
/**
 * In team Mitt selling gives way to internal time, slowly: about a point of the booked time in four weeks. The other
 * teams stay as they are.
 */
const DRIFT_A_WEEK = 0.003;
/** As far back as the drift goes; before that all weeks are alike. */
const DRIFT_WEEKS = 27;
/** How far below the others team Mitt has come by week 0. */
const DRIFTED = 0.035;

/** What one person's week should hold: the company's slow drift, the team's good and bad weeks, and chance. */
export function drawBudget(
  story: Story,
  person: Person,
  week: number,
  slots: WeekSlots,
  fullness: number,
): Budget {
  const team = createSeededRandom(`${story.seed}|team-week|${person.team ?? ''}|${week}`);
  const own = createSeededRandom(`${story.seed}|own-week|${person.key}|${week}`);
  const booked = slots.availableMinutes * (0.6 + team.next() * 0.06 + own.next() * 0.1) * fullness;
  const shares = person.role === 'manager' ? SHARES.manager : SHARES.rep;
  const drift = driftOf(person, week);
  const swing = (team.next() - 0.5) * 0.03 + (own.next() - 0.5) * 0.06;
  return {
    selling: booked * (shares.selling + drift + swing),
    unsure: booked * shares.unsure * (0.85 + own.next() * 0.3),
    supporting: booked * (shares.supporting - swing / 2),
    internal: booked * (shares.internal - drift - swing / 2),
  };
}

function driftOf({ team, role }: Person, week: number): number {
  if (team !== 'mitt' || role !== 'rep') return 0;
  return DRIFT_A_WEEK * Math.min(DRIFT_WEEKS, Math.max(0, -week)) - DRIFTED;
}

export interface WeekToFill {
  readonly story: Story;
  readonly roster: Roster;
  readonly person: Person;
  readonly week: number;
  readonly slots: WeekSlots;
  /** What the series leave of the budget. */
  readonly left: Budget;
}

/** Single meetings and blocks until each class has its minutes, or the week is full. */
export function fillWeek({ story, roster, person, week, slots, left }: WeekToFill): Meeting[] {
  const random = createSeededRandom(`${story.seed}|fill|${person.key}|${week}`);
  return CLASSES.flatMap((intended) => {
    const meetings: Meeting[] = [];
    for (let minutes = left[intended]; minutes >= 30;) {
      const title = weighted(TITLES[intended], random);
      const length = Math.min(random.pick(title.minutes), Math.max(30, Math.ceil(minutes / 30) * 30));
      const slot = slots.take(length);
      if (!slot) break;
      const name = `fill|${person.key}|${week}|${intended}|${meetings.length}`;
      meetings.push(filledMeeting({ story, roster, person, random, title, slot, intended, name }));
      minutes -= length;
    }
    return meetings;
  });
}

interface Filled {
  readonly story: Story;
  readonly roster: Roster;
  readonly person: Person;
  readonly random: SeededRandom;
  readonly title: Title;
  readonly slot: Interval;
  readonly intended: FilledClass;
  readonly name: string;
}

function filledMeeting({ story, roster, person, random, title, slot, intended, name }: Filled): Meeting {
  const customer = random.pick(customersOf(person));
  const { met, company } = whoIsMet(title, customer, roster, random);
  const theyInvite = title.room === 'vendor' || (title.room === 'customer' && random.chance(0.2));
  const [host] = met;
  const hosted = theyInvite && host !== undefined;
  const rep = mailperson(person);
  const others = (hosted ? met.slice(1) : met).map((other) => invite(other, answer(random)));
  const invited: Invited[] = hosted
    ? [invite(rep, random.chance(0.12) ? 'tentativelyAccepted' : 'accepted'), ...others]
    : others;
  const text = title.text[person.language].replace('{c}', company.short);
  return meetingOf({
    name,
    subject: text,
    organizer: hosted ? host : rep,
    invited,
    ...slot,
    timeZone: person.timeZone,
    createdAt: createdBefore(story, slot, random),
    location: title.room === 'customer' && random.chance(0.4) ? company.short : '',
    isOnline: met.length > 0 && random.chance(0.6),
    intended,
  });
}

function whoIsMet(title: Title, customer: Outsider, roster: Roster, random: SeededRandom) {
  const colleague = (jobTitle: string): Mailperson[] =>
    roster.people.filter((person) => person.jobTitle === jobTitle).map(mailperson);
  const of = (company: Outsider, most: number) => ({
    met: random.shuffle(company.contacts).slice(0, random.between(1, most)),
    company,
  });
  switch (title.room) {
    case 'customer':
      return of(customer, 2);
    case 'partner':
      return of(random.pick([PARTNERS[0] ?? customer, ...PARTNERS.slice(1)]), 1);
    case 'vendor':
      return of(VENDORS[0] ?? customer, 1);
    case 'prospect':
      return { met: [random.pick(FREE_MAIL_PROSPECTS)], company: customer };
    case 'presales':
      return { met: colleague('Lösningsarkitekt'), company: customer };
    case 'product':
      return { met: colleague('Produktchef'), company: customer };
    case 'hr':
      return { met: colleague('HR-partner'), company: customer };
    case 'colleague':
      return { met: colleague('Marknadschef'), company: customer };
    case 'alone':
      return { met: [], company: customer };
  }
}

/** Team Norr has the Norwegian customers; the others share the rest, five each. */
export function customersOf(person: Person): readonly [Outsider, ...Outsider[]] {
  const norwegian = CUSTOMERS.slice(-3);
  const pool = person.team === 'norr' ? [...norwegian, ...CUSTOMERS.slice(6, 7)] : CUSTOMERS.slice(0, -3);
  const own = createSeededRandom(`customers|${person.key}`).shuffle(pool).slice(0, 5);
  const [first, ...rest] = own;
  if (!first) throw new Error('The company has no customers.');
  return [first, ...rest];
}

function answer(random: SeededRandom) {
  return random.pick(['accepted', 'accepted', 'accepted', 'tentativelyAccepted', 'none'] as const);
}

/** Booked one to three weeks ahead, but never after now: what lies far ahead was booked early. */
export function createdBefore(story: Story, slot: Interval, random: SeededRandom): number {
  const ahead = random.between(2, 21) * 86_400_000 + random.between(0, 540) * 60_000;
  const earliest = story.now - random.between(1, 96) * 3_600_000;
  return Math.min(slot.start - ahead, earliest);
}

function weighted(titles: readonly [Title, ...Title[]], random: SeededRandom): Title {
  let at = random.next() * titles.reduce((sum, title) => sum + title.weight, 0);
  return titles.find((title) => (at -= title.weight) < 0) ?? titles[0];
}
