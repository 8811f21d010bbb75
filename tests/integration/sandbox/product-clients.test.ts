import https from 'node:https';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { Client, GraphError } from '@microsoft/microsoft-graph-client';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redirectEgress } from '../../../sandbox/egress.ts';
import type { RunningSandbox } from '../../../sandbox/start.ts';
import { freshSandbox } from './fresh-sandbox.ts';

let sandbox: RunningSandbox;
let remove: () => Promise<void>;
let restoreEgress: () => void;
let graph: Client;

beforeAll(async () => {
  ({ sandbox, remove } = await freshSandbox({ realNow: Date.now }));
  restoreEgress = redirectEgress({ emulator: sandbox.emulator, hosts: sandbox.hosts });
  const login = confidentialClient(sandbox.microsoft.appSecret);
  graph = Client.initWithMiddleware({
    authProvider: {
      getAccessToken: async () => {
        const scopes = ['https://graph.microsoft.com/.default'];
        return (await login.acquireTokenByClientCredential({ scopes }))?.accessToken ?? '';
      },
    },
  });
});

afterAll(async () => {
  restoreEgress();
  await remove();
});

function confidentialClient(clientSecret: string): ConfidentialClientApplication {
  const { tenantId, appId } = sandbox.microsoft;
  const authority = `https://login.microsoftonline.com/${tenantId}`;
  return new ConfidentialClientApplication({ auth: { clientId: appId, authority, clientSecret } });
}

describe('the pretend identity', () => {
  it('gives msal-node an app token for the right secret', async () => {
    const { tenantId, appId, appSecret } = sandbox.microsoft;
    const result = await confidentialClient(appSecret).acquireTokenByClientCredential({
      scopes: ['https://graph.microsoft.com/.default'],
    });
    const keys = createRemoteJWKSet(
      new URL(`https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`),
    );
    const { payload } = await jwtVerify(result?.accessToken ?? '', keys, { algorithms: ['RS256'] });
    expect(payload).toMatchObject({
      aud: 'https://graph.microsoft.com',
      appid: appId,
      tid: tenantId,
      idtyp: 'app',
    });
  });

  it('refuses a wrong secret in Entra’s words', async () => {
    const attempt = confidentialClient('wrong').acquireTokenByClientCredential({
      scopes: ['https://graph.microsoft.com/.default'],
    });
    await expect(attempt).rejects.toMatchObject({
      errorCode: 'invalid_client',
      errorMessage: expect.stringContaining('AADSTS7000215'),
    });
  });

  it('signs a person in to the product’s own API as Teams on the web would', async () => {
    const [person] = sandbox.people();
    if (!person) throw new Error('nobody');
    const { tenantId, appId } = sandbox.microsoft;
    const token = await sandbox.inside.identity.issueUserToken(person);
    const configuration = await fetch(
      `https://login.microsoftonline.com/${tenantId}/v2.0/.well-known/openid-configuration`,
    ).then((response) => response.json() as Promise<{ jwks_uri: string; issuer: string }>);
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(configuration.jwks_uri)), {
      algorithms: ['RS256'],
      audience: appId,
      issuer: configuration.issuer,
    });
    expect(payload).toMatchObject({
      azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
      oid: person.objectId,
      preferred_username: 'helena.ruthberg@tranvik.example',
      scp: 'access_as_user',
      tid: tenantId,
      ver: '2.0',
    });
  });

  it('signs the connector’s calls with a key that is endorsed for Teams', async () => {
    const metadata = await fetch('https://login.botframework.com/v1/.well-known/openidconfiguration').then(
      (response) => response.json() as Promise<{ jwks_uri: string }>,
    );
    const { keys } = await fetch(metadata.jwks_uri).then(
      (response) => response.json() as Promise<{ keys: { endorsements: string[] }[] }>,
    );
    const token = await sandbox.inside.identity.signBotToken({
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
    });
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(metadata.jwks_uri)), {
      issuer: 'https://api.botframework.com',
      audience: sandbox.microsoft.botAppId,
    });
    expect(keys.map((key) => key.endorsements)).toEqual([['msteams']]);
    expect(payload).toMatchObject({ serviceurl: 'https://smba.trafficmanager.net/emea/' });
  });
});

describe('the pretend Graph through the real client', () => {
  it('lists the people with their managers, page by page', async () => {
    const first = await graph.api('/users').select('id,mail').expand('manager($select=id)').top(5).get();
    const second = await graph.api(first['@odata.nextLink']).get();
    const karin = sandbox.people().find((person) => person.key === 'karin');
    expect(first['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/users\?/);
    expect(first.value).toHaveLength(5);
    expect(first.value[2]).toEqual({
      id: sandbox.people()[2]?.objectId,
      mail: 'maja.lindeskog@tranvik.example',
      manager: { '@odata.type': '#microsoft.graph.user', id: karin?.objectId, displayName: 'Karin Alsterby' },
    });
    expect(second.value[0].mail).toBe('johan.tallby@tranvik.example');
  });

  it('answers an unknown user and an unknown event in Graph’s own errors', async () => {
    const user = graph.api('/users/00000000-0000-4000-a000-000000000000').get();
    await expect(user).rejects.toMatchObject({ statusCode: 404, code: 'Request_ResourceNotFound' });
    const event = graph.api('/users/maja.lindeskog@tranvik.example/events/AAMkNowhere').get();
    await expect(event).rejects.toMatchObject({ statusCode: 404, code: 'ErrorItemNotFound' });
    await expect(event).rejects.toBeInstanceOf(GraphError);
  });

  it('says no to a token that is not its own', async () => {
    const answer = await fetch('https://graph.microsoft.com/v1.0/users', {
      headers: { authorization: 'Bearer x' },
    });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: 'InvalidAuthenticationToken' } });
  });

  it('is reached by clients on node:https as well, with the host name kept', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      https
        .get('https://graph.microsoft.com/v1.0/users', (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        })
        .on('error', reject);
    });
    expect(status).toBe(401);
  });
});
