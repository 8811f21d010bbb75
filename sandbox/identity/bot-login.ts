import express from 'express';
import { BOT_FRAMEWORK, type Identity } from './identity.ts';

/** login.botframework.com: where a bot reads the keys that sign the connector's calls. */
export function createBotLogin(identity: Identity): express.Router {
  const router = express.Router();
  router.get('/v1/.well-known/openidconfiguration', (_request, response) => {
    response.json({
      issuer: BOT_FRAMEWORK,
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: 'https://login.botframework.com/v1/.well-known/keys',
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    });
  });
  router.get('/v1/.well-known/keys', (_request, response) => {
    response.json({ keys: identity.botFrameworkKeys() });
  });
  return router;
}
