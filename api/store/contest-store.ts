import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/**
 * The rep disagrees, in the tab, with what the calendar shows; null takes it back. The first time counts until then. false where there is no answered
 * move of the person's with that id.
 */
export async function contestMove(
  trx: Trx,
  contest: { readonly personId: string; readonly moveId: string; readonly at: Instant | null },
): Promise<boolean> {
  const { personId, moveId, at: contestedAt } = contest;
  const { numUpdatedRows } = await trx
    .updateTable('move')
    .set((eb) => ({
      contested_at:
        contestedAt === null
          ? null
          : eb.fn<Date | null>('coalesce', ['contested_at', eb.val(new Date(contestedAt))]),
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
  return numUpdatedRows > 0n;
}
