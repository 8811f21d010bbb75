import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
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

/** People whose subscription is to be renewed by then, the most urgent first. */
export async function listDueForRenewal(trx: Trx, realNow: Instant): Promise<string[]> {
  const rows = await trx
    .selectFrom('subscription')
    .select('person_id')
    .where('renew_at', '<=', sql<number>`${new Date(realNow)}::timestamptz`)
    .orderBy('renew_at')
    .execute();
  return rows.map((row) => row.person_id);
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
