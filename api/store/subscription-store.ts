import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import { at } from './instant.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** Times are real time: Graph does not know the Clock. */
export interface Subscription {
  readonly subscriptionId: string;
  readonly personId: string;
  readonly clientStateHash: Buffer;
  readonly expiresAt: Instant;
  readonly renewAt: Instant;
}

/** Only the hash of a client state is kept: whoever reads the database cannot ring the bell. */
export function hashClientState(clientState: string): Buffer {
  return createHash('sha256').update(clientState).digest();
}

export async function findByPerson(trx: Trx, personId: string): Promise<Subscription | null> {
  const row = await selectSubscriptions(trx).where('person_id', '=', personId).executeTakeFirst();
  return row ? subscriptionOf(row) : null;
}

export async function findById(trx: Trx, subscriptionId: string): Promise<Subscription | null> {
  const row = await selectSubscriptions(trx).where('subscription_id', '=', subscriptionId).executeTakeFirst();
  return row ? subscriptionOf(row) : null;
}

/** As worker: whose subscription is to be renewed by then, or is missing though the calendar can be read. */
export async function listUnsubscribed(trx: Trx, realNow: Instant): Promise<string[]> {
  const rows = await trx
    .selectFrom('mailbox')
    .leftJoin('subscription', 'subscription.person_id', 'mailbox.person_id')
    .select('mailbox.person_id')
    .where('mailbox.state', '=', 'ok')
    .where((where) =>
      where.or([
        where('subscription.renew_at', 'is', null),
        where('subscription.renew_at', '<=', at(realNow)),
      ]),
    )
    .orderBy('subscription.renew_at', (order) => order.asc().nullsFirst())
    .execute();
  return rows.map((row) => row.person_id);
}

/** As worker: whom each of these subscriptions is for; unknown ones are left out. */
export async function listPeopleBySubscription(
  trx: Trx,
  subscriptionIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (subscriptionIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('subscription')
    .select(['subscription_id', 'person_id'])
    .where('subscription_id', 'in', [...subscriptionIds])
    .execute();
  return new Map(rows.map((row) => [row.subscription_id, row.person_id]));
}

/** As worker: makes renewal due. */
export async function hastenRenewal(trx: Trx, personIds: readonly string[], realNow: Instant): Promise<void> {
  if (personIds.length === 0) return;
  await trx
    .updateTable('subscription')
    .set({ renew_at: new Date(realNow) })
    .where('person_id', 'in', [...personIds])
    .execute();
}

/** One subscription a person: another one takes its place. */
export async function save(trx: Trx, subscription: Subscription): Promise<void> {
  await removeByPerson(trx, subscription.personId);
  await trx
    .insertInto('subscription')
    .values({
      subscription_id: subscription.subscriptionId,
      person_id: subscription.personId,
      client_state_hash: subscription.clientStateHash,
      expires_at: new Date(subscription.expiresAt),
      renew_at: new Date(subscription.renewAt),
    })
    .execute();
}

export async function removeByPerson(trx: Trx, personId: string): Promise<void> {
  await trx.deleteFrom('subscription').where('person_id', '=', personId).execute();
}

function selectSubscriptions(trx: Trx) {
  return trx.selectFrom('subscription').selectAll();
}
type Row = Awaited<ReturnType<ReturnType<typeof selectSubscriptions>['execute']>>[number];

function subscriptionOf(row: Row): Subscription {
  return {
    subscriptionId: row.subscription_id,
    personId: row.person_id,
    clientStateHash: row.client_state_hash,
    expiresAt: row.expires_at,
    renewAt: row.renew_at,
  };
}
