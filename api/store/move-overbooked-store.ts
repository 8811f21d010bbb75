import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { ActivityType, TimeClass } from '../../shared/classification/classification.ts';
import type { Move } from '../../shared/moves/move.ts';
import { at } from './instant.ts';
import { verdictColumns } from './move-store.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** Written once for each start of a block; a later look may find other words for it. */
export async function saveOverbooked(
  trx: Trx,
  personId: string,
  move: Move,
  block: OverbookedBlock,
): Promise<void> {
  const verdict = verdictColumns(move, 'settled');
  const changedAt = new Date(move.changedAt);
  await trx
    .insertInto('move')
    .values({
      ...verdict,
      person_id: personId,
      event_id: move.key,
      baseline_version_id: block.versionId,
      first_change_at: changedAt,
      last_change_at: changedAt,
      gone_evidence: null,
      class: block.class,
      activity: block.activity,
      confidence: block.confidence,
      burst_id: null,
      not_asked: null,
      held_back: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['event_id', 'old_start'])
        .where('kind', '=', 'overbooked')
        .doUpdateSet({ ...verdict, baseline_version_id: block.versionId }),
    )
    .execute();
}

export interface OverbookedBlock {
  readonly versionId: number;
  readonly class: TimeClass;
  readonly activity: ActivityType;
  readonly confidence: number;
}

/** The block had its time after all. */
export async function voidOverbooked(trx: Trx, eventId: string, start: Instant): Promise<void> {
  await trx
    .updateTable('move')
    .set({ state: 'void' })
    .where('event_id', '=', eventId)
    .where('old_start', '=', at(start))
    .where('kind', '=', 'overbooked')
    .execute();
}
