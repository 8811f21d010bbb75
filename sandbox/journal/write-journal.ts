import type { Instant, LocalDate } from '../../shared/calendar/time.ts';
import { wallClockInstant } from '../calendar/recurrence.ts';
import { createCompany, type Company } from '../company.ts';
import type { CompanyChoice } from '../company-state.ts';
import { createStory, dayOf, weekOffsets, type Story } from '../company/company-calendar.ts';
import type { Meeting } from '../company/meeting.ts';
import type { Person } from '../company/person.ts';
import { lifeUnderPressure } from './forecast-pressure.ts';
import { createFreeTime } from './free-time.ts';
import type { Journal, JournalEdit, JournalVoice } from './journal.ts';
import { lifeOfOffer } from './offer-delays.ts';
import { lifeOfCalling, lifeOfSeries } from './series-lives.ts';
import { lifeOfSingle } from './single-lives.ts';
import { joinLives, type Life, type Telling } from './telling.ts';
import { turningPoints } from './turning-points.ts';
import { sittingAt } from './working-time.ts';

/** A company whose story is to be told up to the Wednesday of the week that begins on `monday`. */
export interface StoryChoice extends CompanyChoice {
  readonly monday: LocalDate;
}

const SECOND = 1_000;
const HOME_ZONE = 'Europe/Stockholm';
/** So many weeks stood in the calendars before the product came. */
export const WEEKS_BEFORE = 4;

/** The company's story as everything that was done to its calendars; the same for the same choice, on every machine. */
export function writeJournal(choice: StoryChoice): Journal {
  const end = wallClockInstant(dayOf(choice.monday, 0, 3), '10:05', HOME_ZONE);
  const start = wallClockInstant(
    dayOf(choice.monday, WEEKS_BEFORE - choice.weeksBack, 4),
    '09:00',
    HOME_ZONE,
  );
  const quietFrom = wallClockInstant(dayOf(choice.monday, -1, 4), '15:00', HOME_ZONE);
  const story = createStory({ ...choice, now: end });
  const company = createCompany({ ...choice, now: end });
  const meetings = company.meetings().map((meeting, i) => bookedInSittings(story, company, meeting, i));
  const free = createFreeTime(story, company, meetings);
  const telling: Telling = { story, company, free, start, quietFrom };
  const { made, life } = tell(telling, meetings);
  const standing = made.filter(({ createdAt }) => createdAt < start);
  const created = made
    .filter(({ createdAt }) => createdAt >= start)
    .map((meeting): JournalEdit => ({ at: meeting.createdAt, kind: 'create', meeting }));
  return {
    start,
    end,
    standing,
    edits: byTime([...created, ...life.edits]),
    voices: byTime(withOnePause(story, life.voices)),
  };
}

/** A stable sort: what was done at the same moment keeps the order in which it was told. */
function byTime<T extends { readonly at: Instant }>(things: readonly T[]): T[] {
  return things.toSorted((a, b) => a.at - b.at);
}

/** No two are booked at the very same moment: what was booked last is always known. */
function bookedInSittings(story: Story, company: Company, meeting: Meeting, index: number): Meeting {
  if (meeting.recurrence) return meeting;
  const whose = [meeting.organizer.address, ...meeting.invited.map(({ person }) => person.address)];
  const person = company.people.find(({ address }) => whose.includes(address));
  if (!person) return meeting;
  const offset = company.people.indexOf(person) % 2;
  const sitting = sittingAt(story, meeting.createdAt, person.timeZone, offset);
  return { ...meeting, createdAt: sitting + (index % 59) * SECOND + (index % 997) };
}

function tell(telling: Telling, meetings: readonly Meeting[]): { made: Meeting[]; life: Life } {
  const { company, story } = telling;
  const reps = company.people.filter(({ role }) => role === 'rep');
  const series = meetings.filter(({ recurrence }) => recurrence !== null);
  const singles = meetings.filter(({ recurrence }) => recurrence === null);
  const byName = new Map(singles.map((meeting) => [meeting.name, meeting]));
  const seriesLives = series.map((one) => lifeOfSeries(telling, one));
  const pressure = lifeUnderPressure(telling, series);
  const offers = reps.flatMap((rep) =>
    weekOffsets(story).map((week) => lifeOfOffer(telling, rep, week, byName)),
  );
  const calling = reps.flatMap((rep) =>
    series
      .filter(({ name }) => name === `prospecting|${rep.key}` || name === `accounts|${rep.key}`)
      .map((one) => lifeOfCalling(telling, rep, one, pressure.concerned.get(one.name) ?? new Set())),
  );
  const shown = shownMoves(telling, singles);
  const ordinary = singles.flatMap((meeting) => {
    const rep = reps.find((one) => isOrdinaryOf(one, meeting));
    return rep ? [lifeOfSingle(telling, rep, meeting, shown.has(meeting.name))] : [];
  });
  const life = joinLives([...seriesLives, pressure, ...offers, ...calling, ...ordinary]);
  const turned = turningPoints(telling, life.edits);
  return {
    made: [...seriesLives.map(({ made }) => made), ...singles],
    life: { edits: turned, voices: life.voices },
  };
}

/** In each of these weeks the rep whom a newcomer meets first has moved something, so that there is something to see. */
const SHOWN_WEEKS = [-3, -2, -1];

function shownMoves({ story, company }: Telling, singles: readonly Meeting[]): ReadonlySet<string> {
  const reps = company.teams.flatMap(({ repKeys }) => repKeys.slice(0, 1));
  return new Set(
    reps.flatMap((key) =>
      SHOWN_WEEKS.flatMap((week) => {
        const tuesday = Date.parse(dayOf(story.monday, week, 2));
        const isShown = ({ name, invited, start }: Meeting) =>
          name.startsWith(`fill|${key}|${week}|selling|`) && invited.length > 0 && start > tuesday;
        const own = singles.filter(isShown).toSorted((a, b) => a.start - b.start);
        return own.slice(0, 1).map(({ name }) => name);
      }),
    ),
  );
}

/** What fills a rep's week, apart from what has a life of its own. */
function isOrdinaryOf({ key }: Person, { name }: Meeting): boolean {
  return name.startsWith(`fill|${key}|`) || name.startsWith(`double|${key}|`);
}

/** One rep takes a break from questions once. */
function withOnePause(story: Story, voices: readonly JournalVoice[]): readonly JournalVoice[] {
  const from = Date.parse(dayOf(story.monday, -12, 1));
  const paused = voices.find(({ mailbox, at }) => mailbox === 'johan' && at > from);
  return voices.map((voice) => (voice === paused ? { ...voice, says: { kind: 'pauses' } } : voice));
}
