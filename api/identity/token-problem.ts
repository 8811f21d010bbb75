import { TokenFailure } from './graph-token.ts';

/** A token; `fresh` where a service refused the one that was given before. Rejects with `TokenFailure`. */
export type GetToken = (fresh?: boolean) => Promise<string>;

/** What the identity provider's codes mean for whoever set the app up. */
const ADVICE: Readonly<Record<string, string>> = {
  AADSTS700016: 'the app id is not known in this tenant: check APP_ID (BOT_APP_ID for the bot) and TENANT_ID',
  AADSTS7000222: 'the secret has expired: make a new one and set APP_SECRET',
  AADSTS7000215: 'the secret is not the right one: set APP_SECRET to its value, not to its id',
  AADSTS700027: 'the certificate is not the one that is registered with the app: check APP_CERTIFICATE_FILE',
  AADSTS700213: 'the managed identity is not federated with the app registration',
  AADSTS90002: 'there is no such tenant: check TENANT_ID and AUTHORITY_HOST',
  AADSTS7000229: 'the app has no service principal in this tenant: an admin has to consent',
  AADSTS7000112: 'an admin has disabled the app in this tenant',
  AADSTS500014: 'an admin has disabled the service principal in this tenant',
  AADSTS65001: 'an admin has not consented, or took the consent back',
  token_of_another_tenant: 'the token is another tenant’s: check TENANT_ID and AUTHORITY_HOST',
};

/** null = well; else the identity provider's own code, and what to do about it where that is known. */
export async function tokenProblem(getToken: GetToken): Promise<string | null> {
  const code = await tokenRefusalCode(getToken);
  if (code === null) return null;
  const advice = ADVICE[code];
  return advice === undefined ? `no token (${code})` : `no token (${code}): ${advice}`;
}

/** null = there is a token; else the identity provider's own code for why there is none. */
export async function tokenRefusalCode(getToken: GetToken): Promise<string | null> {
  try {
    await getToken();
    return null;
  } catch (error) {
    return error instanceof TokenFailure ? error.code : error instanceof Error ? error.name : 'unknown';
  }
}
