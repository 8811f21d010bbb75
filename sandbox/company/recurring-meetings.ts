import type { LocalDate } from '../../shared/calendar/time.ts';
import type { Mailperson } from '../calendar/calendar-entry.ts';
import { recurrenceDates, wallClockInstant } from '../calendar/recurrence.ts';
import { dayOf, type Story } from './company-calendar.ts';
import { invite, meetingOf, type Invited, type Meeting } from './meeting.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';
import { createSeededRandom } from './seeded-random.ts';

interface SeriesPlan {
  readonly name: string;
  readonly subject: string;
  readonly organizer: Person;
  readonly invited: readonly Invited[];
  /** ISO weekday. */
  readonly day: number;
  readonly time: string;
  readonly minutes: number;
  readonly everyWeeks: number;
  /** First week counted from the first week of the story. */
  readonly firstWeek: number;
  readonly intended: Meeting['intended'];
}

/** Everything that comes back: the company's and each team's meetings, and each rep's own blocks. */
export function recurringMeetings(story: Story, roster: Roster): Meeting[] {
  const plans = [
    allHands(roster),
    ...roster.teams.flatMap((team) => {
      const members = roster.people.filter((person) => person.team === team.key);
      const manager = members.find((person) => person.role === 'manager');
      const reps = members.filter((person) => person.role === 'rep');
      const shared = manager ? [...teamMeetings(manager, reps), ...staffMeetings(roster, manager, reps)] : [];
      return [...shared, ...reps.flatMap((rep) => ownBlocks(story, rep))];
    }),
  ];
  return plans.map((plan) => seriesOf(story, plan)).map((series) => withIrregularities(story, series));
}

function allHands(roster: Roster): SeriesPlan {
  const director = roster.people.find((person) => person.role === 'director');
  if (!director) throw new Error('The company has no director.');
  return {
    name: 'all-hands',
    subject: 'Månadsmöte Tranvik Maskin',
    organizer: director,
    invited: roster.people.filter((person) => person !== director).map((person) => invite(person)),
    day: 3,
    time: '08:30',
    minutes: 60,
    everyWeeks: 4,
    firstWeek: 1,
    intended: 'internal',
  };
}

/** Team Mitt's forecast meeting is long and weekly on purpose: it is what the load page should find. */
function teamMeetings(manager: Person, reps: readonly Person[]): SeriesPlan[] {
  const norwegian = manager.language === 'nb';
  const all = reps.map((rep) => invite(rep));
  const base = {
    organizer: manager,
    invited: all,
    everyWeeks: 1,
    firstWeek: 0,
    intended: 'internal',
  } as const;
  const long = manager.team === 'mitt';
  return [
    {
      ...base,
      name: `weekly|${manager.key}`,
      subject: norwegian ? 'Ukesmøte salg' : 'Veckomöte sälj',
      day: 1,
      time: '08:30',
      minutes: 60,
    },
    {
      ...base,
      name: `forecast|${manager.key}`,
      subject: norwegian ? 'Pipelinemøte' : 'Prognosgenomgång',
      day: 4,
      time: '10:00',
      minutes: long ? 90 : 45,
    },
    ...reps.map((rep, index) => ({
      ...base,
      name: `one-on-one|${rep.key}`,
      subject: `1:1 ${firstName(rep)} / ${firstName(manager)}`,
      invited: [invite(rep)],
      day: 2,
      time: ['08:30', '09:00', '09:30', '13:00', '13:30', '14:00'][index % 6] ?? '08:30',
      minutes: 30,
      everyWeeks: 2,
      firstWeek: index % 2,
    })),
  ];
}

/** What the staff holds with each team, every other week by turns. */
function staffMeetings(roster: Roster, manager: Person, reps: readonly Person[]): SeriesPlan[] {
  const norwegian = manager.language === 'nb';
  const invited = [manager, ...reps].map((person) => invite(person));
  const plan = (jobTitle: string, name: string, subject: string, firstWeek: number): SeriesPlan[] =>
    roster.people
      .filter((person) => person.jobTitle === jobTitle)
      .map((organizer) => ({
        name: `${name}|${manager.key}`,
        subject,
        organizer,
        invited,
        day: 3,
        time: '13:00',
        minutes: 60,
        everyWeeks: 2,
        firstWeek,
        intended: 'internal',
      }));
  return [
    ...plan('Produktchef', 'training', norwegian ? 'Produktopplæring' : 'Produktutbildning', 0),
    ...plan('Marknadschef', 'marketing', norwegian ? 'Avstemming marked' : 'Avstämning marknad', 1),
  ];
}

const PROSPECTING = { sv: 'Ring kundlistan', nb: 'Ringeblokk', en: 'Prospecting block' };
const FOCUS = { sv: 'Fokustid', nb: 'Fokustid', en: 'Focus time' };
const ADMIN = { sv: 'Mejl och admin', nb: 'E-post og admin', en: 'Email and admin' };
const CRM = { sv: 'Uppdatera CRM', nb: 'CRM-oppdatering', en: 'Update CRM' };

function ownBlocks(story: Story, rep: Person): SeriesPlan[] {
  const random = createSeededRandom(`${story.seed}|blocks|${rep.key}`);
  const base = { organizer: rep, invited: [], everyWeeks: 1, firstWeek: 0 };
  const prospectingDay = random.pick([2, 3, 5] as const);
  return [
    {
      ...base,
      name: `prospecting|${rep.key}`,
      subject: PROSPECTING[rep.language],
      day: prospectingDay,
      time: prospectingDay === 5 ? '13:00' : '15:00',
      minutes: 120,
      intended: 'selling',
    },
    {
      ...base,
      name: `focus|${rep.key}`,
      subject: FOCUS[rep.language],
      day: 4,
      time: random.pick(['13:00', '14:00', '15:00'] as const),
      minutes: 90,
      intended: 'unsure',
    },
    {
      ...base,
      name: `admin|${rep.key}`,
      subject: ADMIN[rep.language],
      day: 1,
      time: '13:00',
      minutes: 60,
      intended: 'internal',
    },
    {
      ...base,
      name: `crm|${rep.key}`,
      subject: CRM[rep.language],
      day: 5,
      time: '15:30',
      minutes: 60,
      intended: 'supporting',
    },
  ];
}

function seriesOf(story: Story, plan: SeriesPlan): Meeting {
  const startDate = dayOf(story.monday, plan.firstWeek - story.weeksBack, plan.day);
  const start = wallClockInstant(startDate, plan.time, plan.organizer.timeZone);
  return meetingOf({
    name: plan.name,
    subject: plan.subject,
    organizer: mailperson(plan.organizer),
    invited: plan.invited,
    start,
    end: start + plan.minutes * 60_000,
    timeZone: plan.organizer.timeZone,
    recurrence: {
      pattern: { type: 'weekly', interval: plan.everyWeeks, daysOfWeek: [plan.day] },
      startDate,
      endDate: null,
      time: plan.time,
      minutes: plan.minutes,
      timeZone: plan.organizer.timeZone,
      revision: 0,
    },
    createdAt: start - 30 * 86_400_000,
    intended: plan.intended,
  });
}

/** No occurrence on a holiday; now and then one is cancelled, or held at another time. */
function withIrregularities(story: Story, series: Meeting): Meeting {
  const { recurrence } = series;
  if (!recurrence) return series;
  const random = createSeededRandom(`${story.seed}|irregular|${series.name}`);
  const last = dayOf(story.monday, story.weeksAhead, 7);
  const dates = recurrenceDates(recurrence, recurrence.startDate, last);
  const cancelledDates: LocalDate[] = [];
  const exceptions: Meeting['exceptions'][number][] = [];
  for (const date of dates) {
    const drawn = random.next();
    const thisWeekOrLater = date >= story.monday;
    if (story.holidays.has(date) || (drawn < 0.05 && !thisWeekOrLater)) cancelledDates.push(date);
    else if (drawn > 0.94 && !thisWeekOrLater) {
      const time = random.pick(['09:00', '11:00', '14:30'] as const);
      const start = wallClockInstant(date, time, recurrence.timeZone);
      exceptions.push({ originalDate: date, start, end: start + recurrence.minutes * 60_000 });
    }
  }
  return { ...series, cancelledDates, exceptions };
}

export function mailperson(person: Mailperson): Mailperson {
  return { name: person.name, address: person.address };
}

export function firstName(person: Mailperson): string {
  return person.name.split(' ')[0] ?? person.name;
}
