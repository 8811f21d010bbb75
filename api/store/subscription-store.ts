import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import { at } from './instant.ts';
import type { Database } from './schema.ts';
import { loadTenantSettings } from './tenant-settings.ts';

type Trx = Transaction<Database>;

/** Times are real time: Graph does not know the Clock. */
export interface Subscription {
  readonly subscriptionId: string;
  readonly personId: string;
  readonly clientStateHash: Buffer;
  readonly expiresAt: Instant;
  readonly renewAt: Instant;
  /** By the Clock: since when it is taken for dead, though Graph calls it alive. */
  readonly silentSince: Instant | null;
}

/** So many rounds in a row that found what it had not rung for. */
const SILENT_AFTER = 2;
/** Always due. */
const AT_ONCE = new Date(0);

/** Only the hash of a client state is kept: whoever reads the database cannot ring the bell. */
export function hashClientState(clientState: string): Buffer {
  return createHash('sha256').update(clientState).digest();
}

export async function findByPerson(trx: Trx, personId: string): Promise<Subscription | null> {
  const row = await selectSubscriptions(trx).where('person_id', '=', personId).executeTakeFirst();
  return row ? subscriptionOf(row) : null;
}

/** As worker: the hash of each subscription's client state, of those that are known. */
export async function listClientStateHashes(
  trx: Trx,
  subscriptionIds: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const rows = await trx
    .selectFrom('subscription')
    .select(['subscription_id', 'client_state_hash'])
    .where('subscription_id', '=', sql<string>`any(${[...subscriptionIds]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.subscription_id, row.client_state_hash]));
}

/**
 * As worker: whose subscription is to be renewed by `realNow`, is missing though the calendar can be read, or is there though
 * nobody may watch the calendar any more. `now` by the Clock: where the last attempt was refused, the next one waits.
 */
export async function listUnsubscribed(trx: Trx, realNow: Instant, now: Instant): Promise<string[]> {
  const { pollOnly } = await loadTenantSettings(trx);
  const rows = await trx
    .selectFrom('mailbox')
    .leftJoin('subscription', 'subscription.person_id', 'mailbox.person_id')
    .innerJoin('person', 'person.person_id', 'mailbox.person_id')
    .leftJoin('notice', 'notice.person_id', 'mailbox.person_id')
    .select('mailbox.person_id')
    .where((where) => {
      const isWatched = where.and([
        sql<boolean>`not ${pollOnly}`,
        where('person.left_at', 'is', null),
        where('person.is_rep', '=', true),
        where('notice.objected_at', 'is', null),
      ]);
      const isDue = where.or([
        where('subscription.renew_at', 'is', null),
        where('subscription.renew_at', '<=', at(realNow)),
      ]);
      const hasWaited = where.or([
        where('mailbox.subscribe_after', 'is', null),
        where('mailbox.subscribe_after', '<=', at(now)),
      ]);
      return where.or([
        where.and([isWatched, where('mailbox.state', '=', 'ok'), isDue, hasWaited]),
        where.and([where.not(isWatched), where('subscription.subscription_id', 'is not', null)]),
      ]);
    })
    .orderBy('subscription.renew_at', (order) => order.asc().nullsFirst())
    .execute();
  return rows.map((row) => row.person_id);
}

/** As worker: whether a calendar may be subscribed to: its owner is here and has not objected, and bells are wanted. */
export async function isToBeWatched(trx: Trx, personId: string): Promise<boolean> {
  const { pollOnly } = await loadTenantSettings(trx);
  const row = await trx
    .selectFrom('person')
    .leftJoin('notice', 'notice.person_id', 'person.person_id')
    .select(['left_at', 'is_rep', 'objected_at'])
    .where('person.person_id', '=', personId)
    .executeTakeFirst();
  return !pollOnly && row?.left_at === null && row.is_rep && row.objected_at === null;
}

/** As worker: how often subscribing to a calendar was refused in a row. */
export async function loadRefusals(trx: Trx, personId: string): Promise<number> {
  const row = await trx
    .selectFrom('mailbox')
    .select('subscribe_retries')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.subscribe_retries ?? 0;
}

/** As worker: subscribing was refused for so many times in a row, and is not tried again before `again` by the Clock. */
export async function noteRefused(
  trx: Trx,
  personId: string,
  refusals: number,
  again: Instant,
): Promise<void> {
  await trx
    .updateTable('mailbox')
    .set({ subscribe_retries: refusals, subscribe_after: new Date(again) })
    .where('person_id', '=', personId)
    .execute();
}

/** As worker: when the first of those is to be tried again whose subscription was refused; null where there is none. */
export async function findNextAttempt(trx: Trx, now: Instant): Promise<Instant | null> {
  const row = await trx
    .selectFrom('mailbox')
    .select('subscribe_after')
    .where('subscribe_after', '>', at(now))
    .where('state', '=', 'ok')
    .orderBy('subscribe_after')
    .limit(1)
    .executeTakeFirst();
  return row?.subscribe_after ?? null;
}

/** As worker: every subscription that is known. */
export async function listIds(trx: Trx): Promise<ReadonlySet<string>> {
  const rows = await trx.selectFrom('subscription').select('subscription_id').execute();
  return new Set(rows.map((row) => row.subscription_id));
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

/** As worker: a round found what the bell had not rung for. Twice in a row, and it is to be made anew. */
export async function noteUnannounced(trx: Trx, personId: string, now: Instant): Promise<void> {
  await trx
    .updateTable('subscription')
    .set({
      unannounced: sql<number>`unannounced + 1`,
      silent_since: sql<Date>`case when unannounced + 1 >= ${SILENT_AFTER}
        then coalesce(silent_since, ${at(now)}) else silent_since end`,
      renew_at: sql<Date>`case when unannounced + 1 >= ${SILENT_AFTER} and silent_since is null
        then ${AT_ONCE}::timestamptz else renew_at end`,
    })
    .where('person_id', '=', personId)
    .execute();
}

/** As worker: bells that rang are no silent ones. */
export async function noteRung(trx: Trx, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  await trx
    .updateTable('subscription')
    .set({ unannounced: 0, silent_since: null })
    .where('person_id', 'in', [...personIds])
    .where((where) => where.or([where('unannounced', '>', 0), where('silent_since', 'is not', null)]))
    .execute();
}

/** As worker: how many calendars have a bell, and how many of those are silent. */
export async function countBells(trx: Trx): Promise<{ readonly all: number; readonly silent: number }> {
  const row = await trx
    .selectFrom('subscription')
    .select((eb) => [eb.fn.countAll<string>().as('all'), eb.fn.count<string>('silent_since').as('silent')])
    .executeTakeFirstOrThrow();
  return { all: Number(row.all), silent: Number(row.silent) };
}

/** One subscription a person: another one takes its place, and what was refused before is forgotten. */
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
      silent_since: subscription.silentSince === null ? null : new Date(subscription.silentSince),
    })
    .execute();
  await trx
    .updateTable('mailbox')
    .set({ subscribe_retries: 0, subscribe_after: null })
    .where('person_id', '=', subscription.personId)
    .where('subscribe_after', 'is not', null)
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
    silentSince: row.silent_since,
  };
}
