import type { Instant } from '../../shared/calendar/time.ts';
import { DAY } from '../../shared/calendar/time.ts';
import { isoWeekday, wallClock } from '../../shared/calendar/time-zone.ts';
import { isoWeekOf } from '../../shared/calendar/week.ts';
import type { PromptRecord } from '../../shared/prompts/caps.ts';
import { calendarAt, type KnownMove, type LivedQuarter } from './live-quarter.ts';

/** A promise to the rep: how many questions, or weeks of a rep, it was looked for in, and how many broke it. */
export interface JudgedRule {
  readonly rule: string;
  readonly looked: number;
  readonly broken: number;
}

/** Seconds, as domain §7 has them; written again, so that the planner's own figures are not their own judge. */
const TAPPED = 10;
const UNTAPPED = 2;
const READ = 10;
const BUDGET = 60;
const AGAIN_AFTER = 14 * DAY;

interface Asked {
  readonly life: LivedQuarter;
  readonly index: number;
  readonly prompt: PromptRecord;
  readonly known: KnownMove;
  readonly local: { readonly date: string; readonly time: string };
}

type Rule = (asked: Asked) => boolean;

/** What a question must keep; true = kept. Read from the lived quarter alone, without the planner's rules. */
const KEPT: Readonly<Record<string, Rule>> = {
  'not in a meeting': ({ life, prompt }) =>
    calendarAt(life.rep, prompt.sentAt).every(
      ({ event }) => event.end <= prompt.sentAt || prompt.sentAt < event.start,
    ),
  'not within five minutes after one': ({ life, prompt }) =>
    calendarAt(life.rep, prompt.sentAt).every(
      ({ event }) => event.end <= prompt.sentAt - 5 * 60_000 || prompt.sentAt < event.end,
    ),
  'not at night, at the weekend or outside the rep’s hours': ({ life, local }) =>
    (life.rep.workingHours.days[isoWeekday(local.date)] ?? []).some(
      ({ from, to }) => from <= local.time && local.time < to,
    ),
  'not in the rep’s quiet hours': ({ life, local }) => {
    const { quietHours } = life.rep;
    return quietHours === null || local.time < quietHours.from || quietHours.to <= local.time;
  },
  'not on leave or ill': ({ life, prompt }) =>
    life.rep.away.every(
      ({ interval, knownAt }) =>
        prompt.sentAt < Math.max(interval.start, knownAt) || interval.end <= prompt.sentAt,
    ),
  'not on a holiday': ({ life, local }) =>
    life.rep.holidays.every(({ date, from }) => date !== local.date || local.time < from),
  'not for what a customer or a colleague moved': ({ known }) =>
    known.move.mover !== 'customer' && known.move.mover !== 'colleague',
  'only for selling meetings, never private ones': ({ known }) =>
    known.appointment.activity.class === 'selling' &&
    known.appointment.activity.event.sensitivity === 'normal',
  'only of reps who acknowledged and did not object': ({ life }) =>
    life.rep.acknowledged && !life.rep.objected,
  'a move only once, its meeting once in 14 days': (asked) =>
    isFirstAbout(asked, ({ known, sentAt }) =>
      known.move.key === asked.known.move.key
        ? asked.prompt.sentAt - sentAt >= AGAIN_AFTER && known.id !== asked.known.id
        : true,
    ),
  'a cleared day only once': (asked) =>
    isFirstAbout(asked, ({ known }) => known.burst === null || known.burst !== asked.known.burst),
  'not while another is open': ({ life, index, prompt }) =>
    life.prompts.slice(0, index).every(({ endedAt }) => endedAt !== null && endedAt <= prompt.sentAt),
  'not while the rep pauses': ({ life, prompt }) =>
    life.pauses.every(({ from, until }) => prompt.sentAt < from || until <= prompt.sentAt),
  'one a day': (asked) => earlier(asked).every((other) => dateOf(asked, other) !== asked.local.date),
  'three a week': (asked) => sameWeek(asked).length < 3,
  'one a week after three unanswered in a row': (asked) =>
    !isAfterSilence(earlier(asked)) || sameWeek(asked).length === 0,
};

/** Judges every question, and every rep's week for what the product took of it. */
export function judgeQuarters(lives: readonly LivedQuarter[]): readonly JudgedRule[] {
  const asked = lives.flatMap(listAsked);
  const weeks = lives.flatMap((life) => [...burdenByWeek(life).values()]);
  return [
    ...Object.entries(KEPT).map(([rule, isKept]) => ({
      rule,
      looked: asked.length,
      broken: asked.filter((question) => !isKept(question)).length,
    })),
    {
      rule: 'a note once a week, from Wednesday on, in hours of work, no meeting and no pause',
      looked: lives.flatMap(({ notes }) => notes).length,
      broken: lives.flatMap((life) => life.notes.filter((at, index) => !isNoteKept(life, at, index))).length,
    },
    {
      rule: `at most ${BUDGET} s of a rep’s week, corrections and notes included`,
      looked: weeks.length,
      broken: weeks.filter((seconds) => seconds > BUDGET).length,
    },
  ];
}

function isNoteKept(life: LivedQuarter, at: Instant, index: number): boolean {
  const { rep, notes, pauses } = life;
  const { date, time } = localOf(at, life);
  const week = isoWeekOf(at, rep.workingHours.timeZone);
  return (
    isoWeekday(date) >= 3 &&
    (rep.workingHours.days[isoWeekday(date)] ?? []).some(({ from, to }) => from <= time && time < to) &&
    calendarAt(rep, at).every(({ event }) => event.end <= at || at < event.start) &&
    pauses.every(({ from, until }) => at < from || until <= at) &&
    notes.slice(0, index).every((other) => isoWeekOf(other, rep.workingHours.timeZone) !== week)
  );
}

/** Seconds that questions, corrections and notes took of a rep, for each ISO week that had any. */
export function burdenByWeek({ rep, prompts, notes }: LivedQuarter): ReadonlyMap<string, number> {
  const taken = [
    ...prompts.map(({ sentAt, outcome }) => ({
      at: sentAt,
      seconds: outcome === 'lapsed' ? UNTAPPED : TAPPED,
    })),
    ...rep.corrections,
    ...notes.map((at) => ({ at, seconds: READ })),
  ];
  const weeks = new Map<string, number>();
  for (const { at, seconds } of taken) {
    const week = isoWeekOf(at, rep.workingHours.timeZone);
    weeks.set(week, (weeks.get(week) ?? 0) + seconds);
  }
  return weeks;
}

function listAsked(life: LivedQuarter): Asked[] {
  return life.prompts.flatMap((prompt, index) => {
    const known = life.moves.get(prompt.moveId);
    const local = localOf(prompt.sentAt, life);
    return known ? [{ life, index, prompt, known, local }] : [];
  });
}

function localOf(instant: Instant, { rep }: LivedQuarter): Asked['local'] {
  const { date, minutes } = wallClock(instant, rep.workingHours.timeZone);
  const two = (number: number): string => String(number).padStart(2, '0');
  return { date, time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
}

function earlier({ life, index }: Asked): readonly PromptRecord[] {
  return life.prompts.slice(0, index);
}

function dateOf({ life }: Asked, { sentAt }: PromptRecord): string {
  return localOf(sentAt, life).date;
}

function sameWeek(asked: Asked): readonly PromptRecord[] {
  const { timeZone } = asked.life.rep.workingHours;
  const week = isoWeekOf(asked.prompt.sentAt, timeZone);
  return earlier(asked).filter(({ sentAt }) => isoWeekOf(sentAt, timeZone) === week);
}

function isFirstAbout(
  asked: Asked,
  isOther: (other: { readonly known: KnownMove; readonly sentAt: Instant }) => boolean,
): boolean {
  return earlier(asked).every(({ moveId, sentAt }) => {
    const known = asked.life.moves.get(moveId);
    return known !== undefined && isOther({ known, sentAt });
  });
}

function isAfterSilence(prompts: readonly PromptRecord[]): boolean {
  const said = prompts.filter(({ outcome }) => outcome !== 'withdrawn').slice(-3);
  return said.length === 3 && said.every(({ outcome }) => outcome === 'lapsed');
}
