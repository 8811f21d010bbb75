import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/**
 * Who acts, as far as row-level security is concerned. A person sees their own person-level rows and no one else's,
 * whatever their role; an admin, beside their own, decisions, settings, teams and the log; a worker (sync, publishing,
 * retention) sees the tenant's.
 */
export type Actor =
  | { readonly kind: 'worker' }
  | { readonly kind: 'person' | 'admin'; readonly personId: string };

/** Runs a function in one transaction as an actor; commits when it resolves, rolls back when it rejects. */
export type InTransaction = <T>(fn: (trx: Transaction<Database>) => Promise<T>) => Promise<T>;

export interface Store {
  as(actor: Actor): InTransaction;
}

/**
 * The store of one tenant. Every access goes through `as(actor)`: outside it, row-level security shows no rows.
 * `insertNotifications` alone says who acts in a statement of its own.
 */
export function openStore(db: Kysely<Database>, tenantId: string): Store {
  return { as: (actor) => (fn) => inTransaction(db, tenantId, actor, fn) };
}

/**
 * From here to its end a worker's transaction is this person's own: who asks is known only once their row was found, and one
 * transaction is what somebody who waits can afford.
 */
export async function actAsPerson(trx: Transaction<Database>, personId: string): Promise<void> {
  await sql`select set_config('app.actor', 'person', true),
    set_config('app.person_id', ${personId}, true)`.execute(trx);
}

/** One transaction under a tenant and an actor. The settings end with the transaction, also on a pooled connection. */
export async function inTransaction<T>(
  db: Kysely<Database>,
  tenantId: string,
  actor: Actor,
  fn: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`select set_config('app.tenant_id', ${tenantId}, true),
      set_config('app.actor', ${actor.kind}, true),
      set_config('app.person_id', ${actor.kind === 'worker' ? '' : actor.personId}, true)`.execute(trx);
    return fn(trx);
  });
}
