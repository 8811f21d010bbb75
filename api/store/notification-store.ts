import { type Kysely, sql, type Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** One ring of the bell, as it came in. `kind` is `changed`, or the name of a lifecycle event. */
export interface NotificationRow {
  readonly subscriptionId: string;
  readonly kind: string;
  readonly receivedAt: Instant;
}

/**
 * Commits notifications as worker of a tenant. One statement is the whole transaction, one trip to the database and not
 * four: Graph drops an endpoint that is slow. It says who acts before there is a row to be checked.
 */
export async function insertNotifications(
  db: Kysely<Database>,
  tenantId: string,
  rows: readonly NotificationRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`with acting as materialized (
      select set_config('app.tenant_id', ${tenantId}, true) as tenant, set_config('app.actor', 'worker', true) as actor,
        set_config('app.person_id', '', true) as person)
    insert into graph_notification (subscription_id, kind, received_at)
    select bell.subscription_id, bell.kind, bell.received_at
    from acting, unnest(${rows.map((row) => row.subscriptionId)}::text[], ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => new Date(row.receivedAt))}::timestamptz[]) as bell (subscription_id, kind, received_at)
    where acting.tenant is not null and acting.actor is not null and acting.person is not null`.execute(db);
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
