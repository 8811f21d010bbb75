import type { JSONColumnType } from 'kysely';
import { z } from 'zod';
import type { SandboxDatabase } from '../store/sandbox-database.ts';

type ChatTables = {
  connector_chat: { conversation_id: string; object_id: string };
  connector_message: {
    seq: string;
    id: string;
    conversation_id: string;
    from_bot: boolean;
    activity: JSONColumnType<object, string, string>;
  };
};

/** A card in somebody's chat, as it now stands. */
export interface ChatCard {
  /** Rises with each message of all chats. */
  readonly seq: number;
  readonly objectId: string;
  readonly activityId: string;
  /** Everything that is written on it. */
  readonly text: string;
  /** What its buttons send. */
  readonly verbs: readonly string[];
  /** All of the message, to be compared. */
  readonly json: string;
}

const activitySchema = z.object({
  attachments: z
    .array(
      z.object({
        content: z.object({
          body: z.array(
            z.object({
              text: z.string().optional(),
              actions: z.array(z.object({ verb: z.string().optional() })).optional(),
            }),
          ),
        }),
      }),
    )
    .default([]),
});

/** The bot's messages after `seen`, of all chats, oldest first. */
export async function readNewCards(db: SandboxDatabase, seen: number): Promise<ChatCard[]> {
  const rows = await selectCards(db).where('seq', '>', String(seen)).orderBy('seq').execute();
  return rows.map(cardOf);
}

export async function readCard(db: SandboxDatabase, activityId: string): Promise<ChatCard | null> {
  const row = await selectCards(db).where('id', '=', activityId).executeTakeFirst();
  return row ? cardOf(row) : null;
}

function selectCards(db: SandboxDatabase) {
  return db
    .withTables<ChatTables>()
    .selectFrom('connector_message')
    .innerJoin('connector_chat', 'connector_chat.conversation_id', 'connector_message.conversation_id')
    .select(['seq', 'id', 'object_id', 'activity'])
    .where('from_bot', '=', true);
}

function cardOf(row: Awaited<ReturnType<ReturnType<typeof selectCards>['execute']>>[number]): ChatCard {
  const body = activitySchema.parse(row.activity).attachments.flatMap(({ content }) => content.body);
  return {
    seq: Number(row.seq),
    objectId: row.object_id,
    activityId: row.id,
    text: body.map(({ text = '' }) => text).join('\n'),
    verbs: body.flatMap(({ actions }) => actions ?? []).flatMap(({ verb }) => verb ?? []),
    json: JSON.stringify(row.activity),
  };
}
