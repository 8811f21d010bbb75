import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import { hastenRefresh } from './prompt-store.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/**
 * The rep disagrees, in the tab, with what the calendar shows, or takes that back; the first time counts until then. A
 * card that still shows the answer is drawn anew. false where there is no answered move of the person's with that id.
 */
export async function contestMove(
  trx: Trx,
  contest: {
    readonly personId: string;
    readonly moveId: string;
    readonly contested: boolean;
    readonly now: Instant;
  },
): Promise<boolean> {
  const { personId, moveId, contested, now } = contest;
  const { numUpdatedRows } = await trx
    .updateTable('move')
    .set((eb) => ({
      contested_at: contested
        ? eb.fn<Date | null>('coalesce', ['contested_at', eb.val(new Date(now))])
        : null,
    }))
    .where('move_id', '=', moveId)
    .where('person_id', '=', personId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('prompt')
          .select('prompt_id')
          .whereRef('prompt.move_id', '=', 'move.move_id')
          .where('prompt.state', '=', 'answered'),
      ),
    )
    .executeTakeFirst();
  const isSaved = numUpdatedRows > 0n;
  if (isSaved) await hastenRefresh(trx, moveId, now);
  return isSaved;
}
