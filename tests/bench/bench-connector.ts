import { sql } from 'kysely';
import { createTeams } from '../../sandbox/connector/create-teams.ts';
import { SERVICE_URL } from '../../sandbox/connector/incoming-activity.ts';
import { createBotLogin } from '../../sandbox/identity/bot-login.ts';
import type { Person } from '../../sandbox/company/person.ts';
import { redirectEgress } from '../../sandbox/egress.ts';
import { startEmulator } from '../../sandbox/emulator.ts';
import { createIdentity } from '../../sandbox/identity/identity.ts';
import { createRegistration } from '../../sandbox/identity/registration.ts';
import { openSandboxDatabase } from '../../sandbox/store/sandbox-database.ts';
import type { Clock } from '../../shared/clock.ts';

export interface BenchConnector {
  readonly tenantId: string;
  readonly botAppId: string;
  /** Where Microsoft's host names lead, for another process. */
  readonly emulatorUrl: string;
  /** What the connector sends with an activity. */
  signBotToken(): Promise<string>;
  /** An app token that the connector accepts. */
  token(): Promise<string>;
  /** When each of a person's messages came, by object id. */
  arrivals(): Promise<ReadonlyMap<string, readonly number[]>>;
  close(): Promise<void>;
}

const CONNECTOR_HOST = 'smba.trafficmanager.net';
const LOGIN_HOST = 'login.botframework.com';
/** What such a process has to be led astray for. */
export const BENCH_HOSTS = [CONNECTOR_HOST, LOGIN_HOST];

/** The sandbox's connector behind Microsoft's own host name, for these people. */
export async function startBenchConnector(
  databaseUrl: string,
  people: readonly Person[],
  clock: Clock,
): Promise<BenchConnector> {
  const db = await openSandboxDatabase(databaseUrl);
  const identity = await createIdentity(db, createRegistration('bench'));
  const teams = await createTeams({ db, identity, clock, people: () => people, botUrl: () => '' });
  const emulator = await startEmulator({
    [CONNECTOR_HOST]: teams.connector,
    [LOGIN_HOST]: createBotLogin(identity),
  });
  const restore = redirectEgress({ emulator: emulator.url, hosts: BENCH_HOSTS });
  const { token } = await identity.issueAppToken('https://api.botframework.com');
  const { tenantId, botAppId } = identity.registration;
  return {
    tenantId,
    botAppId,
    emulatorUrl: emulator.url.href,
    signBotToken: () => identity.signBotToken({ serviceUrl: SERVICE_URL }),
    token: async () => token,
    arrivals: async () => {
      const { rows } = await sql<{ object_id: string; times: Date[] }>`
        select object_id, array_agg(sent_at) as times from connector_message
          join connector_chat using (conversation_id) where from_bot group by object_id`.execute(db);
      return new Map(rows.map(({ object_id, times }) => [object_id, times.map((time) => time.getTime())]));
    },
    close: async () => {
      restore();
      await emulator.stop();
      await db.destroy();
    },
  };
}
