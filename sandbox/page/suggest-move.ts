import { DAY, type Instant } from '../../shared/calendar/time.ts';
import type { PageEvent } from './sandbox-api.ts';

/** Far enough ahead that it has not begun when the reader has found it; near enough to be seen at once. */
const SOONEST = DAY / 12;
const NAMED = [/demo/i, /^(avtal|kontrakt|contract)/i];

/**
 * A customer meeting that the owner booked and that is still to come: what a newcomer can drag. A demo if there is
 * one, or the signing of a contract: their names say that they are selling.
 */
export function suggestMove(
  events: readonly PageEvent[],
  ownDomains: ReadonlySet<string>,
  now: Instant,
): PageEvent | null {
  const ahead = events
    .filter((event) => event.isOrganizer && !event.isAllDay && !event.isCancelled)
    .filter(({ start }) => Date.parse(start) > now + SOONEST)
    .filter(({ attendees }) => attendees.some(({ address }) => !ownDomains.has(domainOf(address))))
    .toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const named = NAMED.flatMap((words) => ahead.find(({ subject }) => words.test(subject)) ?? []);
  return named[0] ?? ahead[0] ?? null;
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
