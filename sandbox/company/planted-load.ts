import { wallClockInstant } from '../calendar/recurrence.ts';
import { dayOf, weekOffsets, type Story } from './company-calendar.ts';
import { invite, meetingOf, type Meeting } from './meeting.ts';
import type { Roster } from './roster.ts';
import type { SeriesPlan } from './series-plan.ts';

/** Every fourth week is heavy in team Mitt: the month's meetings of management come on top of its own. */
const HEAVY_EVERY_WEEKS = 4;
/** And so are the two in which a quarter ends. */
const QUARTER_ENDS: readonly number[] = [-21, -8];
const KNOWN_BEFORE = 20 * 86_400_000;

/** Whether team Mitt's week is heavy, `week` weeks from now. */
export function isHeavyWeek(week: number): boolean {
  return week % HEAVY_EVERY_WEEKS === 0 || QUARTER_ENDS.includes(week);
}

/** What management holds with team Mitt in each heavy week, on top of everything else. */
export function monthEnds(story: Story, roster: Roster): SeriesPlan[] {
  const team = roster.teams.find(({ key }) => key === 'mitt');
  const manager = roster.people.find(({ key }) => key === team?.managerKey);
  const director = roster.people.find(({ role }) => role === 'director');
  if (!team || !manager || !director) return [];
  const reps = roster.people.filter(({ key }) => team.repKeys.includes(key)).map((rep) => invite(rep));
  const base = {
    everyWeeks: HEAVY_EVERY_WEEKS,
    firstWeek: story.weeksBack % HEAVY_EVERY_WEEKS,
    intended: 'internal',
    isExtra: true,
  } as const;
  const byManager = { ...base, organizer: manager, invited: reps };
  return [
    {
      ...byManager,
      name: 'month-forecast',
      subject: 'Månadsavstämning prognos',
      day: 1,
      time: '13:00',
      minutes: 120,
    },
    {
      ...byManager,
      name: 'month-crm',
      subject: 'Genomgång CRM-kvalitet',
      day: 4,
      time: '13:00',
      minutes: 60,
    },
    {
      ...base,
      organizer: director,
      invited: [invite(manager), ...reps],
      name: 'month-budget',
      subject: 'Budgetuppföljning distrikt',
      day: 2,
      time: '13:00',
      minutes: 90,
    },
  ];
}

/** What the end of a quarter adds for team Mitt. */
export function quarterEnds(story: Story, roster: Roster): Meeting[] {
  const team = roster.teams.find(({ key }) => key === 'mitt');
  const manager = roster.people.find(({ key }) => key === team?.managerKey);
  if (!team || !manager) return [];
  const reps = roster.people.filter(({ key }) => team.repKeys.includes(key));
  const { name, address, timeZone } = manager;
  const meeting = (week: number, day: number, time: string, minutes: number, subject: string): Meeting => {
    const start = wallClockInstant(dayOf(story.monday, week, day), time, timeZone);
    return meetingOf({
      name: `quarter|${week}|${day}`,
      subject,
      organizer: { name, address },
      invited: reps.map((rep) => invite(rep)),
      start,
      end: start + minutes * 60_000,
      timeZone,
      createdAt: start - KNOWN_BEFORE,
      intended: 'internal',
      isExtra: true,
    });
  };
  return QUARTER_ENDS.filter((week) => weekOffsets(story).includes(week)).flatMap((week) => [
    meeting(week, 1, '15:30', 60, 'Kvartalsprognos'),
    meeting(week, 2, '15:00', 90, 'Bokslut kvartal, genomgång'),
    meeting(week, 4, '15:00', 60, 'Kvartalsprognos, uppföljning'),
  ]);
}
