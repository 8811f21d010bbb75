import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAppToken } from '../../../api/identity/graph-token.ts';
import { type Answer, startStubGraph } from './stub-graph.ts';

const TENANT = '5f0c3b5e-1111-4222-8333-944455556666';

let stub: Awaited<ReturnType<typeof startStubGraph>>;
afterEach(() => stub.stop());

const jwt = (claims: object) =>
  ['{"alg":"RS256"}', JSON.stringify(claims), 'x']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');

function granted(claims: object = { tid: TENANT }, seconds = 3_600): Answer {
  return {
    body: { token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token: jwt(claims) },
  };
}

async function tokenFor(answer: () => Answer | Promise<Answer>, more: { realNow?: () => number } = {}) {
  stub = await startStubGraph(answer);
  return createAppToken({
    authority: 'https://login.microsoftonline.com',
    tenantId: TENANT,
    appId: '7a1b2c3d-1111-4222-8333-944455556666',
    credential: { secret: 'secret' },
    scope: 'https://graph.microsoft.com/.default',
    ...more,
  });
}

const asked = () => stub.seen.filter(({ method }) => method === 'POST').length;

describe('the app’s own token', () => {
  it('is asked for once, however many want it at the same time and after', async () => {
    const getToken = await tokenFor(() => granted());
    const tokens = await Promise.all(Array.from({ length: 20 }, () => getToken()));
    await getToken();
    expect(new Set(tokens)).toEqual(new Set([jwt({ tid: TENANT })]));
    expect(asked()).toBe(1);
    expect(stub.seen.map(({ path }) => path.split('?')[0])).toEqual([`/${TENANT}/oauth2/v2.0/token`]);
    expect(stub.seen[0]?.body).toContain('scope=https%3A%2F%2Fgraph.microsoft.com%2F.default');
  });

  it('that a service refused is asked for anew, once for all that were refused', async () => {
    let now = Date.now();
    let number = 0;
    const getToken = await tokenFor(() => granted({ tid: TENANT, number: (number += 1) }), {
      realNow: () => now,
    });
    await getToken();
    now += 60_000;
    const fresh = await Promise.all([getToken(true), getToken(true)]);
    fresh.push(await getToken(true), await getToken());
    expect(new Set(fresh)).toEqual(new Set([jwt({ tid: TENANT, number: 2 })]));
    expect(asked()).toBe(2);
  });

  it('that nobody gives is given up after half a minute, and may be asked for again', async () => {
    const soon = AbortSignal.timeout(50);
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(soon);
    const getToken = await tokenFor(() => new Promise<Answer>(() => undefined));
    await expect(getToken()).rejects.toMatchObject({ kind: 'transient', code: 'TimeoutError' });
    expect(timeout).toHaveBeenCalledWith(30_000);
    timeout.mockRestore();
  });

  it('that will not be had is not asked for again within half a minute, and then it is', async () => {
    let now = Date.now();
    let isRight = false;
    const refusal = { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret.' };
    const getToken = await tokenFor(() => (isRight ? granted() : { status: 401, body: refusal }), {
      realNow: () => now,
    });
    const code = 'AADSTS7000215';
    await expect(getToken()).rejects.toMatchObject({ kind: 'misconfigured', code });
    now += 29_000;
    await expect(getToken(true)).rejects.toMatchObject({ kind: 'misconfigured', code });
    expect(asked()).toBe(1);
    isRight = true;
    now += 1_000;
    expect(await getToken()).toBe(jwt({ tid: TENANT }));
  });

  it('of another organisation is not used', async () => {
    const getToken = await tokenFor(() => granted({ tid: '00000000-0000-4000-a000-000000000000' }));
    await expect(getToken()).rejects.toMatchObject({
      kind: 'misconfigured',
      code: 'token_of_another_tenant',
    });
  });

  it('is used until a minute before its end while the identity provider is away, and no longer', async () => {
    let isAway = false;
    let now = Date.now();
    const away = { error: 'temporarily_unavailable', error_description: 'away' };
    // So short a life that MSAL, which renews five minutes before the end, asks each time.
    const getToken = await tokenFor(() => (isAway ? { status: 503, body: away } : granted(undefined, 200)), {
      realNow: () => now,
    });
    const token = await getToken();
    isAway = true;
    now += 139_000;
    expect(await getToken()).toBe(token);
    expect(asked()).toBe(2);
    now += 2_000;
    await expect(getToken()).rejects.toMatchObject({ kind: 'transient' });
  });

  it.each([
    ['AADSTS700016: Application not found in the directory.', 400, 'unauthorized_client', 'consent-lost'],
    ['AADSTS7000222: The provided client secret keys are expired.', 401, 'invalid_client', 'consent-lost'],
    ['AADSTS65001: The user or administrator has not consented.', 400, 'invalid_grant', 'consent-lost'],
    ['AADSTS7000215: Invalid client secret provided.', 401, 'invalid_client', 'misconfigured'],
    ['AADSTS90033: A transient error has occurred.', 503, 'temporarily_unavailable', 'transient'],
    ['AADSTS90055: Too many requests.', 429, 'temporarily_unavailable', 'transient'],
  ] as const)('is refused with %s', async (text, status, error, kind) => {
    const getToken = await tokenFor(() => ({
      status,
      body: { error, error_description: text, error_codes: [1] },
    }));
    const code = text.split(':')[0];
    await expect(getToken()).rejects.toMatchObject({ name: 'TokenFailure', kind, code });
    await expect(getToken()).rejects.not.toThrow('secret');
  });
});
