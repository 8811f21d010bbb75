import { generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { conversationIdOf } from '../../../sandbox/connector/connector.ts';
import { loadSigningKey, type SigningKey } from '../../../sandbox/identity/signing-key.ts';
import { DAY, MINUTE } from '../../../shared/calendar/time.ts';
import { useProduct } from '../../fakes/product.ts';
import { type Card, repIn } from './rep.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});
const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
const FOREIGN_TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const CLOSED = 'Frågan är stängd.';

let botFramework: SigningKey;
/** Maja has been asked. */
let question: Card;
let verb: string;

beforeAll(async () => {
  // The SDK writes each refused token's fate to the console.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  botFramework = await loadSigningKey(product().sandbox.inside.db, 'bot-framework');
  for (const key of ['maja', 'oskar']) await product().sandbox.inside.teams.chat.install(key);
  const start = product().now() + 7 * DAY;
  const demo = await repIn(product(), 'maja').bookDemo(start);
  await product().walk(10 * MINUTE);
  await repIn(product(), 'maja').drag(demo, start + 2 * DAY);
  await product().walk(11 * MINUTE);
  question = await repIn(product(), 'maja').question();
  verb = question.buttons.find((button) => button.verb.endsWith(' market'))?.verb ?? '';
});

afterAll(() => {
  vi.restoreAllMocks();
});

const objectIdOf = (key: string) =>
  product()
    .sandbox.people()
    .find((person) => person.key === key)?.objectId ?? '';
const seconds = (minutesFromNow: number) => Math.floor(Date.now() / 1_000) + minutesFromNow * 60;

function claims(change: JWTPayload = {}): JWTPayload {
  const aud = product().sandbox.microsoft.botAppId;
  const goodFor = { nbf: seconds(-1), exp: seconds(60) };
  return { iss: 'https://api.botframework.com', aud, ...goodFor, serviceurl: SERVICE_URL, ...change };
}

const signed = (change: JWTPayload = {}) => botFramework.sign(claims(change));

async function without(claim: string): Promise<string> {
  return botFramework.sign(Object.fromEntries(Object.entries(claims()).filter(([name]) => name !== claim)));
}

async function ownKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  const header = { alg: 'RS256', kid: 'sandbox-bot-framework', typ: 'JWT' };
  return new SignJWT(claims()).setProtectedHeader(header).sign(privateKey);
}

interface Attack {
  readonly token?: () => Promise<string> | string;
  /** Who taps, in whose chat; both Maja's own where nothing is said. */
  readonly from?: string;
  readonly chatOf?: string;
  readonly verb?: (good: string) => string;
  readonly activity?: object;
}

async function attack({ token = signed, from = 'maja', chatOf = from, ...tap }: Attack) {
  const { tenantId } = product().sandbox.microsoft;
  const activity = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: 'f:1',
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    from: { id: `29:${objectIdOf(from)}`, aadObjectId: objectIdOf(from) },
    conversation: { conversationType: 'personal', tenantId, id: conversationIdOf(objectIdOf(chatOf)) },
    channelData: { tenant: { id: tenantId } },
    replyToId: question.id,
    value: {
      action: { type: 'Action.Execute', verb: tap.verb?.(verb) ?? verb, data: {} },
      trigger: 'manual',
    },
    ...tap.activity,
  };
  return product().call(null, '/bot/messages', {
    json: activity,
    headers: { authorization: `Bearer ${await token()}` },
  });
}

const kept = () =>
  product().asWorker(async (trx) => ({
    answers: await trx.selectFrom('answer').selectAll().execute(),
    corrections: await trx.selectFrom('correction').selectAll().execute(),
    prompts: await trx.selectFrom('prompt').selectAll().execute(),
    chats: await trx.selectFrom('chat').selectAll().orderBy('person_id').execute(),
    paused: await trx
      .selectFrom('person')
      .select('person_id')
      .where('paused_until', 'is not', null)
      .execute(),
  }));

const TOKENS: readonly (readonly [string, Attack])[] = [
  ['alg none', { token: () => new UnsecuredJWT(claims()).encode() }],
  ['wrong key', { token: ownKey }],
  ['aud of another app', { token: () => signed({ aud: '00000000-0000-4000-8000-000000000000' }) }],
  ['iss of somebody else', { token: () => signed({ iss: 'https://evil.example' }) }],
  ['expiry ten minutes ago', { token: () => signed({ exp: seconds(-10) }) }],
  ['not valid for ten minutes yet', { token: () => signed({ nbf: seconds(10) }) }],
  [
    'service URL of another region',
    { token: () => signed({ serviceurl: 'https://smba.trafficmanager.net/fr/' }) },
  ],
  ...['iss', 'aud', 'exp', 'serviceurl'].map(
    (claim) => [`missing ${claim}`, { token: () => without(claim) }] as const,
  ),
  [
    'tid of another tenant, in channelData',
    { activity: { channelData: { tenant: { id: FOREIGN_TENANT } } } },
  ],
  [
    'tid of another tenant, in the conversation',
    { activity: { conversation: { conversationType: 'personal', tenantId: FOREIGN_TENANT, id: 'a:1' } } },
  ],
  [
    'a user’s own token for the tab',
    {
      token: () => {
        const maja = product()
          .sandbox.people()
          .find(({ key }) => key === 'maja');
        return maja ? product().sandbox.inside.identity.issueUserToken(maja) : '';
      },
    },
  ],
];

const TAPS: readonly (readonly [string, Attack])[] = [
  ['other rep’s card', { from: 'oskar' }],
  ['other rep’s card, from that rep’s chat', { from: 'oskar', chatOf: 'maja' }],
  ['own card, from another chat', { chatOf: 'oskar' }],
  [
    '*Not selling* on another rep’s card',
    { from: 'oskar', verb: (good) => good.replace(/^answer (\S+) .*/, 'not-selling $1') },
  ],
  [
    'contest of another rep’s answer',
    { from: 'oskar', verb: (good) => good.replace(/^answer (\S+) .*/, 'contest $1') },
  ],
  [
    'a made-up prompt id',
    { verb: (good) => good.replace(/[0-9a-f-]{36}/, '00000000-0000-4000-8000-000000000000') },
  ],
  ['SQL for a prompt id', { verb: () => "answer ';drop-table-prompt;-- market" }],
  ['an unknown reason', { verb: (good) => good.replace('market', 'lazy') }],
  ['no verb', { activity: { value: { action: {} } } }],
];

describe('S3: at the bot’s endpoint', () => {
  it.each(TOKENS)('%s is refused with 401 and nothing', async (_, given) => {
    const before = await kept();
    const { status, body } = await attack(given);
    expect({ status, body }).toEqual({ status: 401, body: '' });
    expect(await kept()).toEqual(before);
  });

  it.each(TAPS)('%s finds the question closed, and changes nothing', async (_, given) => {
    const before = await kept();
    const { status, body } = await attack(given);
    expect({ status, text: JSON.stringify(body) }).toEqual({
      status: 200,
      text: expect.stringContaining(CLOSED),
    });
    expect(JSON.stringify(body)).not.toContain('Havsnäs');
    expect(await kept()).toEqual(before);
  });

  it('a replayed prompt id is the same answer again, once', async () => {
    const bodySchema = z.object({ value: z.unknown() });
    const first = await attack({});
    const replays = await Promise.all(Array.from({ length: 5 }, () => attack({})));
    expect(replays.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    for (const { body } of replays) expect(bodySchema.parse(body)).toEqual(bodySchema.parse(first.body));
    expect((await kept()).answers.map(({ code, is_first }) => [code, is_first])).toEqual([['market', true]]);
  });
});
