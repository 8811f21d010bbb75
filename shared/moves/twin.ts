import type { CalendarEvent } from '../calendar/event.ts';
import type { Instant } from '../calendar/time.ts';
import { DAY } from '../calendar/time.ts';
import { isActivity } from './activity.ts';
import type { ActivitySnapshot, StandingEvent, Surroundings } from './move.ts';
import { domainOf, externalsIn, isExternal, othersIn } from './participants.ts';

const CREATED_BEFORE = 1 * DAY;
const CREATED_AFTER = 14 * DAY;

/** An activity that was cancelled or declined. */
export interface GoneActivity {
  readonly activity: ActivitySnapshot;
  readonly goneAt: Instant;
}

/** Who the rep is, and which domains say nothing about a company. */
export type Company = Pick<Surroundings, 'self' | 'ownDomains' | 'freeMail' | 'twinsTaken'>;

/**
 * The event that stands for the gone one: matching it, created 24 h before to 14 days after it went, nearest in
 * creation, and not the twin of another already.
 */
export function findTwin(
  gone: GoneActivity,
  candidates: readonly StandingEvent[],
  around: Company,
): StandingEvent | null {
  const distance = ({ event, bookedAt }: StandingEvent): number =>
    Math.abs((event.createdAt ?? bookedAt) - gone.goneAt);
  const twins = candidates
    .filter((candidate) => isFree(candidate, gone, around) && isCreatedThen(candidate, gone.goneAt))
    .filter((candidate) => matches(gone.activity, candidate, around))
    .toSorted((a, b) => distance(a) - distance(b) || (a.key < b.key ? -1 : 1));
  return twins[0] ?? null;
}

function isFree(candidate: StandingEvent, { activity }: GoneActivity, around: Company): boolean {
  if (candidate.key === activity.key || (around.twinsTaken?.has(candidate.key) ?? false)) return false;
  const { seriesKey } = candidate.event;
  // The next occurrence of the same series stood there all along.
  if (seriesKey !== null && seriesKey === activity.event.seriesKey) return false;
  return isActivity(candidate);
}

/** Of an occurrence only the creation of its series counts: the window may have shown it just now. */
function isCreatedThen({ event, bookedAt }: StandingEvent, goneAt: Instant): boolean {
  const createdAt = event.createdAt ?? (event.seriesKey === null ? bookedAt : null);
  return createdAt !== null && createdAt >= goneAt - CREATED_BEFORE && createdAt <= goneAt + CREATED_AFTER;
}

function matches(gone: ActivitySnapshot, candidate: ActivitySnapshot, around: Company): boolean {
  const before = externalsIn(gone.event, around);
  const after = externalsIn(candidate.event, around);
  if (before.length === 0 && after.length === 0) return sameTitle(gone.event, candidate.event);
  if (before.some((address) => after.includes(address))) return true;
  const domains = before.map(domainOf).filter((domain) => !around.freeMail(domain));
  if (!after.some((address) => domains.includes(domainOf(address)))) return false;
  return gone.activity === candidate.activity || haveColleagueInCommon(gone.event, candidate.event, around);
}

function haveColleagueInCommon(a: CalendarEvent, b: CalendarEvent, { self, ownDomains }: Company): boolean {
  const colleagues = othersIn(b, self).filter((address) => !isExternal(address, ownDomains));
  return othersIn(a, self).some((address) => colleagues.includes(address));
}

function sameTitle(a: CalendarEvent, b: CalendarEvent): boolean {
  const title = normalisedTitle(a.title);
  return title !== '' && title === normalisedTitle(b.title);
}

/** Outlook puts these before the title of what was cancelled, forwarded or answered. */
const PREFIX =
  /^(?:canceled|cancelled|inställt|avlyst|aflyst|peruttu|abgesagt|copy|kopia|kopi|re|sv|fw|fwd|vb|vs)\s*:\s*/u;

/** A title as twins compare it: lower case, without prefixes and punctuation, single spaces. */
export function normalisedTitle(title: string): string {
  let text = title.normalize('NFKC').toLowerCase().trim();
  while (PREFIX.test(text)) text = text.replace(PREFIX, '');
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
