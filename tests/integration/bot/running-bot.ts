import express from 'express';
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
export async function startBot(teams: PretendTeams, bot: Bot): Promise<RunningBot> {
  const { botAppId, tenantId } = teams.identity.registration;
  const problems: BotProblem[] = [];
  const inbound = createBotInbound({
    appId: botAppId,
    tenantId,
    openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    tokenIssuer: 'https://api.botframework.com',
    loginUrl: 'https://login.microsoftonline.com',
    serviceHosts: SERVICE_HOSTS,
    bot,
    report: (problem) => void problems.push(problem),
  });
  const app = express();
  app.use('/bot/messages', createMessagesRouter(inbound));
  const server = await listen(app, 0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The bot has no port.');
  const url = `http://127.0.0.1:${address.port}/bot/messages`;
  teams.botUrl = url;
  return { url, problems, stop: () => close(server) };
}
