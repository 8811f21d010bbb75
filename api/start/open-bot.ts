import type { Router } from 'express';
import type { Logger } from 'pino';
import { createAddressLimit } from '../../bot/address-limit.ts';
import { createBotInbound } from '../../bot/botbuilder/inbound.ts';
import { createOrderedOutbound } from '../../bot/connector/ordered-outbound.ts';
import { createRestOutbound } from '../../bot/connector/rest-outbound.ts';
import { createBot } from '../../bot/create-bot.ts';
import { createMessagesRouter } from '../../bot/messages-router.ts';
import type { BotOutbound, BotProblem } from '../../bot/ports.ts';
import type { Config, MicrosoftConfig } from '../config.ts';
import { tokenProblem, type GetToken } from '../identity/token-problem.ts';
import { failureName } from '../jobs/queue.ts';
import { createPrompts, type AnswerDeps } from '../prompts/answer-prompts.ts';
import { createChatPeople, type ChatPeopleDeps } from '../prompts/chat-people.ts';
import { createSendGate, gateOutbound, type GatedSends } from '../prompts/send-gate.ts';
import { findGate, findInstallState } from '../store/bot-state-store.ts';
import type { Store } from '../store/transaction.ts';

export interface OpenBotOptions extends Omit<AnswerDeps, 'whatMovedUrl'>, ChatPeopleDeps {
  readonly microsoft: MicrosoftConfig;
  readonly endpoints: Config['endpoints'];
  readonly token: GetToken;
  readonly realNow: () => number;
  readonly log: Logger;
}

export interface OpenedBot {
  /** `POST /bot/messages`. */
  readonly messages: Router;
  readonly sends: {
    readonly outbound: BotOutbound;
    readonly probe: BotOutbound;
    readonly gate: GatedSends;
    readonly botToken: GetToken;
    readonly whatMovedUrl: AnswerDeps['whatMovedUrl'];
  };
  /** Why the bot cannot do its work; null = well. An admin who turned it off has decided so: that is no fault of the app's. */
  problem(): Promise<string | null>;
  /** What else there is to know of it. */
  state(): Promise<string | null>;
}

/** Wires the bot: the way in, the way out, and the gate that all sends pass. */
export function openBot(options: OpenBotOptions): OpenedBot {
  const { microsoft, endpoints, token, log, store } = options;
  const report = (problem: BotProblem): void => log.warn(wordsOf(problem), 'The bot met a problem.');
  const wayOut = { botAppId: microsoft.botAppId, token, serviceHosts: endpoints.botServiceHosts };
  const outbound = createOrderedOutbound(createRestOutbound({ ...wayOut, report }));
  // The check asks for something that is to be refused: that it was is no problem.
  const probe = createRestOutbound({
    ...wayOut,
    report: (problem) => problem.kind !== 'send-refused' && report(problem),
  });
  const gate = createSendGate(options);
  const whatMovedUrl = (moveId: string): string => moveLink(microsoft.appId, moveId);
  const bot = createBot({
    outbound: gateOutbound(outbound, gate),
    prompts: createPrompts({ ...options, whatMovedUrl }),
    people: createChatPeople(options),
    clock: options.clock,
    report,
  });
  const inbound = createBotInbound({
    appId: microsoft.botAppId,
    tenantId: microsoft.tenantId,
    openIdMetadataUrl: endpoints.botOpenIdMetadataUrl,
    tokenIssuer: endpoints.botTokenIssuer,
    loginUrl: endpoints.botLoginUrl,
    serviceHosts: endpoints.botServiceHosts,
    bot,
    report,
  });
  const stopReason = async () =>
    (
      await store
        .as({ kind: 'worker' })(findGate)
        .catch(() => null)
    )?.stop?.reason ?? null;
  return {
    messages: createMessagesRouter({ inbound, limit: createAddressLimit(() => performance.now()), report }),
    sends: { outbound, probe, gate, botToken: token, whatMovedUrl },
    problem: async () =>
      (await tokenProblem(token)) ??
      ((await stopReason()) === 'unauthorized' ? 'refused by the connector' : null),
    state: async () =>
      (await stopReason()) === 'disabled-by-admin' ? 'turned off by an admin' : await installWords(store),
  };
}

/** An admin's matter; those who have the app are asked all the same. */
async function installWords(store: Store): Promise<string | null> {
  const { problem } = await store.as({ kind: 'worker' })(findInstallState);
  if (problem === null) return null;
  return problem.kind === 'permission'
    ? 'cannot be installed for people: TeamsAppInstallation.ReadWriteSelfForUser.All is not consented to'
    : 'cannot be installed for people: not in the app catalogue';
}

/** Codes and statuses, never a message: messages may carry what a chat said (domain R5). */
function wordsOf(problem: BotProblem): object {
  const { kind, ...rest } = problem;
  if (!('error' in rest)) return { problem: kind, ...rest };
  const { error, ...others } = rest;
  return { problem: kind, ...others, failure: failureName(error) };
}

/** A deep link to one move, in the app's one tab. */
function moveLink(appId: string, moveId: string): string {
  const context = encodeURIComponent(JSON.stringify({ subEntityId: `moved/${moveId}` }));
  return `https://teams.microsoft.com/l/entity/${appId}/home?context=${context}`;
}
