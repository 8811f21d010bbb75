import { UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { tokenFlaw } from '../../../bot/activity/check-token.ts';

const OURS = { issuer: 'https://api.botframework.com', audience: '8f1b3c5d-2a4e-4f60-9b7c-1d2e3f405162' };
const CLAIMS = { iss: OURS.issuer, aud: OURS.audience, exp: 1_795_600_000 };

/** The signature is nobody's: at first sight it is not looked at. */
function bearer(change: Readonly<Record<string, unknown>> = {}, alg = 'RS256'): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `Bearer ${part({ alg, kid: 'one' })}.${part({ ...CLAIMS, ...change })}.c2lnbmF0dXJl`;
}

describe('a token', () => {
  it.each(['RS256', 'RS384', 'RS512'])('of our issuer and audience, signed by %s, may be verified', (alg) => {
    expect(tokenFlaw(bearer({}, alg), OURS)).toBeNull();
  });

  it('of another issuer is refused before anybody fetches a key', () => {
    const entra = `https://login.microsoftonline.com/${OURS.audience}/v2.0`;
    expect(tokenFlaw(bearer({ iss: entra }), OURS)).toBe('issuer');
    expect(tokenFlaw(bearer({ iss: undefined }), OURS)).toBe('issuer');
  });

  it('of another audience is refused before anybody fetches a key', () => {
    expect(tokenFlaw(bearer({ aud: '00000000-0000-4000-8000-000000000000' }), OURS)).toBe('audience');
    expect(tokenFlaw(bearer({ aud: [OURS.audience, 'other'] }), OURS)).toBe('audience');
  });

  it('of another algorithm is refused before anybody fetches a key', () => {
    expect(tokenFlaw(bearer({}, 'HS256'), OURS)).toBe('algorithm');
    expect(tokenFlaw(bearer({}, 'ES256'), OURS)).toBe('algorithm');
    expect(tokenFlaw(`Bearer ${new UnsecuredJWT(CLAIMS).encode()}`, OURS)).toBe('algorithm');
  });

  it('without an end is refused', () => {
    expect(tokenFlaw(bearer({ exp: undefined }), OURS)).toBe('no expiry');
  });

  it.each([undefined, '', 'Bearer ', 'Bearer a.b.c', 'Basic b3Vy', `${bearer()} more`])(
    'that is none is refused: %s',
    (authorization) => {
      expect(tokenFlaw(authorization, OURS)).toBe('no token');
    },
  );
});
