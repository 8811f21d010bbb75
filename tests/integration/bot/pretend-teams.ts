import { createTeams, type Teams } from '../../../sandbox/connector/create-teams.ts';
import type { Person } from '../../../sandbox/company/person.ts';
import { redirectEgress } from '../../../sandbox/egress.ts';
import { startEmulator } from '../../../sandbox/emulator.ts';
import { createBotLogin } from '../../../sandbox/identity/bot-login.ts';
import { createIdentity, type Identity } from '../../../sandbox/identity/identity.ts';
import { createRegistration } from '../../../sandbox/identity/registration.ts';
import { loadSigningKey, type SigningKey } from '../../../sandbox/identity/signing-key.ts';
import { openSandboxDatabase } from '../../../sandbox/store/sandbox-database.ts';
import { at, STOCKHOLM } from '../../factories/event.ts';
import { freshSandboxDatabase } from '../sandbox/fresh-sandbox.ts';

export const ANNA: Person = {
  key: 'anna',
  objectId: '8f14e45f-ceea-4a7b-9b2d-0c6f3f1d2a11',
  name: 'Anna Wik',
  address: 'anna.wik@nordvik.example',
  jobTitle: 'Säljare',
  role: 'rep',
  team: 'mitt',
  managerKey: null,
  language: 'sv',
  timeZone: STOCKHOLM,
};
const BERIT: Person = {
  ...ANNA,
  key: 'berit',
  objectId: '8f14e45f-ceea-4a7b-9b2d-0c6f3f1d2a12',
  name: 'Berit Ek',
};

export const NOW = at('2026-11-18 13:10');
export const SERVICE_HOSTS = ['smba.trafficmanager.net', 'smba.infra.*.teams.microsoft.com'];

export interface PretendTeams extends Teams {
  readonly identity: Identity;
  /** An app token for the connector. */
  readonly token: () => Promise<string>;
  /** Bot Framework's own key, to sign what it would never sign. */
  readonly botFrameworkKey: SigningKey;
  /** Where the product's messages endpoint listens; set once it does. */
  botUrl: string;
  remove(): Promise<void>;
}

/** The sandbox's connector and keys behind Microsoft's own host names, with a database of their own. */
export async function startPretendTeams(): Promise<PretendTeams> {
  const database = await freshSandboxDatabase();
  const db = await openSandboxDatabase(database.url);
  const identity = await createIdentity(db, createRegistration('bot-tests'));
  const bot = { url: '' };
  const teams = await createTeams({
    db,
    identity,
    clock: { now: () => NOW },
    people: () => [ANNA, BERIT],
    botUrl: () => bot.url,
  });
  const hosts = {
    'login.botframework.com': createBotLogin(identity),
    'smba.trafficmanager.net': teams.connector,
    'smba.infra.gcc.teams.microsoft.com': teams.connector,
  };
  const emulator = await startEmulator(hosts);
  const restoreEgress = redirectEgress({ emulator: emulator.url, hosts: Object.keys(hosts) });
  return {
    ...teams,
    identity,
    botFrameworkKey: await loadSigningKey(db, 'bot-framework'),
    token: async () => (await identity.issueAppToken('https://api.botframework.com')).token,
    get botUrl() {
      return bot.url;
    },
    set botUrl(url) {
      bot.url = url;
    },
    remove: async () => {
      restoreEgress();
      await emulator.stop();
      await db.destroy();
      await database.drop();
    },
  };
}
