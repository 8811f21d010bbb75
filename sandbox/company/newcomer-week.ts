import type { Instant, Interval, LocalDate } from '../../shared/calendar/time.ts';
import { wallClockInstant } from '../calendar/recurrence.ts';
import { dayOf, type Story } from './company-calendar.ts';
import { invite, meetingOf, type Meeting, mailperson } from './meeting.ts';
import type { Outsider } from './outsiders.ts';
import type { Person } from './person.ts';
import { customersOf } from './week-fill.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
const DEMO = { sv: 'Demo', nb: 'Demo for', en: 'Product demo' };
const CONTRACT = { sv: 'Avtalsmöte', nb: 'Kontraktsmøte', en: 'Contract signing' };
/** The clock starts at 10:05 on Wednesday: from then until noon, and over lunch, any rep may be asked. */
const FREE = { day: 3, from: '10:00', to: '12:00' };

/** In the current week each rep has something selling to drag at once, and another for a second try. */
export function upcomingMeetings(story: Story, person: Person, week: number): Meeting[] {
  if (week !== 0 || person.role !== 'rep') return [];
  const [customer, other = customer] = customersOf(person);
  const demo = { name: 'upcoming-demo', word: DEMO, with: customer, day: 5, time: '10:30', minutes: 60 };
  const contract = {
    name: 'upcoming-contract',
    word: CONTRACT,
    with: other,
    day: 4,
    time: '08:30',
    minutes: 30,
  };
  return [demo, contract].flatMap((plan) => upcoming(story, person, plan));
}

/** What of the current week nothing may take: a newcomer’s first question comes soon after the drag. */
export function keptForNewcomer(story: Story, person: Person, week: number): Interval[] {
  if (week !== 0 || person.role !== 'rep') return [];
  const date = dayOf(story.monday, 0, FREE.day);
  const at = (time: string): Instant => wallClockInstant(date, time, person.timeZone);
  return [{ start: at(FREE.from), end: at(FREE.to) }];
}

interface Upcoming {
  readonly name: string;
  readonly word: Record<Person['language'], string>;
  readonly with: Outsider;
  readonly day: number;
  readonly time: string;
  readonly minutes: number;
}

function upcoming(story: Story, person: Person, plan: Upcoming): Meeting[] {
  const date: LocalDate = dayOf(story.monday, 0, plan.day);
  if (story.holidays.has(date)) return [];
  const start = wallClockInstant(date, plan.time, person.timeZone);
  return [
    meetingOf({
      name: `${plan.name}|${person.key}`,
      subject: `${plan.word[person.language]} ${plan.with.short}`,
      organizer: mailperson(person),
      invited: plan.with.contacts.map((contact) => invite(contact)),
      start,
      end: start + plan.minutes * MINUTE,
      timeZone: person.timeZone,
      createdAt: story.now - 9 * DAY,
      intended: 'selling',
    }),
  ];
}
