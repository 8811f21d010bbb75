import type { JSONColumnType } from 'kysely';
import { z } from 'zod';
import type { CalendarEntry } from '../calendar/calendar-entry.ts';
import { seededGuid } from '../identity/registration.ts';
import { entryOf, saveEntries } from '../store/calendar-store.ts';
import type { SandboxDatabase } from '../store/sandbox-database.ts';
import { shiftFloating, type WeekShift } from './week-shift.ts';

type ChatTables = {
  connector_chat: { conversation_id: string; object_id: string; installed: boolean; blocked: boolean };
  connector_message: {
    seq: string;
    id: string;
    conversation_id: string;
    from_bot: boolean;
    activity: JSONColumnType<object, string, string>;
    sent_at: Date;
    replaced_at: Date | null;
  };
};

interface RecordedChat {
  readonly conversationId: string;
  readonly objectId: string;
}

interface RecordedMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly fromBot: boolean;
  readonly activity: object;
  readonly sentAt: number;
  readonly replacedAt: number | null;
}

/** Everything in the company's mailboxes and chats. Plain data: its JSON is itself. */
export interface RecordedCalendars {
  readonly entries: readonly CalendarEntry[];
  readonly chats: readonly RecordedChat[];
  readonly messages: readonly RecordedMessage[];
}

/**
 * What the sandbox holds, the same whenever the same things have happened: messages are named by chance, and here by
 * their order. `renamed` tells their new names.
 */
export async function recordCalendars(
  db: SandboxDatabase,
  seed: string,
): Promise<RecordedCalendars & { readonly renamed: ReadonlyMap<string, string> }> {
  const tables = db.withTables<ChatTables>();
  const entries = await db
    .selectFrom('calendar_entry')
    .selectAll()
    .orderBy('mailbox')
    .orderBy('key')
    .execute();
  const chats = await tables.selectFrom('connector_chat').selectAll().orderBy('object_id').execute();
  const messages = await tables.selectFrom('connector_message').selectAll().orderBy('seq').execute();
  const renamed = new Map(messages.map(({ id }, i) => [id, seededGuid(seed, `message|${i}`)]));
  return {
    entries: entries.map(entryOf),
    chats: chats.map((row) => ({ conversationId: row.conversation_id, objectId: row.object_id })),
    messages: messages.map((row) => ({
      id: renamed.get(row.id) ?? row.id,
      conversationId: row.conversation_id,
      fromBot: row.from_bot,
      activity: withoutId(row.activity),
      sentAt: row.sent_at.getTime(),
      replacedAt: row.replaced_at?.getTime() ?? null,
    })),
    renamed,
  };
}

/** What replaces a card names the card once more. */
function withoutId(activity: object): object {
  const { id: _, ...rest } = z.looseObject({ id: z.string().optional() }).parse(activity);
  return rest;
}

const ROWS_PER_INSERT = 500;

/** Puts it all back, moved by weeks, into mailboxes and chats that are empty. */
export async function restoreCalendars(
  db: SandboxDatabase,
  { entries, chats, messages }: RecordedCalendars,
  shift: WeekShift,
): Promise<void> {
  await saveEntries(
    db,
    entries.map((entry) => shiftEntry(entry, shift)),
  );
  const tables = db.withTables<ChatTables>();
  if (chats.length > 0)
    await tables
      .insertInto('connector_chat')
      .values(
        chats.map(({ conversationId, objectId }) => ({
          conversation_id: conversationId,
          object_id: objectId,
          installed: true,
          blocked: false,
        })),
      )
      .execute();
  for (let from = 0; from < messages.length; from += ROWS_PER_INSERT)
    await db
      .withTables<NewMessages>()
      .insertInto('connector_message')
      .values(messages.slice(from, from + ROWS_PER_INSERT).map((message) => messageRow(message, shift)))
      .execute();
}

/** Without the number, which the database gives. */
type NewMessages = { connector_message: Omit<ChatTables['connector_message'], 'seq'> };

function messageRow(
  { id, conversationId, fromBot, activity, sentAt, replacedAt }: RecordedMessage,
  shift: WeekShift,
) {
  return {
    id,
    conversation_id: conversationId,
    from_bot: fromBot,
    activity: JSON.stringify(activity),
    sent_at: new Date(shift.instant(sentAt)),
    replaced_at: replacedAt === null ? null : new Date(shift.instant(replacedAt)),
  };
}

function shiftEntry(entry: CalendarEntry, shift: WeekShift): CalendarEntry {
  const moved = shiftAlike(entry, shift);
  if (!entry.content.isAllDay) return moved;
  // Its dates float: no clock changes the midnights that stand for them.
  const [start, end] = [entry.start, entry.end].map((at) => shiftFloating(at, shift.weeks));
  return { ...moved, start: start ?? moved.start, end: end ?? moved.end };
}

/** Shifting changes values and never their kind. */
function shiftAlike<T>(value: T, shift: WeekShift): T {
  const json = JSON.stringify(shift.json(value));
  const alike: T = JSON.parse(json);
  return alike;
}
