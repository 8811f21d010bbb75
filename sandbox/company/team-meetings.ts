import { type Story } from './company-calendar.ts';
import { invite } from './meeting.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';
import type { SeriesPlan } from './series-plan.ts';

/** What a manager holds with the team: all of it each week, and each rep every other week. */
export function teamMeetings(story: Story, manager: Person, reps: readonly Person[]): SeriesPlan[] {
  const norwegian = manager.language === 'nb';
  const all = reps.map((rep) => invite(rep));
  const base = {
    organizer: manager,
    invited: all,
    everyWeeks: 1,
    firstWeek: 0,
    intended: 'internal',
  } as const;
  const forecast = {
    ...base,
    name: forecastName(manager, 0),
    subject: norwegian ? 'Pipelinemøte' : 'Prognosgenomgång',
    day: FORECAST.day,
    time: FORECAST.time,
    minutes: 45,
  };
  return [
    {
      ...base,
      name: `weekly|${manager.key}`,
      subject: norwegian ? 'Ukesmøte salg' : 'Veckomöte sälj',
      day: 1,
      time: '08:30',
      minutes: 60,
    },
    ...(manager.team === 'mitt' ? growing(story, forecast) : [forecast]),
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

/** Thursday at ten, in all teams. */
export const FORECAST = { day: 4, time: '10:00' };
/** In team Mitt the forecast meeting grows: three series, one after the other, each longer than the one before. */
export const FORECAST_STEPS = [
  { fromWeek: -Infinity, minutes: 45 },
  { fromWeek: -13, minutes: 60 },
  { fromWeek: -6, minutes: 90 },
];
const STEP_KNOWN_DAYS = 5;

export function forecastName(manager: Person, step: number): string {
  return step === 0 ? `forecast|${manager.key}` : `forecast-${step + 1}|${manager.key}`;
}

function growing(story: Story, forecast: SeriesPlan): SeriesPlan[] {
  return FORECAST_STEPS.flatMap(({ fromWeek, minutes }, step) => {
    const next = FORECAST_STEPS[step + 1];
    if (next && next.fromWeek <= -story.weeksBack) return [];
    return [
      {
        ...forecast,
        name: forecastName(forecast.organizer, step),
        minutes,
        firstWeek: Math.max(0, fromWeek + story.weeksBack),
        ...(next === undefined ? {} : { lastWeek: next.fromWeek - 1 }),
        ...(step === 0 ? {} : { createdDaysBefore: STEP_KNOWN_DAYS }),
      },
    ];
  });
}

/** What the staff holds with each team, every other week by turns. */
export function staffMeetings(roster: Roster, manager: Person, reps: readonly Person[]): SeriesPlan[] {
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

function firstName(person: Person): string {
  return person.name.split(' ')[0] ?? person.name;
}
