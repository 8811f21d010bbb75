import {
  createNestablePublicClientApplication,
  createStandardPublicClientApplication,
  InteractionRequiredAuthError,
  type Configuration,
  type IPublicClientApplication,
} from '@azure/msal-browser';
import { fetchClientConfig, type ClientConfig } from './client-config.ts';
import { SignInNeeded } from './host.ts';
import type { TokenSource } from './token-source.ts';

/** Nested app authentication: the host is the broker, the page never leaves its frame. */
export async function openNested(): Promise<TokenSource> {
  const config = await fetchClientConfig();
  const client = await createNestablePublicClientApplication(configuration(config));
  const request = { scopes: [config.scope] };
  return {
    token: () => silently(async () => (await client.acquireTokenSilent(request)).accessToken),
    signIn: async () => {
      await client.acquireTokenPopup(request);
    },
  };
}

/** A plain browser: signs in by a redirect and comes back to the page that asked. */
export async function openStandard(): Promise<TokenSource> {
  const config = await fetchClientConfig();
  const client = await createStandardPublicClientApplication(configuration(config));
  const returned = await client.handleRedirectPromise();
  if (returned !== null) client.setActiveAccount(returned.account);
  const request = { scopes: [config.scope] };
  return {
    token: () => silently(() => fromAccount(client, config.scope)),
    signIn: () => client.acquireTokenRedirect(request),
  };
}

async function fromAccount(client: IPublicClientApplication, scope: string): Promise<string> {
  const account = client.getActiveAccount() ?? client.getAllAccounts()[0];
  if (account === undefined) throw new SignInNeeded('Nobody is signed in.');
  return (await client.acquireTokenSilent({ scopes: [scope], account })).accessToken;
}

async function silently(acquire: () => Promise<string>): Promise<string> {
  try {
    return await acquire();
  } catch (cause) {
    if (cause instanceof InteractionRequiredAuthError) throw new SignInNeeded(cause.errorCode, { cause });
    throw cause;
  }
}

function configuration({ clientId, authority }: ClientConfig): Configuration {
  return {
    auth: {
      clientId,
      authority,
      // The authority is our own configuration's: no discovery of whether Microsoft knows it.
      knownAuthorities: [new URL(authority).host],
      redirectUri: `${location.origin}/tab/`,
    },
    cache: { cacheLocation: 'sessionStorage' },
  };
}
