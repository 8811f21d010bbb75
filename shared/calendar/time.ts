/** Milliseconds since 1970-01-01T00:00Z. Always UTC; a local date is never an instant. */
export type Instant = number;
/** `YYYY-MM-DD`, floating: a day in somebody's zone. */
export type LocalDate = string;
/** IANA name, for instance `Europe/Stockholm`. */
export type TimeZone = string;
/** ISO 8601 week, `2026-W47`. Which week an instant belongs to depends on a zone. */
export type IsoWeek = string;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Half-open `[start, end)`. */
export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}
