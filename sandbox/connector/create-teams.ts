import { Router } from 'express';
import type { Clock } from '../../shared/clock.ts';
import type { Person } from '../company/person.ts';
import type { Identity } from '../identity/identity.ts';
import { createRequestLog, type RequestLog } from '../request-log.ts';
import type { SandboxDatabase } from '../store/sandbox-database.ts';
import { createConnector } from './connector.ts';
import { logCalls } from './log-calls.ts';
import { createConnectorFaults, type ConnectorFaults } from './faults.ts';
import { createChatStore } from './store.ts';
import { createTeamsChat, type TeamsChat } from './teams-chat.ts';

export interface TeamsOptions {
  readonly db: SandboxDatabase;
  readonly identity: Pick<Identity, 'registration' | 'signBotToken' | 'verifyAppToken'>;
  /** Dates the messages; tokens have real time. */
  readonly clock: Clock;
  readonly people: () => readonly Person[];
  /** The product's `/bot/messages`. */
  readonly botUrl: () => string;
  readonly realNow?: () => number;
}

export interface Teams {
  /** What answers for smba.trafficmanager.net. */
  readonly connector: Router;
  readonly faults: ConnectorFaults;
  /** What the bot asked of the connector. */
  readonly log: RequestLog;
  /** The chats, as their people use them. */
  readonly chat: TeamsChat;
  /** Forgets every chat. */
  startOver(): Promise<void>;
}

/** The pretend Teams: the connector that the bot calls, and the chats in which people answer it. */
export async function createTeams(options: TeamsOptions): Promise<Teams> {
  const { db, identity, clock, people, botUrl, realNow = Date.now } = options;
  const store = await createChatStore(db);
  const faults = createConnectorFaults();
  const log = createRequestLog();
  const connector = Router();
  connector.use(
    logCalls({ log, people, realNow }),
    createConnector({
      store,
      faults,
      clock,
      verifyAppToken: identity.verifyAppToken,
      isPerson: (objectId) => people().some((person) => person.objectId === objectId),
    }),
  );
  return {
    connector,
    faults,
    log,
    chat: createTeamsChat({
      store,
      identity,
      clock,
      findPerson: (key) => people().find((person) => person.key === key) ?? null,
      botUrl,
    }),
    startOver: async () => {
      await store.deleteAll();
      log.clear();
    },
  };
}
