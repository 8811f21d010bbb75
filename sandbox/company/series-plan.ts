import type { LocalDate } from '../../shared/calendar/time.ts';
import { recurrenceDates, wallClockInstant } from '../calendar/recurrence.ts';
import { dayOf, type Story } from './company-calendar.ts';
import { mailperson, meetingOf, type Invited, type Meeting } from './meeting.ts';
import type { Person } from './person.ts';
import { createSeededRandom } from './seeded-random.ts';

/** Something that comes back each week, or every so many weeks. */
export interface SeriesPlan {
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
  /** The last week, counted from week 0; by default it goes on. */
  readonly lastWeek?: number;
  readonly createdDaysBefore?: number;
  readonly intended: Meeting['intended'];
  readonly isExtra?: boolean;
}

/** The series itself: no occurrence on a holiday; now and then one is cancelled, or held at another time. */
export function planned(story: Story, plan: SeriesPlan): Meeting {
  return withIrregularities(story, seriesOf(story, plan));
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
      endDate: plan.lastWeek === undefined ? null : dayOf(story.monday, plan.lastWeek, 7),
      time: plan.time,
      minutes: plan.minutes,
      timeZone: plan.organizer.timeZone,
      revision: 0,
    },
    createdAt: start - (plan.createdDaysBefore ?? 30) * 86_400_000,
    intended: plan.intended,
    isExtra: plan.isExtra ?? false,
  });
}

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
