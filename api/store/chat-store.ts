import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

export interface StoredChat {
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly state: 'open' | 'blocked' | 'uninstalled';
  /** When something last came from it; null where only we have opened it. */
  readonly heardAt: Instant | null;
}

export async function findChat(trx: Trx, personId: string): Promise<StoredChat | null> {
  const row = await trx.selectFrom('chat').selectAll().where('person_id', '=', personId).executeTakeFirst();
  if (!row) return null;
  const { conversation_id: conversationId, service_url: serviceUrl, state, heard_at: heardAt } = row;
  return { conversationId, serviceUrl, state, heardAt };
}

export async function saveChat(trx: Trx, personId: string, chat: StoredChat, now: Instant): Promise<void> {
  const columns = {
    conversation_id: chat.conversationId,
    service_url: chat.serviceUrl,
    state: chat.state,
    heard_at: chat.heardAt === null ? null : new Date(chat.heardAt),
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
    .set({
      state,
      changed_at: new Date(now),
      // Whoever comes back is told anew what this is.
      ...(state === 'uninstalled' && { welcomed_at: null }),
    })
    .where('person_id', '=', personId)
    .execute();
}

/** True for whoever is to send the welcome: one of all that ask. */
export async function takeWelcome(trx: Trx, personId: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('chat')
    .set({ welcomed_at: new Date(now) })
    .where('person_id', '=', personId)
    .where('welcomed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The welcome was certainly not delivered. */
export async function giveWelcomeBack(trx: Trx, personId: string): Promise<void> {
  await trx.updateTable('chat').set({ welcomed_at: null }).where('person_id', '=', personId).execute();
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
