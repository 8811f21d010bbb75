import { Router } from 'express';

/** What the tab needs to sign in: public by nature, for it is in every sign-in request. */
export function clientConfigRoute(client: {
  readonly appId: string;
  readonly tenantId: string;
  readonly authorityHost: string;
}): Router {
  return Router().get('/client-config', (_request, response) => {
    response.json({
      clientId: client.appId,
      authority: `${client.authorityHost}/${client.tenantId}`,
      scope: `api://${client.appId}/access_as_user`,
    });
  });
}
