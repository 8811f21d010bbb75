import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

export interface StoredChat {
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly state: 'open' | 'blocked' | 'uninstalled';
}

export async function findChat(trx: Trx, personId: string): Promise<StoredChat | null> {
  const row = await trx.selectFrom('chat').selectAll().where('person_id', '=', personId).executeTakeFirst();
  return row ? { conversationId: row.conversation_id, serviceUrl: row.service_url, state: row.state } : null;
}

export async function saveChat(trx: Trx, personId: string, chat: StoredChat, now: Instant): Promise<void> {
  const columns = {
    conversation_id: chat.conversationId,
    service_url: chat.serviceUrl,
    state: chat.state,
    changed_at: new Date(now),
  };
  await trx
    .insertInto('chat')
    .values({ person_id: personId, ...columns })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(columns))
    .execute();
}

/** Blocked or uninstalled: nothing is sent until the person writes or installs again. */
export async function saveChatState(
  trx: Trx,
  personId: string,
  state: StoredChat['state'],
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('chat')
    .set({ state, changed_at: new Date(now) })
    .where('person_id', '=', personId)
    .execute();
}

/** As worker: there is no such chat any more; another may be opened. */
export async function removeChat(trx: Trx, personId: string): Promise<void> {
  await trx.deleteFrom('chat').where('person_id', '=', personId).execute();
}

/** As worker: the service URL that most people of the tenant have; null where nobody has a chat. */
export async function findCommonestServiceUrl(trx: Trx): Promise<string | null> {
  const row = await trx
    .selectFrom('chat')
    .select(['service_url', (eb) => eb.fn.countAll().as('n')])
    .groupBy('service_url')
    .orderBy('n', 'desc')
    .orderBy('service_url')
    .executeTakeFirst();
  return row?.service_url ?? null;
}
