import { Router } from 'express';
import { API_SCOPE, apiResource } from '../../../shared/contract/api-resource.ts';

/** What the tab needs to sign in: public by nature, for it is in every sign-in request. */
export function clientConfigRoute(client: {
  readonly appId: string;
  readonly tenantId: string;
  readonly authorityHost: string;
  /** Where browsers reach the app. */
  readonly publicUrl: () => string;
}): Router {
  return Router().get('/client-config', (_request, response) => {
    response.json({
      clientId: client.appId,
      authority: `${client.authorityHost}/${client.tenantId}`,
      scope: `${apiResource(new URL(client.publicUrl()).host, client.appId)}/${API_SCOPE}`,
    });
  });
}
