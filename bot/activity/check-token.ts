import { decodeJwt, decodeProtectedHeader } from 'jose';

const ALGORITHMS: ReadonlySet<string | undefined> = new Set(['RS256', 'RS384', 'RS512']);

/**
 * What is wrong with a token at first sight, before anybody fetches a key for it; null = it may be verified.
 * It proves nothing yet. The issuer is pinned here because the SDK would also take tokens that Entra issues to
 * the bot's own app, for its emulator and for skills, and would not compare their service URL.
 */
export function tokenFlaw(
  authorization: string | undefined,
  expected: { readonly issuer: string; readonly audience: string },
): string | null {
  const token = /^Bearer ([^ ]+)$/.exec(authorization ?? '')?.[1];
  if (token === undefined) return 'no token';
  try {
    const { alg } = decodeProtectedHeader(token);
    const { iss, aud, exp } = decodeJwt(token);
    if (!ALGORITHMS.has(alg)) return 'algorithm';
    if (iss !== expected.issuer) return 'issuer';
    if (aud !== expected.audience) return 'audience';
    return exp === undefined ? 'no expiry' : null;
  } catch {
    return 'no token';
  }
}
