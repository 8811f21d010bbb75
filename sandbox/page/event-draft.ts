import type { Instant, LocalDate, TimeZone } from '../../shared/calendar/time.ts';
import { atWallClock, wallClock } from '../../shared/calendar/time-zone.ts';
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

/** The fields of that form, as a browser's date and time inputs hold them. */
export interface DraftFields {
  readonly subject: string;
  readonly date: LocalDate;
  readonly from: string;
  readonly to: string;
  /** An address; empty = nobody. */
  readonly invite: string;
}

export type DraftCheck =
  | { readonly ok: true; readonly start: Instant; readonly end: Instant }
  | { readonly ok: false; readonly wrong: 'subject' | 'time' };

export function fieldsOf(draft: EventDraft, timeZone: TimeZone): DraftFields {
  const start = wallClock(draft.start, timeZone);
  return {
    subject: draft.subject,
    date: start.date,
    from: timeOf(start.minutes),
    to: timeOf(wallClock(draft.end, timeZone).minutes),
    invite: draft.invited[0] ?? '',
  };
}

/** The times that the fields name, in the calendar's own zone, or what is wrong with them. */
export function checkFields(fields: DraftFields, timeZone: TimeZone): DraftCheck {
  if (fields.subject.trim() === '') return { ok: false, wrong: 'subject' };
  if (!/^\d{4}-\d\d-\d\d$/.test(fields.date) || !isTime(fields.from) || !isTime(fields.to))
    return { ok: false, wrong: 'time' };
  const start = atWallClock(fields.date, fields.from, timeZone);
  const end = atWallClock(fields.date, fields.to, timeZone);
  return end > start ? { ok: true, start, end } : { ok: false, wrong: 'time' };
}

function isTime(text: string): boolean {
  return /^\d\d:\d\d$/.test(text);
}
