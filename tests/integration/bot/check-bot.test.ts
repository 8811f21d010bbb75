import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { TokenFailure } from '../../../api/identity/graph-token.ts';
import { checkBotJob, type CheckBotDeps } from '../../../api/prompts/check-bot.ts';
import { createSendGate } from '../../../api/prompts/send-gate.ts';
import { findGate } from '../../../api/store/bot-state-store.ts';
import { connect, type Connection } from '../../../api/store/connect.ts';
import { openStore, type Store } from '../../../api/store/transaction.ts';
import { createRestOutbound } from '../../../bot/connector/rest-outbound.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/calendar/time.ts';
import { type FreshDatabase, freshDatabase } from '../../fakes/postgres.ts';
import { NOW, SERVICE_HOSTS, startPretendTeams, type PretendTeams } from './pretend-teams.ts';

let teams: PretendTeams;
let database: FreshDatabase;
let connection: Connection;
let store: Store;
let lines: string[] = [];

beforeAll(async () => {
  teams = await startPretendTeams();
  database = await freshDatabase();
  connection = connect(database.appUrl, { max: 2 });
  store = openStore(connection.db, teams.identity.registration.tenantId);
});
beforeEach(() => {
  lines = [];
  teams.faults.create = null;
});
afterAll(async () => {
  await connection.close();
  await database.drop();
  await teams.remove();
});

/** Runs the check at this moment; returns when it comes again, and what the gate is like. */
async function check(given: { now?: number; botToken?: () => Promise<string> } = {}) {
  const { now = NOW, botToken = teams.token } = given;
  const clock = { now: () => now };
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const { botAppId, tenantId } = teams.identity.registration;
  const deps: CheckBotDeps = {
    store,
    clock,
    botToken,
    probe: createRestOutbound({
      botAppId,
      token: botToken,
      serviceHosts: SERVICE_HOSTS,
      report: () => undefined,
    }),
    gate: createSendGate({ store, clock, realNow: Date.now, log }),
    tenantId,
    defaultServiceUrl: 'https://smba.trafficmanager.net/teams/',
    log,
  };
  await checkBotJob.runWith({}, deps);
  return store.as({ kind: 'worker' })(async (trx) => {
    const timer = await trx.selectFrom('timer').select('due_at').executeTakeFirstOrThrow();
    return { againIn: timer.due_at - now, stopped: (await findGate(trx))?.stop?.reason ?? null };
  });
}

it('a bot that the connector knows is well, and looked at once a day', async () => {
  expect(await check()).toEqual({ againIn: DAY, stopped: null });
  expect(lines).toEqual([]);
  expect(await teams.chat.chat('anna')).toEqual([]);
});

it('a bot without a token is one line that says what to do, and the app goes on', async () => {
  const botToken = () => Promise.reject(new TokenFailure('consent-lost', 'AADSTS7000222'));
  expect(await check({ botToken })).toEqual({ againIn: HOUR, stopped: null });
  expect(lines.length).toBe(1);
  expect(lines[0]).toContain('the secret has expired: make a new one and set APP_SECRET');
});

it('a bot of another type than its credential is refused: all sends stop, until it is taken again', async () => {
  teams.faults.create = { fault: { kind: 'unauthorized' }, left: 2 };
  expect(await check()).toEqual({ againIn: HOUR, stopped: 'unauthorized' });
  expect(lines.length).toBe(1);
  expect(lines[0]).toContain('In the Azure Bot resource the app id must be BOT_APP_ID');
  expect(await check({ now: NOW + MINUTE })).toEqual({ againIn: HOUR, stopped: 'unauthorized' });
  expect(await check({ now: NOW + HOUR })).toEqual({ againIn: DAY, stopped: null });
  expect(lines.length).toBe(2);
});
