import type { Language } from '../locales/text.ts';
import type { LocalDate } from './time.ts';

/** `08:30` of what somebody typed as 8.30, 8:30, 0830 or 8; null where it is no time of day. */
export function readClock(typed: string): string | null {
  const match = /^(\d{1,2})(?:[.:]?(\d\d))?$/.exec(typed.trim());
  const [hours, minutes] = [Number(match?.[1]), Number(match?.[2] ?? 0)];
  if (!match || hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** A time of day as a field shows it: `08.30` · `08:30`. */
export function writeClock(clock: string, language: Language): string {
  return language === 'sv' ? clock.replace(':', '.') : clock;
}

/** `2026-04-28` of what somebody typed so, or as 28/4/2026; null where the calendar has no such day. */
export function readDate(typed: string): LocalDate | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed.trim());
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed.trim());
  const [year, month, day] = iso ? iso.slice(1) : (british?.slice(1).toReversed() ?? []);
  if (year === undefined || month === undefined || day === undefined) return null;
  return existingDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** The same date; null where the calendar has no such day. */
export function existingDate(date: LocalDate): LocalDate | null {
  const day = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(day) && new Date(day).toISOString().startsWith(date) ? date : null;
}

/** A date as a field shows it: `2026-04-28` · `28/04/2026`. */
export function writeDate(date: LocalDate, language: Language): string {
  return language === 'sv' ? date : date.split('-').toReversed().join('/');
}
