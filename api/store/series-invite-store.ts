import { sql, type Transaction } from 'kysely';
import { isConfined } from '../../shared/calendar/event.ts';
import type { Instant } from '../../shared/calendar/time.ts';
import type { WrittenEvent } from './event-journal.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/**
 * As worker: that the person is invited to a series, and how far it was seen. What is private, personal or confidential
 * is no forum (R1) and leaves no trace here.
 */
export async function saveSeriesInvites(
  trx: Trx,
  personId: string,
  seenAt: Instant,
  written: readonly WrittenEvent[],
): Promise<void> {
  const lastStarts = new Map<string, { readonly key: Buffer; readonly start: Instant }>();
  for (const { event, fingerprints } of written) {
    const key = fingerprints.seriesKey;
    if (key === null || isConfined(event)) continue;
    const name = key.toString('hex');
    const start = Math.max(event.start, lastStarts.get(name)?.start ?? event.start);
    lastStarts.set(name, { key, start });
  }
  if (lastStarts.size === 0) return;
  await trx
    .insertInto('series_invite')
    .values(
      [...lastStarts.values()].map(({ key, start }) => ({
        series_key: key,
        person_id: personId,
        first_seen_at: new Date(seenAt),
        last_start_at: new Date(start),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['series_key', 'person_id']).doUpdateSet({
        last_start_at: sql`greatest(series_invite.last_start_at, excluded.last_start_at)`,
      }),
    )
    .execute();
}
