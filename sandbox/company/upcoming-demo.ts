import { wallClockInstant } from '../calendar/recurrence.ts';
import { dayOf, type Story } from './company-calendar.ts';
import { invite, meetingOf, type Meeting, mailperson } from './meeting.ts';
import type { Person } from './person.ts';
import { customersOf } from './week-fill.ts';

const DAY = 86_400_000;
const TITLE = { sv: 'Demo', nb: 'Demo for', en: 'Product demo' };

/** On Friday of the current week each rep shows the product to a customer: something to drag at once. */
export function upcomingDemo(story: Story, person: Person, week: number): Meeting[] {
  const date = dayOf(story.monday, 0, 5);
  if (week !== 0 || person.role !== 'rep' || story.holidays.has(date)) return [];
  const start = wallClockInstant(date, '10:00', person.timeZone);
  const [customer] = customersOf(person);
  return [
    meetingOf({
      name: `upcoming-demo|${person.key}`,
      subject: `${TITLE[person.language]} ${customer.short}`,
      organizer: mailperson(person),
      invited: customer.contacts.map((contact) => invite(contact)),
      start,
      end: start + 3_600_000,
      timeZone: person.timeZone,
      createdAt: story.now - 9 * DAY,
      intended: 'selling',
    }),
  ];
}
