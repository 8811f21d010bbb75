import type { Selectable } from 'kysely';
import type { IdFormat } from '../calendar/graph-id.ts';
import type { SandboxDatabase, SubscriptionTable } from './sandbox-database.ts';

export interface Subscription {
  readonly id: string;
  readonly mailbox: string;
  readonly resource: string;
  readonly changeTypes: string;
  readonly notificationUrl: string;
  readonly lifecycleUrl: string | null;
  readonly clientState: string | null;
  /** A subscription keeps the id format of its creation. */
  readonly idFormat: IdFormat;
  /** Real time. */
  readonly expiresAt: number;
}

export async function saveSubscription(db: SandboxDatabase, subscription: Subscription): Promise<void> {
  const row = rowOf(subscription);
  await db
    .insertInto('subscription')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

export async function findSubscription(
  db: SandboxDatabase,
  id: string,
  realNow: number,
): Promise<Subscription | null> {
  const row = await db
    .selectFrom('subscription')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', new Date(realNow))
    .executeTakeFirst();
  return row ? subscriptionOf(row) : null;
}

export async function listSubscriptions(db: SandboxDatabase, realNow: number): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('subscription')
    .selectAll()
    .where('expires_at', '>', new Date(realNow))
    .orderBy('id')
    .execute();
  return rows.map(subscriptionOf);
}

/** True when there was one. */
export async function deleteSubscription(db: SandboxDatabase, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('subscription').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

function subscriptionOf(row: Selectable<SubscriptionTable>): Subscription {
  return {
    id: row.id,
    mailbox: row.mailbox,
    resource: row.resource,
    changeTypes: row.change_types,
    notificationUrl: row.notification_url,
    lifecycleUrl: row.lifecycle_url,
    clientState: row.client_state,
    idFormat: row.id_format,
    expiresAt: row.expires_at.getTime(),
  };
}

function rowOf(subscription: Subscription) {
  return {
    id: subscription.id,
    mailbox: subscription.mailbox,
    resource: subscription.resource,
    change_types: subscription.changeTypes,
    notification_url: subscription.notificationUrl,
    lifecycle_url: subscription.lifecycleUrl,
    client_state: subscription.clientState,
    id_format: subscription.idFormat,
    expires_at: new Date(subscription.expiresAt),
  };
}
