import { HOUR, type Instant, type LocalDate } from '../../shared/calendar/time.ts';
import { recurrenceDates, wallClockInstant } from '../calendar/recurrence.ts';
import { dayOf, weekOffsets } from '../company/company-calendar.ts';
import type { Meeting } from '../company/meeting.ts';
import { leaveDates } from '../company/odd-events.ts';
import type { Person } from '../company/person.ts';
import { isHeavyWeek } from '../company/planted-load.ts';
import { createSeededRandom, type SeededRandom } from '../company/seeded-random.ts';
import type { JournalEdit } from './journal.ts';
import { laterSlot } from './single-lives.ts';
import {
  isTold,
  joinLives,
  occurrence,
  organizerOf,
  UNEVENTFUL,
  whole,
  type Life,
  type Telling,
} from './telling.ts';
import { voiceOf } from './voices.ts';
import { momentBefore } from './working-time.ts';

/** How often a rep puts off an hour of calling, drops it, or only starts later that day. */
const PUT_OFF = 0.1;
const DROPPED = 0.03;
const LATER_THAT_DAY = 0.03;
/** In a heavy week of team Mitt, calling is put off more often, whatever takes its place. */
const WHEN_HEAVY = 2;

/** A series as it was made, and what happened to it since. */
export interface SeriesLife extends Life {
  readonly made: Meeting;
}

/**
 * The company's irregular occurrences as things that somebody did: those from before the story are in the series as it
 * stands, the later ones are done in time. So is the end of a series that does not go on.
 */
export function lifeOfSeries(telling: Telling, series: Meeting): SeriesLife {
  const { recurrence } = series;
  const organizer = organizerOf(telling.company, series);
  if (!recurrence || !organizer) return { made: series, ...UNEVENTFUL };
  const random = createSeededRandom(`${telling.story.seed}|series-life|${series.name}`);
  const deed = (at: Instant, date: LocalDate) => ({
    at,
    mailbox: organizer.key,
    item: occurrence(series.name, date),
  });
  const startOf = (date: LocalDate) => wallClockInstant(date, recurrence.time, recurrence.timeZone);
  const before = (date: LocalDate) =>
    momentBefore(telling.story, startOf(date), random.between(0, 2), organizer.timeZone, random);
  const irregular = series.cancelledDates.filter((date) => !telling.story.holidays.has(date));
  const deleted = irregular.map((date) => ({ ...deed(before(date), date), kind: 'delete' as const }));
  const moved = series.exceptions.map(({ originalDate, start, end }) => ({
    ...deed(Math.min(before(originalDate), start - 2 * HOUR), originalDate),
    kind: 'move' as const,
    start,
    end,
  }));
  const isLater = ({ at }: JournalEdit) => at > Math.max(telling.start, series.createdAt);
  const ended = endOf(series, organizer).filter(isLater);
  const isPast = (date: LocalDate) =>
    ![...deleted, ...moved].some((edit) => edit.item.occurrence === date && isLater(edit));
  return {
    made: {
      ...series,
      recurrence: { ...recurrence, endDate: ended.length > 0 ? null : recurrence.endDate },
      cancelledDates: series.cancelledDates.filter(isPast),
      exceptions: series.exceptions.filter(({ originalDate }) => isPast(originalDate)),
    },
    edits: [...[...deleted, ...moved].filter((edit) => isLater(edit) && isTold(telling, edit.at)), ...ended],
    voices: [],
  };
}

/** A series ends when the one that follows it is made: its last date is known on the working day before. */
function endOf(series: Meeting, organizer: Person): JournalEdit[] {
  const lastDate = series.recurrence?.endDate;
  if (!lastDate) return [];
  const at = wallClockInstant(dayOf(lastDate, 0, -2), '11:05', organizer.timeZone);
  return [{ at, mailbox: organizer.key, item: whole(series), kind: 'end-series', lastDate }];
}

/** The dates on which a series of the story is held, by week; those that are irregular anyway are left out. */
export function regularDates(telling: Telling, series: Meeting): { week: number; date: LocalDate }[] {
  const { story } = telling;
  const { recurrence } = series;
  if (!recurrence) return [];
  const moved = series.exceptions.map(({ originalDate }) => originalDate);
  const odd = new Set([...series.cancelledDates, ...moved]);
  return weekOffsets(story).flatMap((week) =>
    recurrenceDates(recurrence, dayOf(story.monday, week, 1), dayOf(story.monday, week, 7))
      .filter((date) => !odd.has(date))
      .map((date) => ({ week, date })),
  );
}

/** What a rep's own calling hours come to, apart from what others do to them. `taken` = dates told elsewhere. */
export function lifeOfCalling(
  telling: Telling,
  rep: Person,
  series: Meeting,
  taken: ReadonlySet<LocalDate>,
): Life {
  const random = createSeededRandom(`${telling.story.seed}|calling|${series.name}`);
  const lives = regularDates(telling, series)
    .filter(({ week, date }) => !taken.has(date) && !leaveDates(telling.story, rep, week).includes(date))
    .map(({ week, date }) => lifeOfHour(telling, rep, series, week, date, random));
  return joinLives(lives);
}

function lifeOfHour(
  telling: Telling,
  rep: Person,
  series: Meeting,
  week: number,
  date: LocalDate,
  random: SeededRandom,
): Life {
  const slot = slotOn(series, date);
  const at = momentBefore(telling.story, slot.start, random.between(0, 2), rep.timeZone, random);
  const more = rep.team === 'mitt' && isHeavyWeek(week) ? WHEN_HEAVY : 1;
  const drawn = random.next() / more;
  if (!isTold(telling, at) || drawn >= PUT_OFF + DROPPED + LATER_THAT_DAY) return UNEVENTFUL;
  const deed = { at, mailbox: rep.key, item: occurrence(series.name, date) };
  const voices = [voiceOf(rep, series.subject, at, 'reluctance', random)];
  if (drawn < DROPPED) return { edits: [{ ...deed, kind: 'delete' }], voices };
  const isSameDay = drawn < DROPPED + LATER_THAT_DAY;
  const to = isSameDay
    ? telling.free.take(rep, [date], series.recurrence?.minutes ?? 60, '08:00', random)
    : laterSlot(telling, rep, slot, random);
  return to && to.start > at + HOUR ? { edits: [{ ...deed, kind: 'move', ...to }], voices } : UNEVENTFUL;
}

export function slotOn({ recurrence, start, end }: Meeting, date: LocalDate) {
  if (!recurrence) return { start, end };
  const first = wallClockInstant(date, recurrence.time, recurrence.timeZone);
  return { start: first, end: first + recurrence.minutes * 60_000 };
}
