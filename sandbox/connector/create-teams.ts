import type { Router } from 'express';
import type { Clock } from '../../shared/clock.ts';
import type { Person } from '../company/person.ts';
import type { Identity } from '../identity/identity.ts';
import type { SandboxDatabase } from '../store/sandbox-database.ts';
import { createConnector } from './connector.ts';
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
}

export interface Teams {
  /** What answers for smba.trafficmanager.net. */
  readonly connector: Router;
  readonly faults: ConnectorFaults;
  /** The chats, as their people use them. */
  readonly chat: TeamsChat;
  /** Forgets every chat. */
  startOver(): Promise<void>;
}

/** The pretend Teams: the connector that the bot calls, and the chats in which people answer it. */
export async function createTeams({ db, identity, clock, people, botUrl }: TeamsOptions): Promise<Teams> {
  const store = await createChatStore(db);
  const faults = createConnectorFaults();
  return {
    connector: createConnector({
      store,
      faults,
      clock,
      verifyAppToken: identity.verifyAppToken,
      isPerson: (objectId) => people().some((person) => person.objectId === objectId),
    }),
    faults,
    chat: createTeamsChat({
      store,
      identity,
      clock,
      findPerson: (key) => people().find((person) => person.key === key) ?? null,
      botUrl,
    }),
    startOver: () => store.deleteAll(),
  };
}
