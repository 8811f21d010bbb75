import type { Cadence } from '../../shared/calendar/cadence.ts';
import type { IsoWeek, LocalDate } from '../../shared/calendar/time.ts';
import type { TimeClass } from '../../shared/classification/classification.ts';
import type { Week, WeekCorrection, WeekEvent } from '../../shared/contract/week.ts';
import type { Moments } from '../moved/moments.ts';
import { capitalised, numberWord } from '../moved/number-word.ts';
import type { Language, Translate } from '../words/create-i18n.ts';
import { formatHours, formatNumber } from '../words/figures.ts';
import { formatDay, weekNumber } from '../words/weeks.ts';
import { becauseWords } from './because-words.ts';

const NBSP = '\u00a0';
const HOUR = 60;

/** What the texts need to know of their reader. */
export interface Reader {
  readonly language: Language;
  readonly t: Translate;
  readonly moments: Moments;
}

/** One decimal at most: `11,5 h`, `4 h`. */
export function hoursWords(hours: number, language: Language): string {
  return formatHours(Math.round(hours * 10) / 10, language);
}

/** `11,5–15,5 h`; one figure where both ends are the same. */
export function hoursRange(low: number, high: number, language: Language): string {
  const [from, to] = [hoursWords(low, language), hoursWords(high, language)];
  return from === to ? from : `${from.slice(0, -2)}–${to}`;
}

/** The page's answer: how much of the week is selling, and how much of it is unsure. */
export function weekHeading(week: Week, { language, t }: Reader): string {
  const count = unsureEvents(week).length;
  const number = capitalised(numberWord(count, language));
  const unsure = count === 0 ? t('week.unsureNone') : t('week.unsure', { count, number });
  return `${t('week.heading', { hours: hoursWords(week.split.selling, language) })} ${unsure}`;
}

export function weekDefinition({ split }: Week, { language, t }: Reader): string {
  if (split.unsure === 0) return t('week.definitionSure');
  return t('week.definition', { range: hoursRange(split.selling, split.selling + split.unsure, language) });
}

/** What the calendar says nothing certain about, in the order in which it comes. */
export function unsureEvents({ events }: Pick<Week, 'events'>): readonly WeekEvent[] {
  return events.filter((event) => event.class === 'unsure' && event.standing === 'open');
}

/** `23–27 november`, `30 november–4 december`: the days of the week that have a strip. */
export function datesWords(days: readonly { readonly date: LocalDate }[], language: Language): string {
  const [first, last] = [days[0]?.date, days.at(-1)?.date];
  if (first === undefined || last === undefined) return '';
  const day = (date: LocalDate) => String(Number(date.slice(8)));
  const month = (date: LocalDate) =>
    new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { month: 'long', timeZone: 'UTC' }).format(
      Date.parse(date),
    );
  return first.slice(0, 7) === last.slice(0, 7)
    ? `${day(first)}–${day(last)}${NBSP}${month(last)}`
    : `${day(first)}${NBSP}${month(first)}–${day(last)}${NBSP}${month(last)}`;
}

/** `Mån 23`, or `Mån` where there is little room. */
export function dayName(date: LocalDate, language: Language, isShort: boolean): string {
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB';
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.parse(date));
  const weekday = capitalised(day.slice(0, 3));
  return isShort ? weekday : `${weekday}${NBSP}${Number(date.slice(8))}`;
}

/** `Tis 24 nov 15.30–16.30`; the day alone where it takes the whole day. */
export function whenWords(event: WeekEvent, { moments, t }: Reader): string {
  const start = Date.parse(event.start);
  const end = Date.parse(event.end);
  const day = capitalised(moments.moment(start)).slice(0, -moments.clock(start).length - 1);
  if (event.allDay !== null) {
    const { first, last } = event.allDay;
    const until = first === last ? '' : `–${formatDay(last, t)}`;
    return `${day}${until}, ${t('week.events.allDay').toLowerCase()}`;
  }
  const until =
    moments.date(start) === moments.date(end)
      ? moments.clock(end)
      : `${moments.day(end)} ${moments.clock(end)}`;
  return `${day} ${moments.clock(start)}–${until}`;
}

/** `15.30–16.30`, for a list that names the day; with the day it ends on where that is another. */
export function timeOfDay(event: WeekEvent, { moments, t }: Reader): string {
  if (event.allDay !== null) return t('week.events.allDay');
  const [start, end] = [Date.parse(event.start), Date.parse(event.end)];
  const until = moments.date(start) === moments.date(end) ? '' : `${moments.day(end)} `;
  return `${moments.clock(start)}–${until}${moments.clock(end)}`;
}

/** The day that an event stands under: of one that runs on from the week before, the day on which it began. */
export function dayOf({ start, allDay }: WeekEvent, { date }: Moments): LocalDate {
  return allDay?.first ?? date(Date.parse(start));
}

/** `Måndag 23 november`. */
export function dayHeading(date: LocalDate, language: Language): string {
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB';
  const format = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return capitalised(new Intl.DateTimeFormat(locale, format).format(Date.parse(date)));
}

export function titleWords(event: Pick<WeekEvent, 'title' | 'standing'>, t: Translate): string {
  if (event.standing === 'private') return t('week.private');
  return event.title === '' ? t('week.noTitle') : event.title;
}

/** Why an event is of its class: the reader's own word where there is one, else the strongest reasons. */
export function whyWords(event: WeekEvent, { language, t }: Reader, most = 2): string {
  return event.correction === null
    ? becauseWords(event.because, language, most)
    : t(`week.said.${event.correction.scope}`);
}

/** `8.30` · `8:30`, from minutes since midnight. */
export function clockOf(minutes: number, language: Language): string {
  const rest = String(minutes % HOUR).padStart(2, '0');
  return `${Math.floor(minutes / HOUR)}${language === 'sv' ? '.' : ':'}${rest}`;
}

export function cadenceWords(cadence: Cadence, t: Translate): string {
  if (cadence.every === 'day') return t('week.cadence.day');
  const day = weekdayName(cadence.weekday, t);
  switch (cadence.weeks) {
    case 1:
      return t('week.cadence.weekly', { day });
    case 2:
      return t('week.cadence.biweekly', { day });
    default:
      return t('week.cadence.weeks', { day, weeks: cadence.weeks });
  }
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

function weekdayName(weekday: number, t: Translate): string {
  const found = WEEKDAYS.find((day) => day === weekday);
  return found === undefined ? '' : t(`week.weekday.${found}`);
}

/** `v. 40, 42 och 44–46`: weeks in order, those that follow each other as a span. */
export function weeksList(weeks: readonly IsoWeek[], language: Language): string {
  const runs: { first: number; last: number }[] = [];
  for (const number of weeks.map(weekNumber)) {
    const run = runs.at(-1);
    if (run !== undefined && number === run.last + 1) run.last = number;
    else runs.push({ first: number, last: number });
  }
  const joined = new Intl.ListFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { type: 'conjunction' }).format(
    runs.flatMap(({ first, last }) => {
      if (first === last) return [String(first)];
      return last === first + 1 ? [String(first), String(last)] : [`${first}–${last}`];
    }),
  );
  if (language === 'sv') return `v.${NBSP}${joined}`;
  return `${weeks.length > 1 ? 'weeks' : 'week'}${NBSP}${joined}`;
}

export interface CorrectionWords {
  readonly what: string;
  readonly how: string;
}

/** `Alla möten med nordlast.example` and `Från osäkert till säljande. 6 händelser`. */
export function correctionWords(correction: WeekCorrection, t: Translate): CorrectionWords {
  const { scope, from, to, events: count, about } = correction;
  const named = (name: TimeClass) => t(`week.named.${name}`);
  const title = correction.title === '' ? t('week.noTitle') : correction.title;
  const change =
    from === null || from === to
      ? t('week.corrected.to', { to: named(to) })
      : t('week.corrected.fromTo', { from: named(from), to: named(to) });
  const reach = scope === 'event' ? t('week.corrected.only') : t('week.corrected.events', { count });
  return {
    what: t(`week.corrected.${scope}`, { title, domain: correction.domain ?? '', about: about ?? '' }),
    how: `${change} ${reach}`,
  };
}

/** Whole hours have no minutes on an axis: `08`. */
export function axisHour(hour: number): string {
  return String(hour).padStart(2, '0');
}

export function figure(value: number, language: Language): string {
  return formatNumber(Math.round(value * 10) / 10, language);
}
