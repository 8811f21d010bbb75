import { sql, type Generated, type JSONColumnType, type Kysely, type Selectable } from 'kysely';
import type { SandboxDatabase } from '../store/sandbox-database.ts';

type ConnectorSchema = {
  connector_chat: {
    conversation_id: string;
    object_id: string;
    installed: boolean;
    blocked: boolean;
  };
  connector_message: {
    seq: Generated<string>;
    id: string;
    conversation_id: string;
    from_bot: boolean;
    activity: JSONColumnType<object, string, string>;
    sent_at: Date;
    replaced_at: Date | null;
  };
};
type ConnectorDatabase = Kysely<ConnectorSchema>;

const SCHEMA = `
create table if not exists connector_chat (
  conversation_id text primary key, object_id text not null unique,
  installed boolean not null, blocked boolean not null);
create table if not exists connector_message (
  seq bigint generated always as identity primary key,
  id text not null unique, conversation_id text not null references connector_chat,
  from_bot boolean not null, activity jsonb not null,
  sent_at timestamptz not null, replaced_at timestamptz);
create index if not exists connector_message_chat on connector_message (conversation_id, seq);
`;
/** Any number; the same in every process that may create the tables at the same moment. */
const SCHEMA_LOCK = 5_417_002;

/** A person's chat with the bot. */
export interface StoredChat {
  readonly conversationId: string;
  readonly objectId: string;
  readonly installed: boolean;
  readonly blocked: boolean;
}

export interface StoredMessage {
  readonly id: string;
  readonly fromBot: boolean;
  readonly activity: object;
  readonly sentAt: number;
  readonly replacedAt: number | null;
}

/** Chats and messages of the pretend Teams; they outlive the app. */
export interface ChatStore {
  findByPerson(objectId: string): Promise<StoredChat | null>;
  findByConversation(conversationId: string): Promise<StoredChat | null>;
  /** Sets what is given and keeps the rest; a new chat is installed and not blocked. */
  save(chat: Pick<StoredChat, 'conversationId' | 'objectId'> & Partial<StoredChat>): Promise<void>;
  append(conversationId: string, message: Omit<StoredMessage, 'replacedAt'>): Promise<void>;
  /** False where there is no such message. */
  replace(conversationId: string, id: string, activity: object, at: number): Promise<boolean>;
  listMessages(conversationId: string): Promise<StoredMessage[]>;
  deleteAll(): Promise<void>;
}

/** Creates the tables where they are missing. */
export async function createChatStore(database: SandboxDatabase): Promise<ChatStore> {
  await database.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${SCHEMA_LOCK})`.execute(trx);
    await sql.raw(SCHEMA).execute(trx);
  });
  const db: ConnectorDatabase = database.withTables<ConnectorSchema>();
  return {
    findByPerson: (objectId) => findChat(db, 'object_id', objectId),
    findByConversation: (conversationId) => findChat(db, 'conversation_id', conversationId),
    save: (chat) => saveChat(db, chat),
    append: (conversationId, message) => append(db, conversationId, message),
    replace: (conversationId, id, activity, at) => replace(db, conversationId, id, activity, at),
    listMessages: (conversationId) => listMessages(db, conversationId),
    deleteAll: async () => {
      await db.deleteFrom('connector_message').execute();
      await db.deleteFrom('connector_chat').execute();
    },
  };
}

async function findChat(
  db: ConnectorDatabase,
  column: 'object_id' | 'conversation_id',
  value: string,
): Promise<StoredChat | null> {
  const row = await db.selectFrom('connector_chat').selectAll().where(column, '=', value).executeTakeFirst();
  return row ? chatOf(row) : null;
}

async function saveChat(
  db: ConnectorDatabase,
  chat: Pick<StoredChat, 'conversationId' | 'objectId'> & Partial<StoredChat>,
): Promise<void> {
  const { conversationId, objectId, installed, blocked } = chat;
  const given = {
    ...(installed === undefined ? {} : { installed }),
    ...(blocked === undefined ? {} : { blocked }),
  };
  await db
    .insertInto('connector_chat')
    .values({
      conversation_id: conversationId,
      object_id: objectId,
      installed: true,
      blocked: false,
      ...given,
    })
    .onConflict((conflict) =>
      conflict.column('conversation_id').doUpdateSet({ object_id: objectId, ...given }),
    )
    .execute();
}

async function append(
  db: ConnectorDatabase,
  conversationId: string,
  message: Omit<StoredMessage, 'replacedAt'>,
): Promise<void> {
  await db
    .insertInto('connector_message')
    .values({
      id: message.id,
      conversation_id: conversationId,
      from_bot: message.fromBot,
      activity: JSON.stringify(message.activity),
      sent_at: new Date(message.sentAt),
      replaced_at: null,
    })
    .execute();
}

async function replace(
  db: ConnectorDatabase,
  conversationId: string,
  id: string,
  activity: object,
  at: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('connector_message')
    .set({ activity: JSON.stringify(activity), replaced_at: new Date(at) })
    .where('conversation_id', '=', conversationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function listMessages(db: ConnectorDatabase, conversationId: string): Promise<StoredMessage[]> {
  const rows = await db
    .selectFrom('connector_message')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fromBot: row.from_bot,
    activity: row.activity,
    sentAt: row.sent_at.getTime(),
    replacedAt: row.replaced_at?.getTime() ?? null,
  }));
}

function chatOf(row: Selectable<ConnectorSchema['connector_chat']>): StoredChat {
  return {
    conversationId: row.conversation_id,
    objectId: row.object_id,
    installed: row.installed,
    blocked: row.blocked,
  };
}
