import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose';
import type { SandboxDatabase } from '../store/sandbox-database.ts';

/** Entra's key signs app and user tokens, Bot Framework's the connector's calls to the bot. */
export type KeyName = 'entra' | 'bot-framework';

/** A key that outlives the sandbox's process: tokens stay valid over a restart. */
export interface SigningKey {
  readonly publicJwk: JWK;
  sign(payload: JWTPayload): Promise<string>;
}

export async function loadSigningKey(db: SandboxDatabase, name: KeyName): Promise<SigningKey> {
  const stored = await findKey(db, name);
  const { private_jwk, public_jwk } = stored ?? (await createKey(db, name));
  const key = await importJWK(private_jwk, 'RS256');
  const kid = public_jwk.kid ?? name;
  return {
    publicJwk: public_jwk,
    sign: (payload) => new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(key),
  };
}

function findKey(db: SandboxDatabase, name: KeyName) {
  return db
    .selectFrom('signing_key')
    .select(['private_jwk', 'public_jwk'])
    .where('name', '=', name)
    .executeTakeFirst();
}

async function createKey(db: SandboxDatabase, name: KeyName) {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = `sandbox-${name}`;
  const use = { use: 'sig', kid, alg: 'RS256' };
  await db
    .insertInto('signing_key')
    .values({
      name,
      private_jwk: JSON.stringify({ ...(await exportJWK(privateKey)), ...use }),
      public_jwk: JSON.stringify({ ...(await exportJWK(publicKey)), ...use }),
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const row = await findKey(db, name);
  if (!row) throw new Error(`The signing key ${name} was not stored.`);
  return row;
}
