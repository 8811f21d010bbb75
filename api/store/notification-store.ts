import { sql, type Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** One ring of the bell, as it came in. `kind` is `changed`, or the name of a lifecycle event. */
export interface NotificationRow {
  readonly subscriptionId: string;
  readonly kind: string;
  readonly receivedAt: Instant;
}

export async function insertNotifications(trx: Trx, rows: readonly NotificationRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into graph_notification (subscription_id, kind, received_at)
    select * from unnest(${rows.map((row) => row.subscriptionId)}::text[], ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => new Date(row.receivedAt))}::timestamptz[])`.execute(trx);
}

/** As worker: takes up to `most` notifications out, the oldest first; two who take never get the same. */
export async function takeNotifications(trx: Trx, most: number): Promise<NotificationRow[]> {
  const { rows } = await sql<{ subscription_id: string; kind: string; received_at: number }>`
    delete from graph_notification where notification_id in (
      select notification_id from graph_notification order by notification_id limit ${most} for update skip locked)
    returning subscription_id, kind, received_at`.execute(trx);
  return rows.map((row) => ({
    subscriptionId: row.subscription_id,
    kind: row.kind,
    receivedAt: row.received_at,
  }));
}
