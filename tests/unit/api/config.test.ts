import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../api/config.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const TENANT = {
  TENANT_ID: '2f6c1a1e-8b1d-4f6e-9b51-3f6b5d2b0a11',
  APP_ID: '5D3C1A1E-8B1D-4F6E-9B51-3F6B5D2B0A22',
  APP_SECRET: 'a secret',
  PUBLIC_URL: 'https://follow.example/',
  DATA_KEY: KEY,
  DATA_INDEX_KEY: KEY,
};

describe('configuration', () => {
  it('is a sandbox on loopback where nothing is set, and an empty value counts as not set', () => {
    expect(parseConfig({ PORT: '', TENANT_ID: ' ' })).toMatchObject({
      port: 3978,
      host: '127.0.0.1',
      publicUrl: null,
      database: null,
      role: 'all',
      keys: null,
      microsoft: null,
      sandboxOrigin: null,
    });
  });

  it('takes a whole tenant, ids in lower case and the address without a slash at its end', () => {
    expect(parseConfig(TENANT)).toMatchObject({
      publicUrl: 'https://follow.example',
      microsoft: {
        tenantId: '2f6c1a1e-8b1d-4f6e-9b51-3f6b5d2b0a11',
        appId: '5d3c1a1e-8b1d-4f6e-9b51-3f6b5d2b0a22',
        botAppId: '5d3c1a1e-8b1d-4f6e-9b51-3f6b5d2b0a22',
        credential: { kind: 'secret', secret: 'a secret' },
      },
    });
  });

  it('reaches Microsoft’s public cloud, and whatever else is named in its place', () => {
    expect(parseConfig({}).endpoints).toEqual({
      authorityHost: 'https://login.microsoftonline.com',
      graphBaseUrl: 'https://graph.microsoft.com/v1.0',
      botOpenIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      botTokenIssuer: 'https://api.botframework.com',
      botLoginUrl: 'https://login.microsoftonline.com',
      botServiceHosts: [
        'smba.trafficmanager.net',
        'smba.infra.*.teams.microsoft.com',
        'smba.infra.*.teams.microsoft.us',
      ],
    });
    expect(
      parseConfig({
        AUTHORITY_HOST: 'https://login.microsoftonline.us',
        GRAPH_BASE_URL: 'https://graph.nordvik.example/stands/in/v1.0',
        BOT_OPENID_METADATA_URL: 'https://bot.nordvik.example/openid',
        BOT_TOKEN_ISSUER: 'https://bot.nordvik.example',
        BOT_LOGIN_URL: 'https://login.nordvik.example',
        BOT_SERVICE_HOSTS: 'smba.nordvik.example, *.bot.example',
      }).endpoints,
    ).toEqual({
      authorityHost: 'https://login.microsoftonline.us',
      graphBaseUrl: 'https://graph.nordvik.example/stands/in/v1.0',
      botOpenIdMetadataUrl: 'https://bot.nordvik.example/openid',
      botTokenIssuer: 'https://bot.nordvik.example',
      botLoginUrl: 'https://login.nordvik.example',
      botServiceHosts: ['smba.nordvik.example', '*.bot.example'],
    });
  });

  it('names every bad key in one go, and no value', () => {
    expect(() => parseConfig({ PORT: 'eighty', DATA_KEY: 'short', GRAPH_BASE_URL: 'nowhere' })).toThrow(
      'These settings cannot be used: PORT, DATA_KEY, GRAPH_BASE_URL. See .env.example for what each of them takes.',
    );
  });

  it.each([
    [{ ...TENANT, APP_SECRET: '' }, 'one of APP_SECRET, APP_CERTIFICATE_FILE, MANAGED_IDENTITY_CLIENT_ID'],
    [{ ...TENANT, TENANT_ID: '' }, 'Missing: TENANT_ID.'],
    [{ ...TENANT, APP_CERTIFICATE_FILE: '/nowhere.pem' }, 'Set only one of'],
    [{ ...TENANT, DATA_KEY: '', DATA_INDEX_KEY: '' }, 'DATA_KEY and DATA_INDEX_KEY are needed'],
    [{ ...TENANT, DATA_INDEX_KEY: '' }, 'together, or neither'],
    [{ ...TENANT, PUBLIC_URL: 'http://follow.example' }, 'must begin with https://'],
    [{ ...TENANT, SANDBOX_ORIGIN: 'http://127.0.0.1:9' }, 'SANDBOX_ORIGIN cannot be set'],
    [{ DATABASE_OWNER_URL: 'postgres://owner@db/x' }, 'DATABASE_OWNER_URL is set without DATABASE_URL'],
  ])('refuses what is half configured (%#) in one line', (environment, line) => {
    expect(() => parseConfig(environment)).toThrow(line);
  });

  it('never starts half a tenant as a sandbox', () => {
    expect(() => parseConfig({ APP_ID: TENANT.APP_ID })).toThrow('A Microsoft tenant is half configured.');
  });

  it('is explained key by key in .env.example, with the same defaults', () => {
    const root = path.resolve(import.meta.dirname, '../../..');
    const read = readFileSync(path.join(root, 'api/config.ts'), 'utf8');
    const schema = /const environmentSchema = z\.object\(\{([\s\S]*?)\n\}\);/.exec(read)?.[1] ?? '';
    const keys = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map((match) => match[1]);
    const example = readFileSync(path.join(root, '.env.example'), 'utf8');
    const lines = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)];
    expect(new Set(lines.map((match) => match[1]))).toEqual(new Set(keys));
    expect(parseConfig(Object.fromEntries(lines.map((match) => [match[1] ?? '', match[2]])))).toEqual(
      parseConfig({}),
    );
  });
});
