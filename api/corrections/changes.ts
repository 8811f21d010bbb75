import type { Transaction } from 'kysely';
import type { TimeClass } from '../../shared/classification/classification.ts';
import {
  createFindCorrection,
  type StandingCorrection,
} from '../../shared/classification/standing-corrections.ts';
import {
  listReachedEvents,
  listStandingCorrections,
  type CorrectionReach,
} from '../store/correction-store.ts';
import type { Vault } from '../store/encryption.ts';
import type { StoredEvent } from '../store/event-store.ts';
import type { Database } from '../store/schema.ts';
import type { SaidClass } from '../../shared/contract/classes.ts';
import type { Known } from './load-known.ts';
import { listTaughtChanges } from './taught-changes.ts';
import { isSettled, isStanding, type Corrigible, type CorrectionDeps } from './corrigible.ts';

/** An event whose class a correction would change. */
export interface Change {
  readonly stored: StoredEvent;
  readonly from: TimeClass;
  readonly to: TimeClass;
}

/** No stored correction has this id. */
const ASKED = 'asked';

/**
 * Exactly the events that a correction would change, by start. `instead` is one that it would stand in the place of. What
 * it says of events that are of that class already, and of those to come, is not a change.
 */
export async function listChanges(
  trx: Transaction<Database>,
  corrigible: Corrigible,
  asked: { readonly class: SaidClass; readonly reach: CorrectionReach; readonly instead: string | null },
  known: Known,
  deps: CorrectionDeps,
): Promise<Change[]> {
  const { person, stored } = corrigible;
  const said = await listStandingCorrections(trx, person.personId);
  const candidate = candidateOf(stored, asked.class, asked.reach, deps.vault);
  const now = createFindCorrection(said);
  const then = createFindCorrection([...said.filter(({ id }) => id !== asked.instead), candidate]);
  const { reach } = asked;
  if ('key' in reach) {
    const taught = { key: reach.key, class: asked.class };
    return listTaughtChanges(corrigible, taught, known, { before: now, after: then }, deps).toSorted(byStart);
  }
  const ids = await listReachedEvents(trx, person.personId, [candidate]);
  const events = await deps.events.listByIds(trx, ids);
  return events
    .filter((event) => isStanding(event) && !isSettled(event) && then(event)?.id === ASKED)
    .map((event) => ({ stored: event, from: now(event)?.class ?? event.class, to: asked.class }))
    .filter(({ from }) => from !== asked.class)
    .toSorted(byStart);
}

function byStart(a: Change, b: Change): number {
  return a.stored.event.start - b.stored.event.start;
}

function candidateOf(
  stored: StoredEvent,
  timeClass: TimeClass,
  reach: CorrectionReach,
  vault: Vault,
): StandingCorrection {
  return {
    id: ASKED,
    eventId: stored.eventId,
    scope: reach.scope,
    seriesKey: reach.scope === 'series' ? reach.seriesKey : null,
    domain: reach.scope === 'domain' ? vault.fingerprint('domain', reach.domain).toString('hex') : null,
    class: timeClass,
    at: Infinity,
  };
}
