import type { Instant, TimeZone } from '../../shared/calendar/time.ts';
import { atWallClock, wallClock } from '../../shared/calendar/time-zone.ts';
import { readClock, readDate, writeClock, writeDate } from '../../shared/calendar/typed-time.ts';
import type { Language } from '../../shared/locales/text.ts';
import { timeOf } from './calendar-days.ts';

/** What the form for an event is opened with: a new one, or the move of one that stands. */
export interface EventDraft {
  /** null = a new event. */
  readonly moves: { readonly id: string; readonly title: string } | null;
  readonly subject: string;
  readonly start: Instant;
  readonly end: Instant;
  /** Addresses that are invited from the start. */
  readonly invited: readonly string[];
}

/** The fields of that form, as they were typed. */
export interface DraftFields {
  readonly subject: string;
  readonly date: string;
  readonly from: string;
  readonly to: string;
  /** An address; empty = nobody. */
  readonly invite: string;
}

export type DraftCheck =
  | { readonly ok: true; readonly start: Instant; readonly end: Instant }
  | { readonly ok: false; readonly wrong: 'subject' | 'time' };

export function fieldsOf(draft: EventDraft, timeZone: TimeZone, language: Language): DraftFields {
  const start = wallClock(draft.start, timeZone);
  return {
    subject: draft.subject,
    date: writeDate(start.date, language),
    from: writeClock(timeOf(start.minutes), language),
    to: writeClock(timeOf(wallClock(draft.end, timeZone).minutes), language),
    invite: draft.invited[0] ?? '',
  };
}

/** The times that the fields name, in the calendar's own zone, or what is wrong with them. */
export function checkFields(fields: DraftFields, timeZone: TimeZone): DraftCheck {
  if (fields.subject.trim() === '') return { ok: false, wrong: 'subject' };
  const [date, from, to] = [readDate(fields.date), readClock(fields.from), readClock(fields.to)];
  if (date === null || from === null || to === null) return { ok: false, wrong: 'time' };
  const start = atWallClock(date, from, timeZone);
  const end = atWallClock(date, to, timeZone);
  return end > start ? { ok: true, start, end } : { ok: false, wrong: 'time' };
}
