import type { CalendarEvent } from '../../shared/calendar/event.ts';
import { isConfined } from '../../shared/calendar/event.ts';
import type {
  Classification,
  ClassificationContext,
  TimeClass,
} from '../../shared/classification/classification.ts';
import { domainOf, externalsIn } from '../../shared/moves/participants.ts';
import { normalisedTitle } from '../../shared/moves/twin.ts';
import type { WrittenEvent } from '../store/event-journal.ts';
import { plainestActivity } from './plainest-activity.ts';
import type { ReadEvent } from './read-events.ts';
import type { SyncDeps } from './sync-deps.ts';

/** Sorts an event and takes the fingerprints that stand beside it. `correction` is the person's own word on it. */
export function describeEvent(
  read: ReadEvent,
  deps: Pick<SyncDeps, 'classify' | 'vault'>,
  context: ClassificationContext,
  correction: TimeClass | undefined,
): WrittenEvent {
  const { event, fingerprints } = read;
  const { vault } = deps;
  const outsiders = externalsIn(event, context);
  const domains = [...new Set(outsiders.map(domainOf))];
  return {
    event,
    fingerprints,
    classification: corrected(deps.classify(event, context), event, correction),
    externalAddresses: outsiders.map((address) => vault.fingerprint('address', address)),
    externalDomains: domains.map((domain) => vault.fingerprint('domain', domain)),
    titleHash: vault.fingerprint('title', normalisedTitle(event.title)),
  };
}

/** The person's word wins, but a private, cancelled, declined or free event stays what it is (domain §3). */
function corrected(
  classification: Classification,
  event: CalendarEvent,
  correction: TimeClass | undefined,
): Classification {
  if (correction === undefined || isDecidedByState(event)) return classification;
  const { top, activity } = classification;
  if (correction === 'unsure') return { ...classification, class: correction, confidence: 1 };
  const fits = correction === top ? activity : plainestActivity(correction);
  return { ...classification, class: correction, top: correction, activity: fits, confidence: 1 };
}

function isDecidedByState(event: CalendarEvent): boolean {
  const isAway = event.showAs === 'free' || event.showAs === 'oof';
  return isConfined(event) || event.isCancelled || event.response === 'declined' || isAway;
}
