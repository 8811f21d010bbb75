import type { Transaction } from 'kysely';
import { type Instant, MINUTE } from '../../shared/calendar/time.ts';
import type { Database } from '../store/schema.ts';
import { noteUnannounced } from '../store/subscription-store.ts';
import type { Reader } from './reader.ts';
import type { Written } from './write-reading.ts';

/** Microsoft names three minutes as the longest that a notification takes. */
const UNDER_WAY = 10 * MINUTE;

/**
 * As worker: a round that nothing rang for and that found changes older than any notification takes. Graph calls a
 * subscription active that rings no more (fault F7), so what counts is whether it rings: once may be a lost notification,
 * twice in a row is a bell to be made anew, and until it rings the calendar is looked at as if there were none.
 */
export async function noteSilence(
  trx: Transaction<Database>,
  { person, mailbox }: Reader,
  readAt: Instant,
  { changes, added }: Written,
): Promise<void> {
  const isAnnounced = mailbox.retryCount < 0;
  const dates = [
    ...changes.filter(({ after }) => after !== null).map(({ changedAt }) => changedAt),
    ...added,
  ];
  const isUnderWay = dates.every((changedAt) => changedAt > readAt - UNDER_WAY);
  if (isAnnounced || isUnderWay) return;
  await noteUnannounced(trx, person.personId, readAt);
}
