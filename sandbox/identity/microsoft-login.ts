import { timingSafeEqual, createHash } from 'node:crypto';
import express, { type Request, type Response } from 'express';
import { z } from 'zod';
import type { Identity } from './identity.ts';

const LOGIN = 'https://login.microsoftonline.com';

const tokenRequest = z.object({
  grant_type: z.string(),
  client_id: z.string(),
  client_secret: z.string().optional(),
  scope: z.string(),
});

/** login.microsoftonline.com: discovery, keys, and tokens for the product by client credentials. */
export function createMicrosoftLogin(identity: Identity): express.Router {
  const router = express.Router();
  router.get('/common/discovery/instance', (_request, response) => {
    response.json(instanceDiscovery());
  });
  router.get('/:tenant/v2.0/.well-known/openid-configuration', (request, response) => {
    if (!isTenant(identity, request)) return refuseTenant(request, response);
    response.json(openIdConfiguration(identity.registration.tenantId));
  });
  router.get(['/:tenant/discovery/v2.0/keys', '/:tenant/discovery/keys'], (_request, response) => {
    response.json({ keys: identity.entraKeys() });
  });
  router.post(
    '/:tenant/oauth2/v2.0/token',
    express.urlencoded({ extended: false }),
    async (request, response) => {
      if (!isTenant(identity, request)) return refuseTenant(request, response);
      await answerToken(identity, request, response);
    },
  );
  return router;
}

async function answerToken(identity: Identity, request: Request, response: Response): Promise<void> {
  const parsed = tokenRequest.safeParse(request.body);
  if (!parsed.success) {
    return refuse(response, 400, 'invalid_request', 900144, 'The request body lacks a required parameter.');
  }
  const { grant_type, client_id, client_secret, scope } = parsed.data;
  const { appId, appSecret } = identity.registration;
  if (grant_type !== 'client_credentials') {
    return refuse(
      response,
      400,
      'unsupported_grant_type',
      70003,
      `The grant '${grant_type}' is not supported.`,
    );
  }
  if (client_id !== appId) {
    return refuse(response, 400, 'unauthorized_client', 700016, `Application '${client_id}' was not found.`);
  }
  if (client_secret === undefined || !sameText(client_secret, appSecret)) {
    return refuse(response, 401, 'invalid_client', 7000215, 'Invalid client secret provided.');
  }
  const resource = /^(https:\/\/[^ ]+?)\/\.default$/.exec(scope.split(' ')[0] ?? '')?.[1];
  if (resource === undefined) {
    return refuse(response, 400, 'invalid_scope', 1002012, `The scope ${scope} is not valid.`);
  }
  const { token, expiresIn } = await identity.issueAppToken(resource);
  response.set('cache-control', 'no-store');
  response.json({
    token_type: 'Bearer',
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: token,
  });
}

function isTenant(identity: Identity, request: Request): boolean {
  const tenant = request.params['tenant'];
  // Bot Framework's own tenant gives tokens for the connector to bots of any tenant.
  return tenant === identity.registration.tenantId || tenant === 'botframework.com';
}

function refuseTenant(request: Request, response: Response): void {
  refuse(response, 400, 'invalid_tenant', 90002, `Tenant '${String(request.params['tenant'])}' not found.`);
}

function refuse(response: Response, status: number, error: string, code: number, text: string): void {
  response.status(status).json({
    error,
    error_description: `AADSTS${code}: ${text}`,
    error_codes: [code],
    timestamp: new Date().toISOString(),
    trace_id: '00000000-0000-4000-a000-000000000000',
    correlation_id: '00000000-0000-4000-a000-000000000000',
  });
}

function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function instanceDiscovery() {
  return {
    tenant_discovery_endpoint: `${LOGIN}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [
      {
        preferred_network: 'login.microsoftonline.com',
        preferred_cache: 'login.windows.net',
        aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
      },
    ],
  };
}

function openIdConfiguration(tenantId: string) {
  return {
    issuer: `${LOGIN}/${tenantId}/v2.0`,
    authorization_endpoint: `${LOGIN}/${tenantId}/oauth2/v2.0/authorize`,
    token_endpoint: `${LOGIN}/${tenantId}/oauth2/v2.0/token`,
    jwks_uri: `${LOGIN}/${tenantId}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    response_types_supported: ['code', 'id_token', 'token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    tenant_region_scope: 'EU',
    cloud_instance_name: 'microsoftonline.com',
  };
}
