import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { Instant, Interval, TimeZone } from '../../shared/calendar/time.ts';
import type { Language } from '../../shared/locales/text.ts';

const LOCALES: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' };

/** Teams does not localise dates in cards: every time is written out here, in the rep's zone. */
interface WallTime {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  readonly clock: string;
}

/** `tor 19 nov 10.00` · `Thu 19 Nov 10:00`. */
export function formatMoment(instant: Instant, language: Language, timeZone: TimeZone): string {
  return `${formatDay(instant, language, timeZone)} ${formatClock(instant, language, timeZone)}`;
}

/** `tor 19 nov` · `Thu 19 Nov`. */
export function formatDay(instant: Instant, language: Language, timeZone: TimeZone): string {
  const { weekday, day, month } = wallTime(instant, language, timeZone);
  return `${short(weekday)} ${day} ${short(month)}`;
}

/** `tisdag 17 nov` · `Tuesday 17 Nov`. */
export function formatLongDay(instant: Instant, language: Language, timeZone: TimeZone): string {
  const { weekday, day, month } = wallTime(instant, language, timeZone);
  return `${weekday} ${day} ${short(month)}`;
}

/** `fredag` · `Friday`. */
export function formatWeekday(instant: Instant, language: Language, timeZone: TimeZone): string {
  return wallTime(instant, language, timeZone).weekday;
}

/** `25 nov 10.00` · `25 Nov 10:00`. */
export function formatShortMoment(instant: Instant, language: Language, timeZone: TimeZone): string {
  const { day, month, clock } = wallTime(instant, language, timeZone);
  return `${day} ${short(month)} ${clock}`;
}

/** `onsdag 25 november 10.00–11.30` · `Wednesday 25 November 10:00–11:30`. */
export function formatSpan(span: Interval, language: Language, timeZone: TimeZone): string {
  const { weekday, day, month, clock } = wallTime(span.start, language, timeZone);
  return `${weekday} ${day} ${month} ${clock}–${formatClock(span.end, language, timeZone)}`;
}

/** `9.00` · `9:00`, 24 hours. */
export function formatClock(instant: Instant, language: Language, timeZone: TimeZone): string {
  return wallTime(instant, language, timeZone).clock;
}

/** Whether two instants lie on one local day. */
export function isSameDay(a: Instant, b: Instant, timeZone: TimeZone): boolean {
  return toLocalDate(a, timeZone) === toLocalDate(b, timeZone);
}

const NUMBERS: Readonly<Record<Language, Intl.NumberFormat>> = {
  sv: new Intl.NumberFormat(LOCALES.sv, { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat(LOCALES.en, { maximumFractionDigits: 1 }),
};

/** `11,5` · `11.5`: one decimal at most. */
export function formatNumber(value: number, language: Language): string {
  return NUMBERS[language].format(value);
}

const NUMBER_WORDS: Readonly<Record<Language, readonly string[]>> = {
  sv: ['noll', 'en', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio', 'elva', 'tolv'],
  en: [
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ],
};

/** `fem` · `five`; figures above twelve. */
export function formatCount(count: number, language: Language): string {
  return NUMBER_WORDS[language][count] ?? formatNumber(count, language);
}

/** The first letter large, for the start of a line. */
export function capitalised(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** Three letters in both languages: the ones of Intl differ in length (`tors`, `Sept`) and would not line up. */
function short(word: string): string {
  return word.slice(0, 3);
}

function wallTime(instant: Instant, language: Language, timeZone: TimeZone): WallTime {
  const parts = wallFormat(language, timeZone).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const separator = language === 'sv' ? '.' : ':';
  const clock = `${Number(part('hour'))}${separator}${part('minute')}`;
  return { weekday: part('weekday'), day: part('day'), month: part('month'), clock };
}

/** Making one costs more than all else on a card. */
const wallFormats = new Map<string, Intl.DateTimeFormat>();

function wallFormat(language: Language, timeZone: TimeZone): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = wallFormats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  wallFormats.set(key, format);
  return format;
}
