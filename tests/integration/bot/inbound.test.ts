import { once } from 'node:events';
import { request } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAddressLimit } from '../../../bot/address-limit.ts';
import { createBotInbound } from '../../../bot/botbuilder/inbound.ts';
import { closedCard } from '../../../bot/cards/closed-card.ts';
import type { BotEvent, BotReply } from '../../../bot/ports.ts';
import { ANNA, startPretendTeams, type PretendTeams } from './pretend-teams.ts';
import { startBot, type RunningBot } from './running-bot.ts';

const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
const BOT_FRAMEWORK = 'https://api.botframework.com';
const CARD = closedCard('sv');

let teams: PretendTeams;
let running: RunningBot;
let handled: BotEvent[] = [];
let followedUp: BotReply[] = [];
let handle: (event: BotEvent) => Promise<BotReply>;
let complained: string[] = [];

beforeAll(async () => {
  teams = await startPretendTeams();
  running = await startBot(teams, {
    handle: (event) => {
      handled.push(event);
      return handle(event);
    },
    followUp: (_, reply) => {
      followedUp.push(reply);
      return Promise.resolve();
    },
  });
});

beforeEach(() => {
  handle = () => Promise.resolve({ card: CARD });
  // The SDK writes each refused token's fate to the console.
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => void complained.push(String(words)));
});

afterEach(() => {
  vi.restoreAllMocks();
  handled = [];
  followedUp = [];
  complained = [];
  running.problems.length = 0;
});

afterAll(async () => {
  await running.stop();
  await teams.remove();
});

type Json = Record<string, unknown>;

function tap(change: Json = {}): Json {
  const { tenantId } = teams.identity.registration;
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: 'f:1',
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    from: { id: `29:${ANNA.objectId}`, name: ANNA.name, aadObjectId: ANNA.objectId },
    conversation: { conversationType: 'personal', tenantId, id: 'a:anna' },
    recipient: { id: '28:bot', name: 'Followthrough' },
    channelData: { tenant: { id: tenantId } },
    locale: 'sv-SE',
    replyToId: 'card-1',
    value: { action: { type: 'Action.Execute', verb: 'answer p-1 market', data: {} }, trigger: 'manual' },
    ...change,
  };
}

const seconds = (minutesFromNow: number) => Math.floor(Date.now() / 1_000) + minutesFromNow * 60;

function claims(change: JWTPayload = {}): JWTPayload {
  return {
    iss: BOT_FRAMEWORK,
    aud: teams.identity.registration.botAppId,
    nbf: seconds(-1),
    exp: seconds(60),
    serviceurl: SERVICE_URL,
    ...change,
  };
}

const signed = (change: JWTPayload = {}) => teams.botFrameworkKey.sign(claims(change));

async function post(token: string | null, body: unknown = tap(), headers: Record<string, string> = {}) {
  const response = await fetch(running.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.text() };
}

async function forgedWith(alg: string, kid: string): Promise<string> {
  const { privateKey } = await generateKeyPair(alg);
  return new SignJWT(claims()).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(privateKey);
}

/** The classic: the public key taken for a shared secret. */
async function publicKeyAsSecret(): Promise<string> {
  const { n = '' } = teams.botFrameworkKey.publicJwk;
  const header = { alg: 'HS256', kid: 'sandbox-bot-framework', typ: 'JWT' };
  return new SignJWT(claims()).setProtectedHeader(header).sign(new TextEncoder().encode(n));
}

/** The attacker's own key, offered in the token's header. */
async function keyInHeader(): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = await exportJWK(publicKey);
  return new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', jwk, typ: 'JWT' }).sign(privateKey);
}

async function tampered(): Promise<string> {
  const [header, , signature] = (await signed()).split('.');
  const [, payload] = (await signed({ exp: seconds(6_000) })).split('.');
  return `${header}.${payload}.${signature}`;
}

describe('a good token', () => {
  it('brings a tap to the bot, normalised, and the card back', async () => {
    expect(await post(await signed())).toEqual({
      status: 200,
      body: JSON.stringify({
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: CARD,
      }),
    });
    expect(handled).toEqual([
      {
        kind: 'answered',
        payload: { verb: 'answer', prompt: 'p-1', choice: 'market' },
        tenantId: teams.identity.registration.tenantId,
        aadObjectId: ANNA.objectId,
        conversationId: 'a:anna',
        serviceUrl: SERVICE_URL,
        activityId: 'f:1',
        replyToId: 'card-1',
        locale: 'sv-SE',
      },
    ]);
    expect(followedUp).toEqual([{ card: CARD }]);
  });

  it('is good for five minutes more than it says', async () => {
    expect((await post(await signed({ exp: seconds(-4) }))).status).toBe(200);
  });

  it('comes with the tenant header of Teams', async () => {
    const { tenantId } = teams.identity.registration;
    const headers = { 'x-ms-tenant-id': tenantId.toUpperCase() };
    expect((await post(await signed(), tap(), headers)).status).toBe(200);
  });
});

const REFUSED = { status: 401, body: '', handled: [], problems: ['inbound-refused'] };

async function attempt(...request: Parameters<typeof post>) {
  const response = await post(...request);
  return { ...response, handled, problems: running.problems.map(({ kind }) => kind) };
}

describe('refused with 401 and nothing else', () => {
  it.each<[string, () => Promise<string | null> | string | null]>([
    ['no token', () => null],
    ['an empty token', () => ''],
    ['no JWT', () => 'a.b.c'],
    ['the algorithm none', () => new UnsecuredJWT(claims()).encode()],
    ['a secret for a key', publicKeyAsSecret],
    ['another key under the right key id', () => forgedWith('RS256', 'sandbox-bot-framework')],
    ['another key under an unknown key id', () => forgedWith('RS256', 'unknown')],
    ['an elliptic key', () => forgedWith('ES256', 'sandbox-bot-framework')],
    ['a key of its own in the header', keyInHeader],
    ['another payload under a good signature', tampered],
    ['another audience', () => signed({ aud: '00000000-0000-4000-8000-000000000000' })],
    ['several audiences', () => signed({ aud: [teams.identity.registration.botAppId, 'other'] })],
    ['another issuer', () => signed({ iss: 'https://evil.example' })],
    [
      'the emulator’s issuer',
      () => signed({ iss: 'https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/' }),
    ],
    [
      'an Entra token for the bot’s own app',
      async () => (await teams.identity.issueAppToken(teams.identity.registration.botAppId)).token,
    ],
    ['a token that ended ten minutes ago', () => signed({ exp: seconds(-10) })],
    ['a token that begins in ten minutes', () => signed({ nbf: seconds(10) })],
    [
      'a token without an end',
      async () => {
        const { exp: _, ...endless } = claims();
        return teams.botFrameworkKey.sign(endless);
      },
    ],
    ['another service URL', () => signed({ serviceurl: 'https://smba.trafficmanager.net/fr/' })],
    [
      'no service URL',
      async () => {
        const { serviceurl: _, ...without } = claims();
        return teams.botFrameworkKey.sign(without);
      },
    ],
  ])('a request with %s', async (_, token) => {
    const given = await token();
    expect(await attempt(given)).toEqual(REFUSED);
    expect(complained.join()).not.toContain(given || 'no token');
  });

  const FOREIGN = '72f988bf-86f1-41af-91ab-2d7cd011db47';
  it.each<[string, string, (ours: string) => Json]>([
    ['another tenant in channelData', 'tenant', () => ({ channelData: { tenant: { id: FOREIGN } } })],
    [
      'another tenant in the conversation',
      'tenant',
      () => ({ conversation: { conversationType: 'personal', tenantId: FOREIGN, id: 'a:1' } }),
    ],
    [
      'no tenant',
      'tenant',
      () => ({ channelData: {}, conversation: { conversationType: 'personal', id: 'a:1' } }),
    ],
    ['another channel', 'channel', () => ({ channelId: 'webchat' })],
    ['the channel that the SDK verifies by other rules', 'channel', () => ({ channelId: 'AseChannel' })],
    [
      'a service URL that is empty, which the SDK does not compare',
      'service URL',
      () => ({ serviceUrl: '' }),
    ],
  ])('an activity with %s, although the token is good', async (_, cause, change) => {
    const { tenantId } = teams.identity.registration;
    expect(await attempt(await signed(), tap(change(tenantId)))).toEqual(REFUSED);
    // By us, before the SDK has had its say.
    expect(running.problems).toEqual([{ kind: 'inbound-refused', cause }]);
  });

  it('another tenant in the header of Teams', async () => {
    expect(await attempt(await signed(), tap(), { 'x-ms-tenant-id': FOREIGN })).toEqual(REFUSED);
  });

  it('a service URL on a strange host, even when the token names it', async () => {
    const serviceUrl = 'https://evil.example/';
    const token = await signed({ serviceurl: serviceUrl });
    expect(await attempt(token, tap({ serviceUrl }))).toEqual(REFUSED);
  });
});

describe('what the bot does not know', () => {
  it.each([
    [{ type: 'typing' }],
    [{ type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }],
    [{ type: 'invoke', name: 'task/fetch' }],
    [{ type: 'somethingNew', entities: [{ type: 'new', at: 'sea' }], value: 7 }],
    [{ type: 'message', text: '', value: undefined }],
    [{ conversation: { conversationType: 'channel', id: '19:x@thread.tacv2' } }],
    [{ conversation: { conversationType: 'groupChat', id: '19:x@thread.v2' } }],
    [{ from: { id: '29:guest' } }],
  ])('is taken with 200 and nothing said: %j', async (change) => {
    handle = () => Promise.resolve(null);
    expect(await post(await signed(), tap(change))).toEqual({ status: 200, body: '' });
    expect(handled.map(({ kind }) => kind)).toEqual(['unknown']);
  });
});

describe('a body', () => {
  it.each<[string, unknown]>([
    ['no JSON', '{"type":'],
    ['a list', []],
    ['no activity', {}],
    [
      'an activity without a conversation',
      { type: 'message', channelId: 'msteams', serviceUrl: SERVICE_URL },
    ],
    ['more than 256 KB', { type: 'message', text: 'x'.repeat(300_000) }],
    ['nothing', ''],
  ])('that cannot be read cannot be verified: %s', async (_, body) => {
    expect(await attempt(await signed(), body)).toEqual(REFUSED);
  });

  it('of whoever has no token is not waited for', async () => {
    const trickle = request(running.url, { method: 'POST', headers: { 'content-type': 'application/json' } });
    trickle.write('{"type":');
    const [response] = await once(trickle, 'response');
    expect(response.statusCode).toBe(401);
    trickle.destroy();
  });
});

describe('whoever asks too much', () => {
  it('is told so before anything is read, and is heard again a little later', async () => {
    let now = 0;
    const busy = await startBot(
      teams,
      { handle: async () => null, followUp: async () => undefined },
      createAddressLimit(() => now),
    );
    const knock = async (token: string | null) => {
      const headers = {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      };
      return (await fetch(busy.url, { method: 'POST', headers, body: JSON.stringify(tap()) })).status;
    };
    const guesses: number[] = [];
    for (let guess = 0; guess < 30; guess += 1) guesses.push(await knock(null));
    expect([guesses.filter((status) => status === 401).length, guesses.at(-1)]).toEqual([29, 429]);
    expect(await knock(await signed())).toBe(429);
    now += 1_000;
    expect(await knock(await signed())).toBe(200);
    await busy.stop();
    teams.botUrl = running.url;
  });
});

describe('a tap from an old client', () => {
  it('is the same use case, and its card follows after the response', async () => {
    const activity = tap({ type: 'message', name: undefined, value: { verb: 'answer p-1 market' } });
    expect(await post(await signed(), activity)).toEqual({ status: 200, body: '' });
    expect(handled).toMatchObject([
      { kind: 'answered', payload: { verb: 'answer', prompt: 'p-1', choice: 'market' }, replyToId: 'card-1' },
    ]);
    expect(followedUp).toEqual([{ card: CARD }]);
  });
});

describe('a use case', () => {
  it('may answer with a sentence below the card', async () => {
    handle = () => Promise.resolve({ message: 'Sparat.' });
    expect(JSON.parse((await post(await signed())).body)).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Sparat.',
    });
  });

  it('that fails at a tap says so in our own words, and the failure is reported', async () => {
    const error = new Error('connection to 10.0.0.1 lost');
    handle = () => Promise.reject(error);
    const { status, body } = await post(await signed());
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      statusCode: 500,
      type: 'application/vnd.microsoft.error',
      value: { code: 'NotSaved', message: 'Det gick inte att spara. Försök igen om en stund.' },
    });
    expect(running.problems).toEqual([{ kind: 'turn-failed', eventKind: 'answered', error }]);
    expect(followedUp).toEqual([]);
  });

  it('that fails at a word is a failed request, and nothing is posted', async () => {
    handle = () => Promise.reject(new Error('away'));
    expect(await post(await signed(), tap({ type: 'message', text: 'hjälp' }))).toEqual({
      status: 500,
      body: '',
    });
    expect(followedUp).toEqual([]);
  });
});

it.each([
  ['app id', { appId: '' }],
  ['tenant id', { tenantId: '' }],
])('refuses to start without an %s, for the SDK would verify nothing', (_, change) => {
  const deps = {
    appId: 'app',
    tenantId: 'tenant',
    openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    tokenIssuer: BOT_FRAMEWORK,
    loginUrl: 'https://login.microsoftonline.com',
    serviceHosts: [],
    bot: { handle: () => Promise.resolve(null), followUp: () => Promise.resolve() },
    report: () => undefined,
  };
  expect(() => createBotInbound({ ...deps, ...change })).toThrow('The bot needs an app id and a tenant id.');
});
