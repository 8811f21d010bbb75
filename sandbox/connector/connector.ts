import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import express, { type Request, type Response } from 'express';
import { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { takeFault, type ConnectorCall, type ConnectorFault, type ConnectorFaults } from './faults.ts';
import { forbidden, refusal, type Refusal } from './refusal.ts';
import type { ChatStore, StoredChat } from './store.ts';

/** The audience of the tokens that bots send. */
const BOT_FRAMEWORK = 'https://api.botframework.com';
/** Teams takes a bot's message up to here. */
const LARGEST_MESSAGE = 100_000;

export interface ConnectorDeps {
  readonly store: ChatStore;
  readonly faults: ConnectorFaults;
  readonly clock: Clock;
  readonly verifyAppToken: (token: string, resource: string) => Promise<boolean>;
  /** Whether somebody with this object id works in the tenant. */
  readonly isPerson: (objectId: string) => boolean;
}

/** smba.trafficmanager.net: what a bot calls to open a chat, to write in it and to replace what it wrote. */
export function createConnector(deps: ConnectorDeps): express.Router {
  const router = express.Router();
  router.use(express.json({ limit: '1mb' }));
  const route = (path: string) => [`/v3/${path}`, `/:region/v3/${path}`];
  router.post(route('conversations'), (request, response) =>
    answer(deps, 'create', request, response, () => openChat(deps, request)),
  );
  router.post(route('conversations/:id/activities'), (request, response) =>
    answer(deps, 'post', request, response, () => postActivity(deps, request)),
  );
  // The reply form, which the SDK uses for everything.
  router.post(route('conversations/:id/activities/:activity'), (request, response) =>
    answer(deps, 'post', request, response, () => postActivity(deps, request)),
  );
  router.put(route('conversations/:id/activities/:activity'), (request, response) =>
    answer(deps, 'put', request, response, () => replaceActivity(deps, request)),
  );
  return router;
}

/** One conversation for each person, the same each time it is opened. */
export function conversationIdOf(objectId: string): string {
  return `a:${createHash('sha256').update(objectId).digest('base64url')}`;
}

/**
 * The same chat by the name that Graph has for it: the connector takes it too, but each activity from the chat names the
 * other one.
 */
export function graphChatIdOf(objectId: string, botAppId: string): string {
  return `19:${objectId}_${botAppId}@unq.gbl.spaces`;
}

const graphChat = /^19:([^_]+)_[^@]+@unq\.gbl\.spaces$/;

function conversationNamed(id: string): string {
  const objectId = graphChat.exec(id)?.[1];
  return objectId === undefined ? id : conversationIdOf(objectId);
}

type Done = { readonly status: number; readonly body: object };

async function answer(
  deps: ConnectorDeps,
  call: ConnectorCall,
  request: Request,
  response: Response,
  act: () => Promise<Done | Refusal>,
): Promise<void> {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined || !(await deps.verifyAppToken(token, BOT_FRAMEWORK)))
    return reply(response, refusal(401, 'BotNotRegistered', 'No bot is registered with this identity.'));
  const fault = takeFault(deps.faults, call);
  if (fault === null) return reply(response, await act());
  await fail(fault, request, response, act);
}

async function fail(
  fault: ConnectorFault,
  request: Request,
  response: Response,
  act: () => Promise<Done | Refusal>,
): Promise<void> {
  switch (fault.kind) {
    case 'slow':
      await wait(fault.ms);
      return reply(response, await act());
    case 'hang':
      // The caller's own deadline ends it.
      if (fault.delivered) await act();
      return undefined;
    case 'failed':
      if (fault.delivered) await act();
      return reply(response, refusal(fault.status, 'ServiceError', 'An error occurred.'));
    case 'wrong-json':
      await act();
      response.status(201).type('json').send(fault.body);
      return undefined;
    case 'forbidden':
      if (fault.code === 'InvalidBotApiHost' && request.hostname !== 'smba.trafficmanager.net')
        return reply(response, await act());
      return reply(response, forbidden(fault.code));
    default:
      return reply(response, refusalOf(fault));
  }
}

type PlainFault = Exclude<
  ConnectorFault,
  { kind: 'slow' } | { kind: 'hang' } | { kind: 'failed' } | { kind: 'wrong-json' } | { kind: 'forbidden' }
>;

function refusalOf(fault: PlainFault): Refusal {
  switch (fault.kind) {
    case 'bad-argument':
      return refusal(400, 'BadArgument', 'Bad argument');
    case 'unauthorized':
      return refusal(401, 'BotNotRegistered', 'No bot is registered with this identity.');
    case 'not-found':
      return refusal(404, fault.code, 'Conversation or activity not found.');
    case 'precondition-failed':
      return refusal(412, 'PreconditionFailed', 'Precondition failed, please try again.');
    case 'too-large':
      return refusal(413, 'MessageSizeTooBig', 'Message size too large.');
    case 'throttled':
      return {
        ...refusal(429, 'Throttled', 'Too many requests'),
        ...(fault.retryAfter === null ? {} : { headers: { 'retry-after': fault.retryAfter } }),
      };
  }
}

function reply(response: Response, { status, body, headers }: Done & { headers?: Refusal['headers'] }): void {
  response
    .status(status)
    .set(headers ?? {})
    .json(body);
}

const openChatSchema = z.object({
  bot: z.object({ id: z.string() }),
  members: z.array(z.object({ id: z.string() })).length(1),
  tenantId: z.string().optional(),
  channelData: z.object({ tenant: z.object({ id: z.string() }) }).optional(),
});

async function openChat(deps: ConnectorDeps, request: Request): Promise<Done | Refusal> {
  const parsed = openChatSchema.safeParse(request.body);
  if (!parsed.success) return refusal(400, 'BadArgument', 'Bad format of conversation creation request');
  const { members, tenantId, channelData } = parsed.data;
  if ((tenantId ?? channelData?.tenant.id) === undefined)
    return refusal(400, 'BadArgument', 'Could not parse tenant id');
  const objectId = (members[0]?.id ?? '').replace(/^29:/, '');
  if (!deps.isPerson(objectId))
    return refusal(400, 'BadArgument', 'Bot cannot create a conversation with this member.');
  const stored = await deps.store.findByPerson(objectId);
  if (stored !== null && !stored.installed) return forbidden('ForbiddenOperationException');
  const conversationId = conversationIdOf(objectId);
  await deps.store.save({ conversationId, objectId });
  return { status: 201, body: { id: conversationId } };
}

async function postActivity(deps: ConnectorDeps, request: Request): Promise<Done | Refusal> {
  const chat = await writableChat(deps, request);
  if ('status' in chat) return chat;
  const id = randomUUID();
  await deps.store.append(chat.conversationId, {
    id,
    fromBot: true,
    activity: request.body,
    sentAt: deps.clock.now(),
  });
  return { status: 201, body: { id } };
}

async function replaceActivity(deps: ConnectorDeps, request: Request): Promise<Done | Refusal> {
  const chat = await writableChat(deps, request);
  if ('status' in chat) return chat;
  const id = String(request.params['activity']);
  const found = await deps.store.replace(chat.conversationId, id, request.body, deps.clock.now());
  if (!found) return refusal(404, 'ActivityNotFoundInConversation', 'Activity was not found.');
  return { status: 200, body: { id } };
}

async function writableChat(deps: ConnectorDeps, request: Request): Promise<StoredChat | Refusal> {
  const chat = await deps.store.findByConversation(conversationNamed(String(request.params['id'])));
  if (chat === null) return refusal(404, 'ConversationNotFound', 'Conversation not found.');
  if (!chat.installed) return forbidden('BotNotInConversationRoster');
  if (chat.blocked) return forbidden('ConversationBlockedByUser');
  if (JSON.stringify(request.body).length > LARGEST_MESSAGE) return refusalOf({ kind: 'too-large' });
  if (!z.object({ type: z.string() }).safeParse(request.body).success)
    return refusalOf({ kind: 'bad-argument' });
  return chat;
}
