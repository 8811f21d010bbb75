import { sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/**
 * As worker: whether the organizer's own copy of the same meeting, in a calendar that is read too, is known to be gone or
 * cancelled. False also where nobody knows.
 */
export async function isOrganizersCopyGone(trx: Trx, eventId: string): Promise<boolean> {
  const { rows } = await sql<{ gone: boolean }>`
    select other.gone_at is not null or last.is_cancelled as gone
    from event mine
    join event other on other.instance_key = mine.instance_key and other.person_id <> mine.person_id
    join lateral (select is_organizer, is_cancelled from event_version v
      where v.event_id = other.event_id order by version_id desc limit 1) last on last.is_organizer
    where mine.event_id = ${eventId}`.execute(trx);
  return rows.some((row) => row.gone);
}
