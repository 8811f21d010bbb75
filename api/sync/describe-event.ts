import type { CalendarEvent } from '../../shared/calendar/event.ts';
import type { Teaching } from '../../shared/classification/gather-taught.ts';
import type { Classification, ClassificationContext } from '../../shared/classification/classification.ts';
import type { FindCorrection, StandingCorrection } from '../../shared/classification/standing-corrections.ts';
import { detectStateFilter } from '../../shared/classification/state-filters.ts';
import { domainOf, externalsIn } from '../../shared/moves/participants.ts';
import { normalisedTitle } from '../../shared/moves/twin.ts';
import type { WrittenEvent } from '../store/event-journal.ts';
import { activityAfter } from './plainest-activity.ts';
import type { ReadEvent } from './read-events.ts';
import type { SyncDeps } from './sync-deps.ts';

/** By what events are sorted, beside what they show. */
export interface Sorting {
  readonly context: ClassificationContext;
  readonly findCorrection: FindCorrection;
  readonly teaching: Teaching | null;
}

/** Sorts an event and takes the fingerprints that stand beside it. `eventId` is null at first sight. */
export function describeEvent(
  read: ReadEvent,
  eventId: string | null,
  deps: Pick<SyncDeps, 'classify' | 'vault'>,
  { context, findCorrection, teaching }: Sorting,
): WrittenEvent {
  const { event, fingerprints, seriesKey } = read;
  const { vault } = deps;
  const outsiders = externalsIn(event, context);
  const domains = [...new Set(outsiders.map(domainOf))].map((domain) => vault.fingerprint('domain', domain));
  const correction = findCorrection({
    eventId,
    seriesKey,
    domains: domains.map((domain) => domain.toString('hex')),
  });
  return {
    event,
    fingerprints,
    ...sortEvent(event, deps.classify(event, context, teaching), correction),
    externalAddresses: outsiders.map((address) => vault.fingerprint('address', address)),
    externalDomains: domains,
    titleHash: vault.fingerprint('title', normalisedTitle(event.title)),
  };
}

export type Sorted = Pick<WrittenEvent, 'classification' | 'correctionId'>;

/** The person's word wins, but what a state filter settles stays what it is (domain §3). */
export function sortEvent(
  event: CalendarEvent,
  classification: Classification,
  correction: StandingCorrection | null,
): Sorted {
  if (correction === null || detectStateFilter(event) !== null) return { classification, correctionId: null };
  return { classification: corrected(classification, correction.class), correctionId: correction.id };
}

function corrected(classification: Classification, said: StandingCorrection['class']): Classification {
  const top = said === 'unsure' ? classification.top : said;
  return {
    ...classification,
    class: said,
    top,
    activity: activityAfter(said, classification),
    confidence: 1,
  };
}
