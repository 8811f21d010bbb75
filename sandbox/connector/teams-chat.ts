import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import type { Person } from '../company/person.ts';
import type { Identity } from '../identity/identity.ts';
import { conversationIdOf } from './connector.ts';
import {
  installation,
  SERVICE_URL,
  spokenMessage,
  tapActivity,
  type IncomingContext,
  type TappedAction,
} from './incoming-activity.ts';
import type { ChatStore, StoredMessage } from './store.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

export interface TeamsChatDeps {
  readonly store: ChatStore;
  readonly identity: Pick<Identity, 'registration' | 'signBotToken'>;
  readonly clock: Clock;
  readonly findPerson: (key: string) => Person | null;
  /** The product's `/bot/messages`. */
  readonly botUrl: () => string;
}

/** A message as the chat page shows it. */
interface ChatMessage {
  readonly id: string;
  readonly from: 'bot' | 'person';
  readonly text: string | null;
  /** What the notification says. */
  readonly summary: string | null;
  readonly card: object | null;
  readonly sentAt: number;
  readonly replacedAt: number | null;
}

type TapResult =
  /** The tapped card was replaced by this one. */
  | { readonly kind: 'card'; readonly card: object }
  /** A sentence below the card. */
  | { readonly kind: 'message'; readonly text: string }
  /** The bot said that it failed, or gave nothing. */
  | { readonly kind: 'error'; readonly status: number; readonly text: string | null }
  /** Taken; what follows comes as messages. */
  | { readonly kind: 'accepted' };

/** Teams, as one person uses it with the bot. Taps and words reach the product signed, as from the real one. */
export interface TeamsChat {
  /** `silently`: no event tells the bot of it. */
  install(personKey: string, how?: { readonly silently: boolean }): Promise<void>;
  /** For this person, in their own chat. */
  isInstalled(personKey: string): Promise<boolean>;
  uninstall(personKey: string): Promise<void>;
  /** Blocking happens inside Teams: the bot learns of it at its next message. */
  setBlocked(personKey: string, blocked: boolean): Promise<void>;
  say(personKey: string, text: string): Promise<void>;
  tap(personKey: string, activityId: string, action: TappedAction): Promise<TapResult>;
  chat(personKey: string): Promise<ChatMessage[]>;
}

export function createTeamsChat(deps: TeamsChatDeps): TeamsChat {
  const { store, clock } = deps;
  return {
    isInstalled: async (key) =>
      (await store.findByConversation(contextOf(deps, key).conversationId))?.installed ?? false,
    install: async (key, { silently } = { silently: false }) => {
      const context = contextOf(deps, key);
      await store.save({ ...chatOf(context), installed: true, blocked: false });
      if (!silently) await deliver(deps, installation(context, 'add'));
    },
    uninstall: async (key) => {
      const context = contextOf(deps, key);
      await store.save({ ...chatOf(context), installed: false });
      await deliver(deps, installation(context, 'remove'));
    },
    setBlocked: (key, blocked) => store.save({ ...chatOf(contextOf(deps, key)), blocked }),
    say: async (key, text) => {
      const context = contextOf(deps, key);
      const activity = spokenMessage(context, text);
      await store.save(chatOf(context));
      await store.append(context.conversationId, {
        id: context.id,
        fromBot: false,
        activity,
        sentAt: clock.now(),
      });
      await deliver(deps, activity);
    },
    tap: (key, activityId, action) => tap(deps, contextOf(deps, key), activityId, action),
    chat: async (key) => {
      const messages = await store.listMessages(contextOf(deps, key).conversationId);
      return messages.map(messageOf);
    },
  };
}

function contextOf(deps: TeamsChatDeps, key: string): IncomingContext {
  const person = deps.findPerson(key);
  if (person === null) throw new Error(`Nobody in the sandbox has the key ${key}.`);
  const { tenantId, botAppId } = deps.identity.registration;
  const conversationId = conversationIdOf(person.objectId);
  return { person, conversationId, tenantId, botAppId, id: randomUUID(), at: deps.clock.now() };
}

function chatOf({ conversationId, person }: IncomingContext) {
  return { conversationId, objectId: person.objectId };
}

const invokeResponseSchema = z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() });

async function tap(
  deps: TeamsChatDeps,
  context: IncomingContext,
  activityId: string,
  action: TappedAction,
): Promise<TapResult> {
  const response = await deliver(deps, tapActivity(context, activityId, action));
  if (response.status !== 200) return { kind: 'error', status: response.status, text: null };
  const parsed = invokeResponseSchema.safeParse(response.body);
  if (!parsed.success) return { kind: 'accepted' };
  const { statusCode, type, value } = parsed.data;
  if (statusCode !== 200) return { kind: 'error', status: statusCode, text: errorText(value) };
  if (type !== CARD) return { kind: 'message', text: String(value) };
  const card = z.record(z.string(), z.unknown()).parse(value);
  const attachments = [{ contentType: CARD, content: card }];
  await deps.store.replace(
    context.conversationId,
    activityId,
    { type: 'message', attachments },
    deps.clock.now(),
  );
  return { kind: 'card', card };
}

function errorText(value: unknown): string | null {
  const parsed = z.object({ message: z.string() }).safeParse(value);
  return parsed.success ? parsed.data.message : null;
}

async function deliver(deps: TeamsChatDeps, activity: object): Promise<{ status: number; body: unknown }> {
  const response = await fetch(deps.botUrl(), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await deps.identity.signBotToken({ serviceUrl: SERVICE_URL })}`,
      'content-type': 'application/json',
      'x-ms-tenant-id': deps.identity.registration.tenantId,
    },
    body: JSON.stringify(activity),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

const activitySchema = z.object({
  text: z.string().optional(),
  summary: z.string().optional(),
  attachments: z.array(z.object({ content: z.record(z.string(), z.unknown()) })).optional(),
});

function messageOf(message: StoredMessage): ChatMessage {
  const activity = activitySchema.parse(message.activity);
  return {
    id: message.id,
    from: message.fromBot ? 'bot' : 'person',
    text: activity.text ?? null,
    summary: activity.summary ?? null,
    card: activity.attachments?.[0]?.content ?? null,
    sentAt: message.sentAt,
    replacedAt: message.replacedAt,
  };
}
