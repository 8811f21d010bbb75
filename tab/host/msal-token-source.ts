import {
  AuthError,
  createNestablePublicClientApplication,
  createStandardPublicClientApplication,
  type Configuration,
  type IPublicClientApplication,
} from '@azure/msal-browser';
import { SignInNeeded } from '../api-errors.ts';
import { fetchClientConfig, type ClientConfig } from './client-config.ts';
import type { TokenSource } from './token-source.ts';

/** Nested app authentication: the host is the broker, the page never leaves its frame. */
export function openNested(): Promise<TokenSource> {
  return asSignIn(async () => {
    const config = await fetchClientConfig();
    const client = await createNestablePublicClientApplication(configuration(config));
    const request = { scopes: [config.scope] };
    return {
      token: () => asSignIn(async () => (await client.acquireTokenSilent(request)).accessToken),
      signIn: async () => {
        await client.acquireTokenPopup(request);
      },
    };
  });
}

/** A plain browser: signs in by a redirect and comes back to the page that asked. */
export function openStandard(): Promise<TokenSource> {
  return asSignIn(async () => {
    const config = await fetchClientConfig();
    const client = await createStandardPublicClientApplication(configuration(config));
    const returned = await client.handleRedirectPromise();
    if (returned !== null) client.setActiveAccount(returned.account);
    return {
      token: () => asSignIn(() => fromAccount(client, config.scope)),
      signIn: () => client.acquireTokenRedirect({ scopes: [config.scope] }),
    };
  });
}

async function fromAccount(client: IPublicClientApplication, scope: string): Promise<string> {
  const account = client.getActiveAccount() ?? client.getAllAccounts()[0];
  if (account === undefined) throw new SignInNeeded(null);
  return (await client.acquireTokenSilent({ scopes: [scope], account })).accessToken;
}

/** Whatever MSAL refuses, the reader's own click is the way on. */
async function asSignIn<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw cause instanceof AuthError ? new SignInNeeded(cause.errorCode, { cause }) : cause;
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
