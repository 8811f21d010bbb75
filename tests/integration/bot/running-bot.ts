import express from 'express';
import { type AddressLimit, createAddressLimit } from '../../../bot/address-limit.ts';
import { createBotInbound } from '../../../bot/botbuilder/inbound.ts';
import { createMessagesRouter } from '../../../bot/messages-router.ts';
import type { Bot, BotProblem } from '../../../bot/ports.ts';
import { close, listen } from '../../../sandbox/emulator.ts';
import { SERVICE_HOSTS, type PretendTeams } from './pretend-teams.ts';

export interface RunningBot {
  readonly url: string;
  readonly problems: BotProblem[];
  stop(): Promise<void>;
}

/** The bot's endpoint on a port of its own, verifying against the pretend Bot Framework's keys. */
export async function startBot(
  teams: PretendTeams,
  bot: Bot,
  limit: AddressLimit = leisurelyLimit(),
): Promise<RunningBot> {
  const { botAppId, tenantId } = teams.identity.registration;
  const problems: BotProblem[] = [];
  const report = (problem: BotProblem): void => void problems.push(problem);
  const inbound = createBotInbound({
    appId: botAppId,
    tenantId,
    openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    tokenIssuer: 'https://api.botframework.com',
    loginUrl: 'https://login.microsoftonline.com',
    serviceHosts: SERVICE_HOSTS,
    bot,
    report,
  });
  const app = express();
  app.use('/bot/messages', createMessagesRouter({ inbound, limit, report }));
  const server = await listen(app, 0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The bot has no port.');
  const url = `http://127.0.0.1:${address.port}/bot/messages`;
  teams.botUrl = url;
  return { url, problems, stop: () => close(server) };
}

/** Each request comes a second after the one before. */
function leisurelyLimit(): AddressLimit {
  let seconds = 0;
  return createAddressLimit(() => (seconds += 1_000));
}
