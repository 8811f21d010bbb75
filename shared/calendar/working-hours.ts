import type { Instant, Interval, LocalDate, TimeZone } from './time.ts';

/** A rep's normal week. Days are ISO: 1 = Monday. Times are wall clock in `timeZone`, `HH:MM`. */
export interface WorkingHours {
  readonly timeZone: TimeZone;
  readonly days: Readonly<Record<number, readonly { readonly from: string; readonly to: string }[]>>;
  /** Taken off each working day of six hours or more, less the breaks that stand in the calendar. */
  readonly lunchMinutes: number;
}

/** A day on which the rep does not work, whole or from a wall-clock time (customary eves: `12:00`). */
export interface Holiday {
  readonly date: LocalDate;
  /** `HH:MM`; `00:00` = the whole day. */
  readonly from: string;
  readonly name: string;
}
