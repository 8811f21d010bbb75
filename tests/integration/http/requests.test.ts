import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { listSubscriptions } from '../../../sandbox/store/subscription-store.ts';
import { problemSchema } from '../../../shared/contract/problem.ts';
import { useProduct } from '../../fakes/product.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['norr'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});

const GUID = '00000000-0000-4000-8000-000000000000';
const json = { 'content-type': 'application/json' };
const post = (body: RequestInit['body'], headers: Record<string, string> = json): RequestInit => ({
  method: 'POST',
  headers,
  ...(body === undefined ? {} : { body }),
});
const correction = (changed: object) =>
  post(
    JSON.stringify({
      event: GUID,
      class: 'internal',
      scope: 'event',
      domain: null,
      instead: null,
      seconds: 1,
      ...changed,
    }),
  );
const patch = (change: object): RequestInit => ({ ...post(JSON.stringify(change)), method: 'PATCH' });
/** 65 KB of spaces around nothing: small on the wire where it is packed. */
const large = `{"event":"${' '.repeat(66_000)}"}`;

type Refused = readonly [title: string, path: string, init: RequestInit, status: number, code: string];

const API: readonly Refused[] = [
  ['no JSON', '/api/corrections', post('{"event":'), 400, 'bad_request'],
  ['a number', '/api/corrections', post('1'), 400, 'bad_request'],
  ['null', '/api/corrections', post('null'), 400, 'bad_request'],
  ['a list', '/api/corrections', post('[]'), 400, 'bad_request'],
  ['nothing', '/api/corrections', post(undefined), 400, 'bad_request'],
  ['a form', '/api/corrections', post(new URLSearchParams({ event: GUID }), {}), 400, 'bad_request'],
  ['a text', '/api/corrections', post('event', { 'content-type': 'text/plain' }), 400, 'bad_request'],
  [
    'another character set',
    '/api/corrections',
    post('{}', { 'content-type': 'application/json; charset=utf-7' }),
    400,
    'bad_request',
  ],
  [
    'an unknown packing',
    '/api/corrections',
    post('{}', { ...json, 'content-encoding': 'compress' }),
    400,
    'bad_request',
  ],
  [
    'a packing that it is not in',
    '/api/corrections',
    post('{}', { ...json, 'content-encoding': 'gzip' }),
    400,
    'bad_request',
  ],
  ['65 KB', '/api/corrections', post(large), 413, 'body_too_large'],
  [
    '65 KB, packed to a few',
    '/api/corrections',
    post(gzipSync(large), { ...json, 'content-encoding': 'gzip' }),
    413,
    'body_too_large',
  ],
  ['brackets 30,000 deep', '/api/corrections', post('['.repeat(30_000)), 400, 'bad_request'],
  ['an id that is none', '/api/corrections', correction({ event: '1' }), 400, 'bad_request'],
  ['a class that is none', '/api/corrections', correction({ class: 'private' }), 400, 'bad_request'],
  ['a word too many', '/api/corrections', correction({ person: GUID }), 400, 'bad_request'],
  ['a prototype', '/api/corrections', correction({ ['__proto__']: { admin: true } }), 400, 'bad_request'],
  ['endless seconds', '/api/corrections', correction({ seconds: 1e9 }), 400, 'bad_request'],
  ['seconds below zero', '/api/corrections', correction({ seconds: -1 }), 400, 'bad_request'],
  ['an event that nobody has', '/api/corrections', correction({}), 404, 'event_not_found'],
  [
    'a preview of an event that nobody has',
    '/api/corrections/preview',
    post(JSON.stringify({ event: GUID, class: 'internal' })),
    404,
    'event_not_found',
  ],
  ['an undo of nothing', `/api/corrections/${GUID}/undo`, post(undefined), 404, 'correction_not_found'],
  ['an undo of no id', '/api/corrections/1/undo', post(undefined), 400, 'bad_request'],
  ['a week that no year has', '/api/week?week=2026-W54', {}, 400, 'bad_request'],
  ['a week zero', '/api/week?week=2026-W00', {}, 400, 'bad_request'],
  ['a week with a zero byte', '/api/week?week=2026-W48%00', {}, 400, 'bad_request'],
  ['two weeks', '/api/week?week=2026-W48&week=2026-W49', {}, 400, 'bad_request'],
  ['a team without an id', '/api/teams/mitt/time', {}, 400, 'bad_request'],
  ['a team that nobody has', `/api/teams/${GUID}/time`, {}, 404, 'team_not_found'],
  ['a path that cannot be read', '/api/teams/%ZZ/time', {}, 400, 'bad_request'],
  ['a page that there is not', '/api/people', {}, 404, 'route_not_found'],
  [
    'quiet hours without end',
    '/api/settings',
    patch({ quietHours: { from: '12:00', to: '12:00' } }),
    400,
    'bad_request',
  ],
  [
    'a clock that is none',
    '/api/settings',
    patch({ quietHours: { from: '25:00', to: '12:00' } }),
    400,
    'bad_request',
  ],
  [
    'work that ends before it begins',
    '/api/settings',
    patch({ workingHours: [{ day: 1, from: '17:00', to: '08:00' }] }),
    400,
    'bad_request',
  ],
  ['a week without work', '/api/settings', patch({ workingHours: [] }), 400, 'bad_request'],
  ['two changes at once', '/api/settings', patch({ pause: 'week', quietHours: null }), 400, 'bad_request'],
  ['a pause until no time', '/api/settings', patch({ pause: { until: 'soon' } }), 400, 'bad_request'],
  ['another verb', '/api/moves', { method: 'DELETE' }, 404, 'route_not_found'],
];

describe('the API refuses', () => {
  it.each(API)('%s', async (_title, path, init, status, code) => {
    const answer = await product().call('ingrid', path, init);
    expect([answer.status, problemSchema.parse(answer.body).code]).toEqual([status, code]);
  });

  it('and names what is wrong, never what stood there', async () => {
    const { body } = await product().call('ingrid', '/api/corrections', {
      ...correction({ class: 'Kanariefågel', seconds: 'Kanariefågel' }),
      headers: { ...json, 'accept-language': 'en' },
    });
    expect(body).toEqual({
      code: 'bad_request',
      message: 'The request cannot be read: class, seconds.',
      action: 'Correct what is named and send it again.',
    });
  });

  it.each([
    ['sv-SE,sv;q=0.9,en;q=0.8', 'Adressen finns inte.'],
    ['en-GB,en;q=0.9,sv;q=0.1', 'There is nothing at this address.'],
    ['de-DE', 'Adressen finns inte.'],
    ['', 'Adressen finns inte.'],
    ['*', 'Adressen finns inte.'],
    ['%%%;;;,,,', 'Adressen finns inte.'],
  ])('in the language of the reader: %s', async (language, message) => {
    const { body } = await product().call(null, '/nothing', { headers: { 'accept-language': language } });
    expect(problemSchema.parse(body).message).toBe(message);
  });

  it('and marks what it says as not to be stored, framed or guessed at', async () => {
    const { headers } = await product().call('ingrid', '/api/me');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

const changed = (rows: unknown) => post(JSON.stringify({ value: rows }));
const notifications = () =>
  product().asWorker((trx) => trx.selectFrom('graph_notification').select('kind').execute());

describe('Graph’s endpoints', () => {
  it.each(['/graph/notifications', '/graph/lifecycle'])(
    '%s gives the handshake back as it came',
    async (path) => {
      const token = '<b>Validation: a&b + ö</b>';
      const target = `${path}?validationToken=${encodeURIComponent(token)}`;
      for (const init of [{ method: 'POST' }, post('Validation: no JSON')]) {
        const { status, body, headers } = await product().call(null, target, init);
        expect([status, body, headers.get('content-type')]).toEqual([
          200,
          token,
          'text/plain; charset=utf-8',
        ]);
      }
    },
  );

  const BAD: readonly Refused[] = [
    ['no JSON', '/graph/notifications', post('{'), 400, 'bad_request'],
    ['nothing', '/graph/notifications', post(undefined), 400, 'bad_request'],
    ['no rows', '/graph/notifications', post('{}'), 400, 'bad_request'],
    [
      'more than two megabytes',
      '/graph/notifications',
      post(`{"a":"${'a'.repeat(2_200_000)}"}`),
      413,
      'body_too_large',
    ],
    [
      'two handshakes',
      '/graph/notifications?validationToken=a&validationToken=b',
      post('{}'),
      400,
      'bad_request',
    ],
    ['another verb', '/graph/notifications', {}, 404, 'route_not_found'],
  ];
  it.each(BAD)('refuse %s', async (_title, path, init, status, code) => {
    const answer = await product().call(null, path, init);
    expect([answer.status, problemSchema.parse(answer.body).code]).toEqual([status, code]);
    expect(await notifications()).toEqual([]);
  });

  it('take a forged secret, an unknown subscription and none at all with the same 202, and keep nothing', async () => {
    const [known] = await sandboxSubscriptions();
    const subscriptionId = known?.subscriptionId;
    for (const row of [
      { subscriptionId, clientState: 'forged' },
      { subscriptionId, clientState: '' },
      { subscriptionId },
      { subscriptionId: GUID, clientState: 'x' },
    ]) {
      const { status, body } = await product().call(null, '/graph/notifications', changed([row]));
      expect([status, body]).toEqual([202, '']);
      const lifecycle = changed([{ ...row, lifecycleEvent: 'subscriptionRemoved' }]);
      expect((await product().call(null, '/graph/lifecycle', lifecycle)).status).toBe(202);
    }
    expect(await notifications()).toEqual([]);
  });

  it('keep a true bell beside forged ones and beside events that they do not know', async () => {
    const [bell] = await sandboxSubscriptions();
    const lifecycle = changed([
      { ...bell },
      { subscriptionId: GUID, clientState: 'x', lifecycleEvent: 'missed' },
      { ...bell, lifecycleEvent: 'somethingNew' },
      { ...bell, lifecycleEvent: 'missed' },
    ]);
    expect((await product().call(null, '/graph/lifecycle', lifecycle)).status).toBe(202);
    expect(await notifications()).toEqual([{ kind: 'missed' }]);
    await product().settle();
    expect(await notifications()).toEqual([]);
  });
});

describe('Graph’s notifications', () => {
  it('keep a true bell beside thousands of others and beside rows that nobody can read', async () => {
    const [bell] = await sandboxSubscriptions();
    const others = Array<object>(5_000).fill({ subscriptionId: GUID, clientState: 'x' });
    const odd = [
      1,
      null,
      {},
      { subscriptionId: GUID, clientState: null },
      { ...bell, clientState: null },
      { ...bell, subscriptionId: 'a\u0000b' },
      { ...bell, subscriptionId: 'a'.repeat(300) },
    ];
    const { status } = await product().call(null, '/graph/notifications', changed([...others, ...odd, bell]));
    expect(status).toBe(202);
    expect(await notifications()).toEqual([{ kind: 'changed' }]);
    await product().settle();
    expect(await notifications()).toEqual([]);
  });
});

describe('the bot’s endpoint', () => {
  it.each([
    ['no token', {}, '{}'],
    ['a token that is none', { authorization: 'Bearer a.b.c' }, '{}'],
    ['no JSON', { authorization: 'Bearer a.b.c' }, '{'],
    ['more than it takes', { authorization: 'Bearer a.b.c' }, `{"a":"${'a'.repeat(300_000)}"}`],
  ])('refuses %s with 401 and an empty body', async (_title, headers, body) => {
    const answer = await product().call(null, '/bot/messages', post(body, { ...json, ...headers }));
    expect([answer.status, answer.body]).toEqual([401, '']);
  });

  it('refuses a reader’s token, and the API the connector’s', async () => {
    const { identity } = product().sandbox.inside;
    const connector = await identity.signBotToken({ serviceUrl: 'https://smba.trafficmanager.net/emea/' });
    const asReader = await product().call(null, '/api/me', {
      headers: { authorization: `Bearer ${connector}` },
    });
    expect(asReader.status).toBe(401);
    const asBot = await product().call('ingrid', '/bot/messages', post('{"type":"message"}'));
    expect(asBot.status).toBe(401);
  });
});

describe('in all of that', () => {
  it('nothing was our own fault', () => {
    expect(product().logLines.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
  });

  it('the app stays well', async () => {
    expect(await product().get('ingrid', '/readyz')).toEqual({
      database: 'ok',
      queue: 'ok',
      identity: 'ok',
      bot: 'ok',
    });
  });
});

/** As Graph holds them, with their secrets. */
async function sandboxSubscriptions(): Promise<{ subscriptionId: string; clientState: string }[]> {
  const rows = await listSubscriptions(product().sandbox.inside.db, Date.now());
  return rows.map(({ id, clientState }) => ({ subscriptionId: id, clientState: clientState ?? '' }));
}
