import type { CountingSettings } from '../../shared/calendar/time-split.ts';
import type { Instant, IsoWeek } from '../../shared/calendar/time.ts';
import { isoWeekOf } from '../../shared/calendar/week.ts';
import { SPLIT_CLASSES, type SplitClass } from '../../shared/classification/classification.ts';
import { internalMeetings, unsureGroups, type EventGroup } from '../../shared/own-calendar/event-groups.ts';
import { ownWeek } from '../../shared/own-calendar/own-week.ts';
import type { OwnCalendar } from '../../shared/own-calendar/read-own-calendar.ts';
import type { SortedEvent } from '../../shared/own-calendar/sort-own-calendar.ts';
import { eventsOfWeeks, shownWeeks } from '../../shared/own-calendar/shown-weeks.ts';
import {
  summariseOwnCalendar,
  type OwnReport,
  type Settlements,
} from '../../shared/own-calendar/summarise-own-calendar.ts';
import type { OwnWords } from '../../shared/own-calendar/words.ts';
import type { OwnView, ProblemLine, UnsureGroup } from './protocol.ts';

/** Rows of a list that one still reads. */
const MOST_ROWS = { unsure: 25, meetings: 10, problems: 25 } as const;

export interface Sorted {
  readonly calendar: OwnCalendar;
  readonly events: readonly SortedEvent[];
  /** Before anything was said: the list of unsure events keeps this order, so that nothing moves under the pointer. */
  readonly asRead: OwnReport;
}

/** Public holidays are too heavy for a page: none are taken off. */
const NO_HOLIDAYS: CountingSettings['holidays'] = [];

export function asRead(calendar: OwnCalendar, events: readonly SortedEvent[]): Sorted {
  return { calendar, events, asRead: summariseOwnCalendar(events, calendar, NO_HOLIDAYS, new Map()) };
}

/** What the page shows of a calendar, with what was said, at one of its weeks. */
export function ownView(
  { calendar, events, asRead: first }: Sorted,
  said: Settlements,
  asked: IsoWeek | null,
  words: OwnWords,
  now: Instant,
): OwnView {
  const settings: CountingSettings = { workingHours: calendar.workingHours, holidays: NO_HOLIDAYS };
  const report = said.size === 0 ? first : summariseOwnCalendar(events, calendar, NO_HOLIDAYS, said);
  const { timeZone } = calendar;
  const thisWeek = isoWeekOf(now, timeZone);
  // By what was read: a word that is said moves no week in or out of the sum.
  const { weeks, earlier, ahead } = shownWeeks(first.weeks, thisWeek);
  const names = new Set(weeks.map(({ week }) => week));
  const shown = report.weeks.filter(({ week }) => names.has(week));
  const unsure = unsureGroups(eventsOfWeeks(first.events, weeks, timeZone));
  const meetings = internalMeetings(eventsOfWeeks(report.events, weeks, timeZone));
  return {
    owner: calendar.owner,
    timeZone,
    weeks: shown.filter(({ counted }) => counted > 0).map(({ week }) => week),
    earlier,
    ahead,
    hours: hoursOf(shown),
    week: ownWeek(report, asked ?? firstShown(report, thisWeek), settings, now),
    unsure: unsure.slice(0, MOST_ROWS.unsure).map((group) => unsureRow(group, said, words)),
    open: unsure.filter(({ key }) => !said.has(key)).reduce((sum, { times }) => sum + times, 0),
    moreUnsure: Math.max(0, unsure.length - MOST_ROWS.unsure),
    meetings: meetings.slice(0, MOST_ROWS.meetings).map(meetingRow),
    problems: problemLines(calendar, words).slice(0, MOST_ROWS.problems),
  };
}

export function problemLines(
  { problems }: Pick<OwnCalendar, 'problems'>,
  words: OwnWords,
): readonly ProblemLine[] {
  return problems.map((problem, index) => ({
    // Two files of one name may lack the same.
    key: String(index),
    where: words.where(problem),
    what: words.what(problem),
  }));
}

/** The last week that is over or goes on and has something in it; where all lie ahead, the first. */
function firstShown({ weeks }: OwnReport, thisWeek: IsoWeek): IsoWeek {
  const filled = weeks.filter(({ counted }) => counted > 0);
  return (filled.findLast(({ week }) => week <= thisWeek) ?? filled[0] ?? weeks[0])?.week ?? thisWeek;
}

function hoursOf(weeks: OwnReport['weeks']): OwnView['hours'] {
  const sums: Record<SplitClass, number> = { selling: 0, unsure: 0, supporting: 0, internal: 0 };
  for (const { minutes } of weeks) for (const name of SPLIT_CLASSES) sums[name] += minutes[name] / 60;
  return sums;
}

function meetingRow({ key, title, times, minutes }: EventGroup): OwnView['meetings'][number] {
  return { key, title, times, hours: minutes / 60 };
}

function unsureRow(group: EventGroup, said: Settlements, words: OwnWords): UnsureGroup {
  return {
    ...meetingRow(group),
    why: words.whyUnsure(group),
    said: said.get(group.key) ?? null,
    events: group.events.map(({ key }) => key),
  };
}
