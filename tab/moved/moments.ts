import type { Instant, LocalDate, TimeZone } from '../../shared/calendar/time.ts';
import type { Language, Translate } from '../words/create-i18n.ts';
import { formatDay } from '../words/weeks.ts';

const NBSP = '\u00a0';
const DAY = 86_400_000;

/** How times are written for one reader: in their zone and language. */
export interface Moments {
  /** `tor 19 nov 10.00` · `Thu 19 Nov 10:00`; it may break between day and time. */
  readonly moment: (instant: Instant) => string;
  /** `9 dec` · `9 Dec`. */
  readonly day: (instant: Instant) => string;
  /** `10.00` · `10:00`, 24 hours. */
  readonly clock: (instant: Instant) => string;
  readonly date: (instant: Instant) => LocalDate;
}

export function momentsIn(timeZone: TimeZone, language: Language, t: Translate): Moments {
  const date = (instant: Instant) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
  const day = (instant: Instant) => formatDay(date(instant), t);
  const clock = (instant: Instant) => formatClock(instant, timeZone, language);
  return {
    moment: (instant) => `${weekday(instant, timeZone, language)}${NBSP}${day(instant)} ${clock(instant)}`,
    day,
    clock,
    date,
  };
}

/** Whole local days from one date to another. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

function formatClock(instant: Instant, timeZone: TimeZone, language: Language): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${Number(part('hour'))}${language === 'sv' ? '.' : ':'}${part('minute')}`;
}

/** Three letters in both languages, as on the card: those of Intl differ in length. */
function weekday(instant: Instant, timeZone: TimeZone, language: Language): string {
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long' }).format(instant).slice(0, 3);
}
