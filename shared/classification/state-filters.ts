import { isConfined, type CalendarEvent } from '../calendar/event.ts';
import type { ActivityType } from './classification.ts';
import { findConcepts, CONCEPTS } from './lexicon.ts';
import { foldText, stripReplyPrefix } from './fold-title.ts';

/** What the state of an event settles, whatever its words say (domain §3). */
export interface StateFilter {
  readonly signal:
    | 'state.cancelled'
    | 'state.declined'
    | 'state.private'
    | 'state.oof'
    | 'state.free'
    | 'state.elsewhere';
  readonly activity: ActivityType;
}

const CANCELLED =
  /^\s*[[(]?\s*(?:inst[äa]ll(?:t|d|da)|avbokat|avbokad|avlyst|avlyses|avbestilt|aflyst|aflyses|avlysning|aflysning|peruttu|perutaan|peruutettu|peruuntu(?:u|nut)|peruutus|abgesagt|absage|storniert|entf[äa]llt|f[äa]llt\s+aus|annull?eret|annullert|annulliert|annulerad|kansellert|cancell?ed|cancell?ation|called\s+off)\s*(?:[:.!–—)\]-]|$)/i;

/**
 * The first state that takes an event out of working time, or null. Order: cancelled, declined, private, out of
 * office, free, working elsewhere all day with nobody else. Nothing overrides it, no correction either.
 */
export function detectStateFilter(event: CalendarEvent): StateFilter | null {
  if (event.isCancelled || CANCELLED.test(stripReplyPrefix(event.title))) {
    return { signal: 'state.cancelled', activity: 'cancelled' };
  }
  if (event.response === 'declined') return { signal: 'state.declined', activity: 'cancelled' };
  if (isConfined(event)) return { signal: 'state.private', activity: 'private' };
  if (event.showAs === 'oof') return { signal: 'state.oof', activity: 'oof' };
  if (event.showAs === 'free') return { signal: 'state.free', activity: freeActivity(event) };
  if (event.showAs === 'workingElsewhere' && event.allDay !== null && isAlone(event)) {
    return { signal: 'state.elsewhere', activity: 'marker' };
  }
  return null;
}

function isAlone(event: CalendarEvent): boolean {
  return event.attendees.every(
    (attendee) => attendee.kind === 'resource' || (event.isOrganizer && attendee.address === event.organizer),
  );
}

function freeActivity(event: CalendarEvent): ActivityType {
  const found = findConcepts(foldText(stripReplyPrefix(event.title)).text).map(
    (hit) => CONCEPTS[hit.concept],
  );
  if (found.includes('holiday')) return 'holiday';
  if (found.includes('placeholder')) return 'placeholder';
  return event.allDay === null ? 'free' : 'marker';
}
