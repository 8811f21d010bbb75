import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { TimeClass } from '../../shared/classification/classification.ts';
import type { Database } from './schema.ts';

/**
 * What a person said of one of their events, in place of what they said before. A job gives the event its
 * class, which is made due at once.
 */
export async function saveEventCorrection(
  trx: Transaction<Database>,
  correction: {
    readonly personId: string;
    readonly eventId: string;
    readonly class: TimeClass;
    readonly correctedAt: Instant;
  },
): Promise<void> {
  const correctedAt = new Date(correction.correctedAt);
  await trx
    .updateTable('correction')
    .set({ undone_at: correctedAt })
    .where('event_id', '=', correction.eventId)
    .where('undone_at', 'is', null)
    .execute();
  await trx
    .insertInto('correction')
    .values({
      person_id: correction.personId,
      event_id: correction.eventId,
      class: correction.class,
      scope: 'event',
      corrected_at: correctedAt,
    })
    .execute();
  await trx
    .updateTable('person')
    .set({ resort_due_at: correctedAt })
    .where('person_id', '=', correction.personId)
    .execute();
}
