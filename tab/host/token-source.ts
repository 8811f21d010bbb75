import { SignInNeeded } from '../api-errors.ts';

/** The one way to a token for our own API, whichever of three roads the host offers. */
export interface TokenSource {
  /** @throws SignInNeeded where only the reader's own click may go on. */
  token(): Promise<string>;
  signIn(): Promise<void>;
}

/** Teams' own single sign-on: the host keeps and renews the token. */
export function teamsTokenSource(getAuthToken: (silent: boolean) => Promise<string>): TokenSource {
  return {
    token: async () => {
      const token = await getAuthToken(true).catch((cause: unknown) => {
        throw new SignInNeeded(cause instanceof Error ? cause.message : String(cause), { cause });
      });
      // Outlook for mobile has answered with an empty one.
      if (token === '') throw new SignInNeeded('empty_token');
      return token;
    },
    signIn: async () => {
      await getAuthToken(false);
    },
  };
}

/** MSAL inside the host (nested app authentication). */
export function nestedTokenSource(): TokenSource {
  return lazily(async () => (await import('./msal-token-source.ts')).openNested());
}

/** MSAL in a plain browser: redirects, no host. */
export function browserTokenSource(): TokenSource {
  return lazily(async () => (await import('./msal-token-source.ts')).openStandard());
}

/** MSAL is large and needs the client configuration: both wait for the first question, asked once. */
function lazily(open: () => Promise<TokenSource>): TokenSource {
  let opened: Promise<TokenSource> | null = null;
  const source = async () => {
    opened ??= open();
    try {
      return await opened;
    } catch (error) {
      opened = null;
      throw error;
    }
  };
  return {
    token: async () => (await source()).token(),
    signIn: async () => (await source()).signIn(),
  };
}
