import type { Instant } from '../../shared/calendar/time.ts';

/** An instant as the contract writes it. */
export function iso(instant: Instant): string {
  return new Date(instant).toISOString();
}
