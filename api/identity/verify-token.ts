import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import { API_SCOPE } from '../../shared/contract/api-resource.ts';

/** Hosts whose sign-in for our API is accepted: Teams, Microsoft 365 and Outlook (facts: pre-authorised clients). */
export const HOST_CLIENTS = [
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
  '4765445b-32c6-49b0-83e6-1d93765276ca',
  '0ec893e0-5785-4de6-99da-4ed124e5296c',
  'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  'bc59ab01-8403-45c6-8796-ac3ef710b3e3',
  '27922004-5251-4030-b22d-91ecd9a37ea4',
] as const;
const CLOCK_TOLERANCE_SECONDS = 60;

/** Who calls: tenant and object id, never mail or user principal name. */
export interface Caller {
  readonly entraId: string;
  readonly name: string;
  /** For words on a page alone. */
  readonly address: string;
  /** The app roles that the organisation gave them in Entra. */
  readonly roles: readonly string[];
}

/** Why a token is refused; an administrator reads it in words (`token_flaw.…` of the problem texts). */
export type TokenFlaw =
  | 'signature'
  | 'expired'
  | 'not_yet_valid'
  | 'issuer'
  | 'audience'
  | 'claim'
  | 'tenant'
  | 'version'
  | 'app'
  | 'scope'
  | 'client';

/** Names the flaw; never the token or a claim's value. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  readonly flaw: TokenFlaw;

  constructor(flaw: TokenFlaw) {
    super(flaw);
    this.flaw = flaw;
  }
}

const claimsSchema = z.object({
  tid: z.string(),
  oid: z.guid(),
  ver: z.string(),
  scp: z.string().optional(),
  azp: z.string().optional(),
  idtyp: z.string().optional(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  roles: z.array(z.string()).optional(),
});

export type VerifyToken = (token: string) => Promise<Caller>;

/**
 * Verifies an access token for our own API: signature by the tenant's keys, issuer, audience, tenant, expiry,
 * version, scope and the client that asked for it.
 * @throws TokenRefused for any token that is not that.
 */
export function createTokenVerifier(options: {
  readonly authorityHost: string;
  readonly tenantId: string;
  readonly appId: string;
}): VerifyToken {
  const { authorityHost, tenantId, appId } = options;
  const keys = createRemoteJWKSet(new URL(`${authorityHost}/${tenantId}/discovery/v2.0/keys`));
  const clients = new Set<string>([...HOST_CLIENTS, appId]);
  return async (token) => {
    const payload = await verifySignature(token, keys, {
      issuer: `${authorityHost}/${tenantId}/v2.0`,
      audience: appId,
    });
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) throw new TokenRefused('claim');
    const { tid, oid, ver, scp, azp, idtyp, name, preferred_username, roles } = claims.data;
    if (tid.toLowerCase() !== tenantId) throw new TokenRefused('tenant');
    if (ver !== '2.0') throw new TokenRefused('version');
    if (idtyp === 'app') throw new TokenRefused('app');
    if (!scp?.split(' ').includes(API_SCOPE)) throw new TokenRefused('scope');
    if (!azp || !clients.has(azp.toLowerCase())) throw new TokenRefused('client');
    return {
      entraId: oid.toLowerCase(),
      name: name ?? '',
      address: preferred_username?.toLowerCase() ?? '',
      roles: roles ?? [],
    };
  };
}

const FLAW_OF_CLAIM: Readonly<Record<string, TokenFlaw>> = {
  iss: 'issuer',
  aud: 'audience',
  nbf: 'not_yet_valid',
};

async function verifySignature(
  token: string,
  keys: ReturnType<typeof createRemoteJWKSet>,
  expected: { readonly issuer: string; readonly audience: string },
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      ...expected,
      algorithms: ['RS256'],
      requiredClaims: ['tid', 'oid', 'exp', 'iat'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new TokenRefused('expired');
    if (error instanceof errors.JWTClaimValidationFailed)
      throw new TokenRefused(FLAW_OF_CLAIM[error.claim] ?? 'claim');
    if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout))
      throw new TokenRefused('signature');
    throw error;
  }
}
