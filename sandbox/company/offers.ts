import { dayOf, type Story } from './company-calendar.ts';
import { invite, meetingOf, type Meeting, mailperson } from './meeting.ts';
import type { Person } from './person.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createdBefore, customersOf } from './week-fill.ts';
import type { WeekSlots } from './week-slots.ts';

const WALKTHROUGH = { sv: 'Offertgenomgång', nb: 'Tilbudsgjennomgang', en: 'Proposal walkthrough' };
const WRITING = { sv: 'Skriva offert', nb: 'Tilbudsskriving', en: 'Write proposal' };
const MINUTE = 60_000;

/** How the two meetings of an offer are named in the company. */
export function offerNames(person: Person, week: number): { walkthrough: string; writing: string } {
  return { walkthrough: `walkthrough|${person.key}|${week}`, writing: `writing|${person.key}|${week}` };
}

/**
 * In some weeks a rep goes through an offer with a customer, and writes it in the days before; in team Syd more often
 * than elsewhere. Both were booked together.
 */
export function offerInWeek(story: Story, person: Person, week: number, slots: WeekSlots): Meeting[] {
  const random = createSeededRandom(`${story.seed}|offer|${person.key}|${week}`);
  if (person.role !== 'rep' || !random.chance(person.team === 'syd' ? 0.62 : 0.42)) return [];
  const day = random.between(3, 5);
  const shown = slots.take(60, [dayOf(story.monday, week, day)]);
  const written =
    shown &&
    slots.take(
      90,
      [day - 2, day - 1].map((one) => dayOf(story.monday, week, one)),
    );
  if (!shown || !written) return [];
  const customers = customersOf(person);
  // Each customer in turn, so that no two offers to one of them are under way at once.
  const customer =
    customers[((week % customers.length) + customers.length) % customers.length] ?? customers[0];
  const createdAt = createdBefore(story, { ...written, start: written.start - 5 * 1440 * MINUTE }, random);
  const base = { organizer: mailperson(person), timeZone: person.timeZone };
  const names = offerNames(person, week);
  return [
    meetingOf({
      ...base,
      ...shown,
      name: names.walkthrough,
      subject: `${WALKTHROUGH[person.language]} ${customer.short}`,
      invited: customer.contacts.map((contact) => invite(contact)),
      createdAt,
      intended: 'selling',
    }),
    meetingOf({
      ...base,
      ...written,
      name: names.writing,
      subject: `${WRITING[person.language]} ${customer.short}`,
      createdAt: createdAt + 5 * MINUTE,
      intended: 'supporting',
    }),
  ];
}
