import type { Instant } from './calendar/time.ts';

/**
 * Where all domain time comes from: settling, debounce, working hours, caps, lapses, retention, "this week".
 * Security time (tokens, subscriptions) is real time and does not use this port.
 */
export interface Clock {
  now(): Instant;
}
