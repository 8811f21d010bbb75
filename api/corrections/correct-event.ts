import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import { isoWeekOf } from '../../shared/calendar/week.ts';
import type { CorrectionRequest } from '../../shared/contract/corrections.ts';
import {
  findStandingCorrection,
  saveCorrection,
  undoCorrection,
  type CorrectionReach,
} from '../store/correction-store.ts';
import { answerDrawByCorrection } from '../store/sample-store.ts';
import { hastenPlan } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import { listChanges } from './changes.ts';
import type { Known } from './load-known.ts';
import { loadCorrigible, type CorrectionDeps, type NotCorrigible } from './corrigible.ts';

type Trx = Transaction<Database>;

/** `out_of_reach`: no series, or no such company, title, word, category or person in the event. */
export type CorrectOutcome = { readonly id: string } | NotCorrigible | 'out_of_reach';

/**
 * Saves what a person says of one of their events, and makes the sorting due that applies it. With `instead`, a correction
 * of the same event is taken back in the same step, and this one carries what it changed.
 */
export async function correctEvent(
  trx: Trx,
  personId: string,
  request: CorrectionRequest,
  now: Instant,
  known: Known,
  deps: CorrectionDeps,
): Promise<CorrectOutcome> {
  const corrigible = await loadCorrigible(trx, personId, request, known, deps);
  if (typeof corrigible === 'string') return corrigible;
  const reach = corrigible.reaches.find((candidate) => isAsked(candidate, request));
  if (!reach) return 'out_of_reach';
  const replaced =
    request.instead === null ? null : await findStandingCorrection(trx, personId, request.instead);
  const replaces = replaced?.eventId === request.event ? replaced : null;
  const asked = { class: request.class, reach, instead: replaces?.id ?? null };
  const changes = await listChanges(trx, corrigible, asked, known, deps);
  const isOwnChange = changes.some(({ stored }) => stored.eventId === request.event);
  if (replaces) await undoCorrection(trx, personId, replaces.id, now);
  const id = await saveCorrection(trx, deps.vault, {
    personId,
    eventId: request.event,
    class: request.class,
    reach,
    correctedAt: now,
    fromClass: replaces?.fromClass ?? corrigible.stored.class,
    changedEvents: changes.length + (replaces && !isOwnChange ? 1 : 0),
    seconds: request.seconds,
  });
  await answerDrawByCorrection(trx, personId, {
    eventId: request.event,
    week: isoWeekOf(now, corrigible.person.workingHours.timeZone),
    at: now,
    class: request.class,
    correctionId: id,
  });
  // A question that waits may be about what is not selling after all.
  await hastenPlan(trx, personId, now);
  return { id };
}

function isAsked(reach: CorrectionReach, { scope, domain, about }: CorrectionRequest): boolean {
  if (reach.scope !== scope) return false;
  if ('key' in reach) return reach.about === about;
  return reach.scope !== 'domain' || reach.domain === domain;
}
