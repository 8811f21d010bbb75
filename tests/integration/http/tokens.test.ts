import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { base64url, exportJWK, SignJWT, type JWTPayload } from 'jose';
import { describe, expect, it } from 'vitest';
import { loadSigningKey } from '../../../sandbox/identity/signing-key.ts';
import { problemSchema } from '../../../shared/contract/problem.ts';
import en from '../../../shared/locales/problem.en.json' with { type: 'json' };
import { useProduct } from '../../fakes/product.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['norr'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});

/** What Entra would sign for this person, with what a forger changes; `undefined` takes a claim out. */
async function sign(
  changed: Record<string, unknown> = {},
  key: 'entra' | 'bot-framework' = 'entra',
): Promise<string> {
  const { sign: signWith } = await loadSigningKey(product().sandbox.inside.db, key);
  return signWith({ ...goodClaims(), ...changed });
}

function goodClaims(): JWTPayload {
  const { tenantId, appId } = product().sandbox.microsoft;
  const now = Math.floor(Date.now() / 1000);
  return {
    iat: now,
    nbf: now - 60,
    exp: now + 600,
    aud: appId,
    iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
    oid: product()
      .sandbox.people()
      .find(({ key }) => key === 'ingrid')?.objectId,
    scp: 'access_as_user',
    tid: tenantId,
    ver: '2.0',
  };
}

const call = (authorization: string | null, language = 'en') =>
  product().call(null, '/api/me', {
    headers: { 'accept-language': language, ...(authorization === null ? {} : { authorization }) },
  });

const OTHER_TENANT = '11111111-1111-4111-8111-111111111111';
const encode = (part: object) => base64url.encode(JSON.stringify(part));

/** Each attack: how its token is made, and the code and the flaw that the answer names. */
const ATTACKS: readonly (readonly [string, () => Promise<string> | string, string])[] = [
  ['without a signature', () => `${encode({ alg: 'none' })}.${encode(goodClaims())}.`, 'signature'],
  [
    'with the algorithm None',
    async () => `${encode({ alg: 'None' })}.${encode(goodClaims())}.x`,
    'signature',
  ],
  ['signed by the published key as if it were a secret', () => signWithPublicKey(), 'signature'],
  ['signed by a key of its own, under the real key’s name', () => signWithOwnKey({}), 'signature'],
  ['that brings its own key along', () => signWithOwnKey({ embedded: true }), 'signature'],
  ['signed by Bot Framework', () => sign({}, 'bot-framework'), 'signature'],
  ['whose claims were changed after it was signed', () => changeClaims(), 'signature'],
  ['that is no token', () => 'a.b.c', 'signature'],
  ['that is one word', () => 'word', 'signature'],
  ['for Graph', () => sign({ aud: 'https://graph.microsoft.com' }), 'audience'],
  ['for nobody', () => sign({ aud: undefined }), 'audience'],
  ['of version 1’s issuer', () => sign({ iss: `https://sts.windows.net/${OTHER_TENANT}/` }), 'issuer'],
  ['of another tenant’s issuer', () => sign({ iss: issuerOf(OTHER_TENANT) }), 'issuer'],
  ['of another tenant', () => sign({ tid: OTHER_TENANT }), 'tenant'],
  ['that ended an hour ago', () => sign({ exp: Math.floor(Date.now() / 1000) - 3600 }), 'expired'],
  ['that never ends', () => sign({ exp: undefined }), 'claim'],
  ['that begins in an hour', () => sign({ nbf: Math.floor(Date.now() / 1000) + 3600 }), 'not_yet_valid'],
  ['without a tenant', () => sign({ tid: undefined }), 'claim'],
  ['without a person', () => sign({ oid: undefined }), 'claim'],
  ['of somebody whose id is SQL', () => sign({ oid: "' or 1=1 --" }), 'claim'],
  ['without a version', () => sign({ ver: undefined }), 'claim'],
  ['of version 1', () => sign({ ver: '1.0' }), 'version'],
  ['of an app', () => sign({ idtyp: 'app' }), 'app'],
  ['without a scope', () => sign({ scp: undefined, roles: ['access_as_user'] }), 'scope'],
  ['with a scope that only begins like ours', () => sign({ scp: 'access_as_user2 User.Read' }), 'scope'],
  ['asked for by an unknown program', () => sign({ azp: OTHER_TENANT }), 'client'],
  ['asked for by nobody', () => sign({ azp: undefined }), 'client'],
  ['for the app itself, from the token endpoint', () => appToken(), 'issuer'],
];

describe('the API refuses a token', () => {
  it.each(ATTACKS)('%s', async (_title, make, flaw) => {
    const token = await make();
    const { status, body } = await call(`Bearer ${token}`);
    expect([status, problemSchema.parse(body)]).toEqual([401, refusedFor(flaw)]);
  });

  it.each([
    ['that is missing', null],
    ['of another kind', 'Basic aW5ncmlkOg=='],
    ['that is empty', 'Bearer '],
    ['that is longer than any of Entra’s', `Bearer ${'a'.repeat(9_000)}`],
    ['that comes twice', 'Bearer a.b.c, Bearer a.b.c'],
    ['with a line break in it', 'Bearer a.b%0d%0a.c'],
  ])('%s', async (_title, authorization) => {
    const { status, body } = await call(authorization);
    expect([status, problemSchema.parse(body).code]).toEqual([401, 'token_missing']);
  });

  it('on every route that there is, before anything is read of the request', async () => {
    for (const [method, path] of [
      ['GET', '/api/me'],
      ['GET', '/api/moves'],
      ['GET', '/api/week?week=nonsense'],
      ['GET', '/api/teams/nonsense/time'],
      ['POST', '/api/corrections/preview'],
      ['POST', '/api/corrections'],
      ['POST', '/api/corrections/nonsense/undo'],
      ['GET', '/api/nonsense'],
    ] as const) {
      const { status, body } = await product().call(null, path, { method });
      expect([path, status, problemSchema.parse(body).code]).toEqual([path, 401, 'token_missing']);
    }
  });

  it('and logs neither token nor error for it', () => {
    expect(product().logLines.filter((line) => /eyJ|"level":(50|60)/.test(line))).toEqual([]);
  });
});

describe('a good token', () => {
  it('opens the door: the attacks differ from it in one thing each', async () => {
    expect((await call(`Bearer ${await sign()}`)).status).toBe(200);
  });

  it('of somebody whom the product does not know is told that they are not part of it', async () => {
    const { status, body } = await call(`Bearer ${await sign({ oid: OTHER_TENANT })}`, 'sv');
    expect([status, body]).toEqual([
      403,
      {
        code: 'not_enrolled',
        message: 'Du är inte med i Followthrough än.',
        action: 'Be administratören lägga till dig, om du ska vara med.',
      },
    ]);
  });

  it('may be a minute late, and its ids in capitals', async () => {
    const now = Math.floor(Date.now() / 1000);
    const { oid, tid } = goodClaims();
    const capitals = { oid: String(oid).toUpperCase(), tid: String(tid).toUpperCase() };
    expect((await call(`Bearer ${await sign({ exp: now - 30, ...capitals })}`)).status).toBe(200);
  });
});

const words: Readonly<Record<string, string>> = en;

function refusedFor(flaw: string) {
  return {
    code: 'token_refused',
    message: `The sign-in cannot be used here: ${words[`token_flaw.${flaw}`]}.`,
    action: 'Close the tab and open it again. If that does not help, show the code to your administrator.',
  };
}

function issuerOf(tenant: string): string {
  return `https://login.microsoftonline.com/${tenant}/v2.0`;
}

async function signWithPublicKey(): Promise<string> {
  const { publicJwk } = await loadSigningKey(product().sandbox.inside.db, 'entra');
  const key = createPublicKey({ key: JSON.parse(JSON.stringify(publicJwk)), format: 'jwk' });
  const secret = Buffer.from(key.export({ type: 'spki', format: 'pem' }).toString());
  return new SignJWT(goodClaims()).setProtectedHeader({ alg: 'HS256', kid: 'sandbox-entra' }).sign(secret);
}

async function signWithOwnKey({ embedded = false }: { embedded?: boolean }): Promise<string> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = await exportJWK(publicKey);
  return new SignJWT(goodClaims())
    .setProtectedHeader({ alg: 'RS256', kid: 'sandbox-entra', ...(embedded ? { jwk } : {}) })
    .sign(privateKey);
}

async function changeClaims(): Promise<string> {
  const [head, , signature] = (await sign()).split('.');
  const admin = product()
    .sandbox.people()
    .find(({ role }) => role === 'admin')?.objectId;
  return `${head}.${encode({ ...goodClaims(), oid: admin })}.${signature}`;
}

async function appToken(): Promise<string> {
  return (await product().sandbox.inside.identity.issueAppToken(product().sandbox.microsoft.appId)).token;
}
