import type { Transaction } from 'kysely';
import type { CalendarEvent } from '../../shared/calendar/event.ts';
import { listTaughtKeys } from '../../shared/classification/apply-lessons.ts';
import type { ClassificationContext } from '../../shared/classification/classification.ts';
import type { Teaching } from '../../shared/classification/gather-taught.ts';
import type { Vault } from '../store/encryption.ts';
import { isAnythingTaught, listVotes } from '../store/lesson-store.ts';
import type { Database } from '../store/schema.ts';

/**
 * As worker: what was taught about anything in these events, as it counts for the person whose they are. null where
 * nobody has taught anything, so that most organisations pay one look for it.
 */
export async function loadTeaching(
  trx: Transaction<Database>,
  vault: Vault,
  {
    personId,
    events,
    context,
  }: {
    readonly personId: string;
    readonly events: readonly CalendarEvent[];
    readonly context: ClassificationContext;
  },
): Promise<Teaching | null> {
  if (events.length === 0 || !(await isAnythingTaught(trx))) return null;
  const keys = events.flatMap((event) => listTaughtKeys(event, context));
  const votes = await listVotes(trx, vault, keys);
  return { by: personId, votesOf: (key) => votes.get(key) ?? [] };
}
