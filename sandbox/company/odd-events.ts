import type { LocalDate } from '../../shared/calendar/time.ts';
import { wallClockInstant } from '../calendar/recurrence.ts';
import { dayOf, type Story } from './company-calendar.ts';
import { invite, meetingOf, type Meeting, mailperson } from './meeting.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.ts';
import { createdBefore, customersOf } from './week-fill.ts';

const DAY = 86_400_000;

interface Oddity {
  readonly story: Story;
  readonly roster: Roster;
  readonly person: Person;
  readonly week: number;
  readonly random: SeededRandom;
}

/**
 * What makes real calendars hard: private and declined events, invitations that were cancelled, reminders that
 * are free time, meetings in the evening, over midnight or on top of one another. Some of each in most weeks.
 */
export function oddEvents(story: Story, roster: Roster, person: Person, week: number): Meeting[] {
  const random = createSeededRandom(`${story.seed}|odd|${person.key}|${week}`);
  const oddity: Oddity = { story, roster, person, week, random };
  return [
    random.chance(0.4) ? privateEvent(oddity) : null,
    random.chance(0.3) ? declinedInvitation(oddity) : null,
    random.chance(0.25) ? cancelledInvitation(oddity) : null,
    random.chance(0.4) ? reminder(oddity) : null,
    random.chance(0.3) ? workPlaceMarker(oddity) : null,
    random.chance(0.2) ? dinner(oddity) : null,
    random.chance(0.06) ? nightTrain(oddity) : null,
    random.chance(0.35) ? doubleBooking(oddity) : null,
  ].flatMap((meeting) => (meeting && !isOnHoliday(story, meeting) ? [meeting] : []));
}

function isOnHoliday(story: Story, meeting: Meeting): boolean {
  return story.holidays.has(new Date(meeting.start).toISOString().slice(0, 10));
}

function timed(oddity: Oddity, kind: string, day: number, time: string, minutes: number) {
  const { story, person, week, random } = oddity;
  const start = wallClockInstant(dayOf(story.monday, week, day), time, person.timeZone);
  const slot = { start, end: start + minutes * 60_000 };
  return {
    name: `${kind}|${person.key}|${week}`,
    organizer: mailperson(person),
    ...slot,
    timeZone: person.timeZone,
    createdAt: createdBefore(story, slot, random),
  };
}

function privateEvent(oddity: Oddity): Meeting {
  const { random, person } = oddity;
  const subject = {
    sv: random.pick(['Tandläkare', 'Utvecklingssamtal skolan', 'Lönesamtal'] as const),
    nb: random.pick(['Tannlege', 'Barnehage', 'Lege'] as const),
    en: random.pick(['Dentist', 'School meeting', 'Doctor'] as const),
  }[person.language];
  const time = random.pick(['08:00', '13:00', '15:30', '16:00'] as const);
  return meetingOf({
    ...timed(oddity, 'private', random.between(1, 5), time, 60),
    subject,
    sensitivity: random.pick(['private', 'private', 'personal'] as const),
    intended: 'ignored',
  });
}

function declinedInvitation(oddity: Oddity): Meeting {
  const host = staff(oddity.roster, 'Produktchef');
  return meetingOf({
    ...timed(oddity, 'declined', oddity.random.between(1, 5), '11:00', 60),
    subject: 'Referensgrupp ny produktkatalog',
    organizer: mailperson(host),
    invited: [invite(oddity.person, 'declined')],
    intended: 'ignored',
  });
}

function cancelledInvitation(oddity: Oddity): Meeting {
  const host = staff(oddity.roster, 'Marknadschef');
  return meetingOf({
    ...timed(oddity, 'cancelled', oddity.random.between(1, 5), '14:00', 45),
    subject: 'Avstämning kampanj',
    organizer: mailperson(host),
    invited: [invite(oddity.person, 'accepted')],
    isCancelled: true,
    intended: 'ignored',
  });
}

function reminder(oddity: Oddity): Meeting {
  return meetingOf({
    ...timed(oddity, 'reminder', oddity.random.between(1, 5), '09:00', 30),
    subject: 'Påminnelse: uppdatera prognosen',
    showAs: 'free',
    intended: 'ignored',
  });
}

function workPlaceMarker(oddity: Oddity): Meeting {
  const subject = { sv: 'Hemmajobb', nb: 'Hjemmekontor', en: 'Working from home' }[oddity.person.language];
  return allDay(oddity, 'marker', oddity.random.between(1, 5), 1, subject, 'workingElsewhere', 'ignored');
}

function dinner(oddity: Oddity): Meeting {
  const customer = oddity.random.pick(customersOf(oddity.person));
  const word = { sv: 'Kundmiddag', nb: 'Kundemiddag', en: 'Customer dinner' }[oddity.person.language];
  return meetingOf({
    ...timed(oddity, 'dinner', oddity.random.between(2, 4), '18:00', 150),
    subject: `${word} ${customer.short}`,
    invited: customer.contacts.map((contact) => invite(contact)),
    isOnline: false,
    intended: 'selling',
  });
}

function nightTrain(oddity: Oddity): Meeting {
  const subject = { sv: 'Restid nattåg Kiruna', nb: 'Reisetid nattog Bodø', en: 'Travel night train Kiruna' };
  return meetingOf({
    ...timed(oddity, 'night', oddity.random.between(1, 4), '21:30', 225),
    subject: subject[oddity.person.language],
    intended: 'supporting',
  });
}

/** A customer's meeting, not yet answered, on top of whatever stands at eleven or at two. */
function doubleBooking(oddity: Oddity): Meeting {
  const customer = oddity.random.pick(customersOf(oddity.person));
  const time = oddity.random.pick(['10:30', '14:15'] as const);
  const text = { sv: 'Kundmöte', nb: 'Kundemøte', en: 'Customer meeting' }[oddity.person.language];
  return meetingOf({
    ...timed(oddity, 'double', oddity.random.between(1, 5), time, 45),
    subject: `${text} ${customer.short}`,
    organizer: customer.contacts[0],
    invited: [
      invite(oddity.person, oddity.random.pick(['tentativelyAccepted', 'notResponded', 'accepted'] as const)),
    ],
    intended: 'selling',
  });
}

/**
 * Who is on holiday when. In week −7 two of team Mitt are: fewer than five remain. Of team Syd nobody may be away for
 * most of a week without the team's figures being withheld, which happens once.
 */
const LEAVE: Readonly<Record<string, readonly (readonly [week: number, days: readonly number[]])[]>> = {
  maja: [[-7, [1, 2, 3, 4, 5]]],
  oskar: [
    [-18, [1, 2, 3]],
    [-10, [4, 5]],
  ],
  sanna: [
    [-22, [1, 2, 3, 4, 5]],
    [-4, [5]],
  ],
  johan: [
    [-19, [1, 2, 3, 4, 5]],
    [-7, [1, 2, 3, 4, 5]],
  ],
  amira: [
    [-14, [1, 2, 3, 4, 5]],
    [-2, [1, 2, 3, 4, 5]],
  ],
  petter: [[2, [1, 2, 3, 4, 5]]],
  filip: [[-16, [1, 2, 3, 4, 5]]],
  nadia: [[-11, [1, 2]]],
  rasmus: [[-21, [5]]],
  tove: [[3, [1, 2, 3, 4, 5]]],
  daniel: [[-6, [4, 5]]],
  ingrid: [[-9, [1, 2, 3, 4, 5]]],
  lars: [[-15, [1, 2, 3, 4, 5]]],
  siv: [[-3, [5]]],
};

/** The working days of a week on which the person is away. */
export function leaveDates(story: Story, person: Person, week: number): LocalDate[] {
  const leave = LEAVE[person.key]?.find(([of]) => of === week);
  return (leave?.[1] ?? []).map((day) => dayOf(story.monday, week, day));
}

export function leaveEvent(
  story: Story,
  person: Person,
  week: number,
  dates: readonly LocalDate[],
): Meeting[] {
  const [first] = dates;
  if (first === undefined) return [];
  const subject = { sv: 'Semester', nb: 'Ferie', en: 'Vacation' }[person.language];
  const random = createSeededRandom(`${story.seed}|leave|${person.key}|${week}`);
  const day = dayNumber(story, week, first);
  return [
    allDay(
      { story, roster: { people: [], teams: [] }, person, week, random },
      'leave',
      day,
      dates.length,
      subject,
      'oof',
      'ignored',
    ),
  ];
}

/** In the middle of the story, where it tips no trend. */
const FAIR_WEEK = -11;
const CLOSED_SINCE = 100 * DAY;

/** Two all-day days on a stand at a fair, for all of the first team. */
export function fairDates(story: Story, person: Person, week: number): LocalDate[] {
  return week === FAIR_WEEK && person.team === 'mitt'
    ? [dayOf(story.monday, week, 3), dayOf(story.monday, week, 4)]
    : [];
}

export function fairEvent(story: Story, roster: Roster): Meeting[] {
  const manager = roster.people.find((person) => person.role === 'manager' && person.team === 'mitt');
  if (!manager || story.weeksBack < -FAIR_WEEK) return [];
  const random = createSeededRandom(`${story.seed}|fair`);
  const oddity: Oddity = { story, roster, person: manager, week: FAIR_WEEK, random };
  const stand = allDay(oddity, 'fair', 3, 2, 'Monter Maskinmässan Jönköping', 'busy', 'selling');
  const reps = roster.people.filter((person) => person.role === 'rep' && person.team === 'mitt');
  return [{ ...stand, invited: reps.map((rep) => invite(rep)) }];
}

/** The office is closed on a holiday, and everybody's calendar says so. */
export function closedDays(story: Story, roster: Roster): Meeting[] {
  const host = staff(roster, 'HR-partner');
  const others = roster.people.filter((person) => person !== host);
  return [...story.holidays].map((date) => {
    const start = Date.parse(`${date}T00:00:00Z`);
    return meetingOf({
      name: `closed|${date}`,
      subject: 'Helgdag – kontoret stängt',
      organizer: mailperson(host),
      invited: others.map((person) => invite(person)),
      start,
      end: start + DAY,
      timeZone: host.timeZone,
      isAllDay: true,
      showAs: 'oof',
      isOnline: false,
      createdAt: Math.min(start - CLOSED_SINCE, story.now - CLOSED_SINCE),
      intended: 'ignored',
    });
  });
}

function allDay(
  oddity: Oddity,
  kind: string,
  day: number,
  days: number,
  subject: string,
  showAs: Meeting['showAs'],
  intended: Meeting['intended'],
): Meeting {
  const start = Date.parse(`${dayOf(oddity.story.monday, oddity.week, day)}T00:00:00Z`);
  const slot = { start, end: start + days * DAY };
  return meetingOf({
    name: `${kind}|${oddity.person.key}|${oddity.week}`,
    subject,
    organizer: mailperson(oddity.person),
    ...slot,
    timeZone: oddity.person.timeZone,
    isAllDay: true,
    showAs,
    createdAt: createdBefore(oddity.story, slot, oddity.random),
    intended,
  });
}

function dayNumber(story: Story, week: number, date: LocalDate): number {
  return [1, 2, 3, 4, 5, 6, 7].find((day) => dayOf(story.monday, week, day) === date) ?? 1;
}

function staff(roster: Roster, jobTitle: string): Person {
  const found = roster.people.find((person) => person.jobTitle === jobTitle);
  if (!found) throw new Error(`Nobody in the company is ${jobTitle}.`);
  return found;
}
