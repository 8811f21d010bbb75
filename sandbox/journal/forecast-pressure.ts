import { HOUR, MINUTE, type Instant, type LocalDate } from '../../shared/calendar/time.ts';
import { atWallClock } from '../../shared/calendar/time-zone.ts';
import { dayOf } from '../company/company-calendar.ts';
import { invite, meetingOf, type Meeting } from '../company/meeting.ts';
import { fairDates, leaveDates } from '../company/odd-events.ts';
import type { Person } from '../company/person.ts';
import { isHeavyWeek } from '../company/planted-load.ts';
import { CALLING, NEW_ACCOUNTS } from '../company/own-blocks.ts';
import { FORECAST, FORECAST_STEPS, forecastName } from '../company/team-meetings.ts';
import { createSeededRandom, type SeededRandom } from '../company/seeded-random.ts';
import type { JournalEdit } from './journal.ts';
import { regularDates, slotOn } from './series-lives.ts';
import { laterSlot } from './single-lives.ts';
import { isTold, joinLives, occurrence, UNEVENTFUL, type Life, type Telling } from './telling.ts';
import { voiceOf } from './voices.ts';
import { isWorkday } from './working-time.ts';

/** How often the forecast meeting is held at the time of calling, in heavy weeks and in others. */
const MOVED_WHEN_HEAVY = 0.9;
const MOVED_ELSE = 0.14;
/** How often another one takes Friday morning, in heavy weeks. */
const EXTRA = 0.6;
/** What a rep does with calling time that was taken: puts it off, gives it up, or lets both stand. */
const PUT_OFF = 0.62;
const GIVEN_UP = 0.12;

/** The life of team Mitt's calling hours as far as management has it, and which of them that concerns. */
export interface Pressure extends Life {
  readonly concerned: ReadonlyMap<string, ReadonlySet<LocalDate>>;
}

/**
 * The planted truth of team Mitt: its manager puts the forecast meeting on the team's calling time, mostly in the heavy
 * weeks, a day or two before; the reps put their calling off, and some of it is never done.
 */
export function lifeUnderPressure(telling: Telling, series: readonly Meeting[]): Pressure {
  const concerned = new Map<string, ReadonlySet<LocalDate>>();
  const { people, teams } = telling.company;
  const team = teams.find(({ key }) => key === 'mitt');
  const manager = people.find(({ key }) => key === team?.managerKey);
  if (!team || !manager) return { ...UNEVENTFUL, concerned };
  const reps = people.filter(({ key }) => team.repKeys.includes(key));
  const take = (rep: Person, name: string, taking: Taking): Life => {
    const calling = series.find((one) => one.name === name);
    const isHeld =
      calling &&
      regularDates(telling, calling).some(({ date }) => date === taking.date) &&
      !leaveDates(telling.story, rep, taking.week).includes(taking.date);
    if (!isHeld) return UNEVENTFUL;
    concerned.set(name, new Set([...(concerned.get(name) ?? []), taking.date]));
    return lifeOfTaken(telling, rep, calling, taking);
  };
  const lives = weeksOfStory(telling).flatMap((week) => {
    const random = createSeededRandom(`${telling.story.seed}|pressure|${week}`);
    const moved = forecastOnCalling(telling, manager, series, week, random);
    const extra =
      isHeavyWeek(week) && random.chance(EXTRA) ? extraForecast(telling, manager, reps, week, random) : null;
    return [
      ...(moved ? [moved.life, ...reps.map((rep) => take(rep, `prospecting|${rep.key}`, moved))] : []),
      ...(extra ? [extra.life, ...reps.map((rep) => take(rep, `accounts|${rep.key}`, extra))] : []),
    ];
  });
  return { ...joinLives(lives), concerned };
}

/** Something of the manager's that takes the time of calling on `date`. */
interface Taking {
  readonly week: number;
  readonly date: LocalDate;
  readonly at: Instant;
  readonly life: Life;
}

function weeksOfStory({ story }: Telling): number[] {
  return Array.from({ length: story.weeksBack }, (_, i) => i - story.weeksBack);
}

/** This week's forecast meeting is held on Wednesday at three, and everybody hears of it on Monday or Tuesday. */
function forecastOnCalling(
  telling: Telling,
  manager: Person,
  series: readonly Meeting[],
  week: number,
  random: SeededRandom,
): Taking | null {
  const { story } = telling;
  const isMoved = random.chance(isHeavyWeek(week) ? MOVED_WHEN_HEAVY : MOVED_ELSE);
  const at = noticeOn(telling, week, random.pick([1, 2] as const), manager, random);
  const date = dayOf(story.monday, week, CALLING.day);
  const usual = dayOf(story.monday, week, FORECAST.day);
  const names = FORECAST_STEPS.map((_, step) => forecastName(manager, step));
  const forecast = series.find(
    (one) => names.includes(one.name) && regularDates(telling, one).some((held) => held.date === usual),
  );
  const isOpen = isWorkday(story, date) && fairDates(story, manager, week).length === 0;
  if (!isMoved || !forecast || !isOpen || !isTold(telling, at)) return null;
  const start = atWallClock(date, CALLING.time, manager.timeZone);
  const minutes = forecast.recurrence?.minutes ?? 0;
  const edit: JournalEdit = {
    at,
    mailbox: manager.key,
    item: occurrence(forecast.name, usual),
    kind: 'move',
    start,
    end: start + minutes * MINUTE,
  };
  return { week, date, at, life: { edits: [edit], voices: [] } };
}

/** One more, on Friday morning. */
function extraForecast(
  telling: Telling,
  manager: Person,
  reps: readonly Person[],
  week: number,
  random: SeededRandom,
): Taking | null {
  const date = dayOf(telling.story.monday, week, NEW_ACCOUNTS.day);
  const at = noticeOn(telling, week, random.pick([2, 3] as const), manager, random);
  if (!isWorkday(telling.story, date) || !isTold(telling, at)) return null;
  const start = atWallClock(date, NEW_ACCOUNTS.time, manager.timeZone);
  const meeting = meetingOf({
    name: `extra-forecast|${week}`,
    subject: 'Prognosgenomgång extra',
    organizer: { name: manager.name, address: manager.address },
    invited: reps.map((rep) => invite(rep)),
    start,
    end: start + HOUR,
    timeZone: manager.timeZone,
    createdAt: at,
    intended: 'internal',
  });
  return { week, date, at, life: { edits: [{ at, kind: 'create', meeting }], voices: [] } };
}

function noticeOn(
  telling: Telling,
  week: number,
  day: number,
  manager: Person,
  random: SeededRandom,
): Instant {
  const date = dayOf(telling.story.monday, week, day);
  return atWallClock(date, '10:10', manager.timeZone) + random.between(0, 100) * MINUTE;
}

function lifeOfTaken(telling: Telling, rep: Person, calling: Meeting, { at, date, week }: Taking): Life {
  const random = createSeededRandom(`${telling.story.seed}|taken|${rep.key}|${week}|${calling.name}`);
  const slot = slotOn(calling, date);
  const drawn = random.next();
  // The same afternoon, or the next morning.
  const sameDay = at + random.between(45, 300) * MINUTE;
  const latest = slot.start - HOUR;
  const acts = Math.min(sameDay, latest);
  if (!isTold(telling, acts) || drawn >= PUT_OFF + GIVEN_UP) return UNEVENTFUL;
  const deed = { at: acts, mailbox: rep.key, item: occurrence(calling.name, date) };
  const voices = [voiceOf(rep, calling.subject, acts, 'forecast', random)];
  if (drawn >= PUT_OFF) return { edits: [{ ...deed, kind: 'delete' }], voices };
  const to = laterSlot(telling, rep, slot, random, random.between(1, 5));
  return to ? { edits: [{ ...deed, kind: 'move', ...to }], voices } : UNEVENTFUL;
}
