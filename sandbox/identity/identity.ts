import { createLocalJWKSet, jwtVerify, type JWK } from 'jose';
import type { Person } from '../company/person.ts';
import type { SandboxDatabase } from '../store/sandbox-database.ts';
import type { Registration } from './registration.ts';
import { loadSigningKey } from './signing-key.ts';

/** Teams on the web, one of the clients that the product's registration pre-authorises. */
const TEAMS_WEB_CLIENT = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';
const GRAPH = 'https://graph.microsoft.com';
export const BOT_FRAMEWORK = 'https://api.botframework.com';
const HOUR_SECONDS = 3_600;

/** Who signs what in the pretend Microsoft 365. Times are real time, as for all tokens. */
export interface Identity {
  readonly registration: Registration;
  /** Keys that anybody may read: Entra's, and Bot Framework's with its endorsement. */
  entraKeys(): JWK[];
  botFrameworkKeys(): JWK[];
  /** An app-only token for a resource such as `https://graph.microsoft.com`. */
  issueAppToken(resource: string): Promise<{ token: string; expiresIn: number }>;
  /** What `getAuthToken` gives the tab for this person: a v2 token for the product's own API, with the app roles that they have. */
  issueUserToken(person: Person, roles?: readonly string[]): Promise<string>;
  /** What the connector sends with an activity: the bot must verify it. */
  signBotToken(claims: { serviceUrl: string }): Promise<string>;
  /** True for a live app token of ours whose audience is the resource. */
  verifyAppToken(token: string, resource: string): Promise<boolean>;
}

export async function createIdentity(
  db: SandboxDatabase,
  registration: Registration,
  realNow: () => number = Date.now,
  /** What the app was granted in Graph, as it stands in its token. */
  graphRoles: () => readonly string[] = () => [],
): Promise<Identity> {
  const entra = await loadSigningKey(db, 'entra');
  const bot = await loadSigningKey(db, 'bot-framework');
  const { tenantId, appId, botAppId, servicePrincipalId } = registration;
  const life = () => {
    const iat = Math.floor(realNow() / 1_000);
    return { iat, nbf: iat - 60, exp: iat + HOUR_SECONDS };
  };
  /** A token that is good stays so until it ends: each is looked at once. */
  const endOfVerified = new Map<string, number>();
  return {
    registration,
    entraKeys: () => [{ ...entra.publicJwk, issuer: `https://login.microsoftonline.com/${tenantId}/v2.0` }],
    botFrameworkKeys: () => [{ ...bot.publicJwk, endorsements: ['msteams'] }],
    issueAppToken: async (resource) => ({
      token: await entra.sign({
        ...life(),
        aud: resource,
        iss: `https://sts.windows.net/${tenantId}/`,
        appid: appId,
        idtyp: 'app',
        oid: servicePrincipalId,
        tid: tenantId,
        ver: '1.0',
        roles: resource === GRAPH ? graphRoles() : [],
      }),
      expiresIn: HOUR_SECONDS,
    }),
    issueUserToken: (person, roles = person.role === 'admin' ? ['Followthrough.Admin'] : []) =>
      entra.sign({
        ...life(),
        aud: appId,
        iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
        azp: TEAMS_WEB_CLIENT,
        azpacr: '0',
        name: person.name,
        oid: person.objectId,
        preferred_username: person.address,
        ...(roles.length > 0 ? { roles } : {}),
        scp: 'access_as_user',
        tid: tenantId,
        ver: '2.0',
      }),
    signBotToken: ({ serviceUrl }) =>
      bot.sign({ ...life(), aud: botAppId, iss: BOT_FRAMEWORK, serviceurl: serviceUrl }),
    verifyAppToken: async (token, resource) => {
      const known = `${resource} ${token}`;
      if ((endOfVerified.get(known) ?? 0) > realNow() / 1_000) return true;
      const keys = createLocalJWKSet({ keys: [entra.publicJwk] });
      const options = { algorithms: ['RS256'], audience: resource, currentDate: new Date(realNow()) };
      const payload = await jwtVerify(token, keys, options).then(
        (verified) => verified.payload,
        // Every failed check is the same refusal to the caller.
        () => null,
      );
      if (payload?.['tid'] !== tenantId || payload['idtyp'] !== 'app') return false;
      for (const [other, end] of endOfVerified) if (end <= realNow() / 1_000) endOfVerified.delete(other);
      endOfVerified.set(known, payload.exp ?? 0);
      return true;
    },
  };
}
