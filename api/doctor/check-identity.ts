import { loadAppCredential } from '../identity/app-credential.ts';
import { createAppToken, TokenFailure } from '../identity/graph-token.ts';
import { HOST_CLIENTS } from '../identity/verify-token.ts';
import { fetchFrom } from './fetch-from.ts';
import type { DoctorWorld } from './doctor-world.ts';
import { fault, ok, type Said } from './finding.ts';

/** What an administrator can do about a refusal, by Entra's own code. */
const ADVICE: Readonly<Record<string, string>> = {
  AADSTS90002: 'TENANT_ID is no tenant of AUTHORITY_HOST. Copy it from Entra, Overview.',
  AADSTS700016: 'APP_ID is no application of this tenant. Copy both ids from the registration’s Overview.',
  AADSTS7000215: 'APP_SECRET is not the value of a client secret; its id is not its value. Make a new one.',
  AADSTS7000222: 'The client secret ran out. Make a new one and set APP_SECRET.',
  AADSTS700027: 'The certificate of APP_CERTIFICATE_FILE is not on the registration. Upload it there.',
  AADSTS700213:
    'No federated credential fits the managed identity. Add one with its principal id as subject.',
  AADSTS70021: 'No federated credential fits the managed identity. Add one with its principal id as subject.',
  AADSTS7000229: 'The app has no enterprise application in this tenant. Give admin consent once.',
  AADSTS65001: 'Nobody has given admin consent. Give it on the registration’s API permissions.',
};

/** Whether the app can sign in, and read the keys by which it checks who signs in to it. */
export async function checkIdentity(world: DoctorWorld): Promise<Said[]> {
  const { microsoft, config } = world;
  const { authorityHost } = config.endpoints;
  const refusal = await tokenRefusal(appToken(world));
  if (refusal !== null) return [refusal];
  const keys = await fetchFrom(`${authorityHost}/${microsoft.tenantId}/discovery/v2.0/keys`);
  if (keys.kind !== 'answer' || keys.status !== 200)
    return [
      fault(
        'The keys of the tenant, by which sign-ins are checked, cannot be read.',
        `Let the app out to ${authorityHost}.`,
      ),
    ];
  return [
    ok(`${new URL(authorityHost).host} gives the app a token.`),
    // The app may not read its own registration: whether they stand there is for the administrator's eye.
    ok(`To be pre-authorised on the registration, or pages sign in for ever: ${HOST_CLIENTS.join(', ')}.`),
  ];
}

/** The app's own token for Graph. */
export function appToken({ microsoft, config }: DoctorWorld): () => Promise<string> {
  const { authorityHost, graphBaseUrl } = config.endpoints;
  const scope = `${new URL(graphBaseUrl).origin}/.default`;
  return tokenFor(microsoft.appId, { microsoft, authority: authorityHost, scope });
}

function tokenFor(
  appId: string,
  from: { microsoft: DoctorWorld['microsoft']; authority: string; scope: string },
): () => Promise<string> {
  const { microsoft, authority, scope } = from;
  return async () => {
    const credential = await loadAppCredential(microsoft.credential);
    return createAppToken({ authority, tenantId: microsoft.tenantId, appId, credential, scope })();
  };
}

/** Null where there is a token. */
export async function tokenRefusal(getToken: () => Promise<string>, whose = 'The app'): Promise<Said | null> {
  try {
    await getToken();
    return null;
  } catch (error) {
    if (!(error instanceof TokenFailure)) throw error;
    const advice =
      ADVICE[error.code] ??
      (error.kind === 'transient'
        ? 'The sign-in service cannot be reached or is busy. Let the app out to AUTHORITY_HOST, and try again.'
        : 'Look the code up in Microsoft’s list of AADSTS codes.');
    return fault(`${whose} gets no token (${error.code}).`, advice);
  }
}
