import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { StoreError } from './store-error.ts';

/** What a fingerprint stands for; the same text gives unrelated fingerprints under different kinds. */
export type FingerprintKind = 'title' | 'address' | 'domain' | 'draw';

/** Keeps titles and addresses unreadable at rest, and comparable without being read. Synchronous and cheap. */
export interface Vault {
  /** AES-256-GCM under the current key; a fresh nonce each time, so equal texts look different. */
  seal(plain: string): Buffer;
  /** Throws `sealed-with-unknown-key` or `sealed-value-damaged`; never returns a wrong text. */
  open(sealed: Uint8Array): string;
  openMany(sealed: readonly Uint8Array[]): string[];
  /** Keyed hash of 16 bytes; equal for texts that differ in case, width or outer space only. */
  fingerprint(kind: FingerprintKind, value: string): Buffer;
}

/** Sealed value: format (1 byte), key id (4), nonce (12), tag (16), ciphertext. Format and key id are authenticated. */
const FORMAT = 1;
const KEY_ID_END = 5;
const NONCE_END = 17;
const TAG_END = 33;
const KEY_BYTES = 32;
const FINGERPRINT_BYTES = 16;

/**
 * Keys are 32 random bytes in base64; otherwise throws `key-malformed`. New values are sealed under `dataKey`; values
 * sealed under one of `oldDataKeys` still open, so that a key can be replaced before everything is sealed anew.
 */
export function createVault(keys: {
  dataKey: string;
  indexKey: string;
  oldDataKeys?: readonly string[];
}): Vault {
  const dataKey = parseKey('DATA_KEY', keys.dataKey);
  const indexKey = parseKey('DATA_INDEX_KEY', keys.indexKey);
  const oldKeys = (keys.oldDataKeys ?? []).map((key) => parseKey('An old DATA_KEY', key));
  const header = Buffer.concat([Buffer.of(FORMAT), keyIdOf(dataKey)]);
  const keyRing = new Map([dataKey, ...oldKeys].map((key) => [keyIdOf(key).toString('hex'), key] as const));
  const open = (sealed: Uint8Array): string => unseal(keyRing, Buffer.from(sealed));
  return {
    seal: (plain) => sealUnder(dataKey, header, plain),
    open,
    openMany: (sealed) => sealed.map(open),
    fingerprint: (kind, value) =>
      createHmac('sha256', indexKey)
        .update(`${kind}\0${normalise(value)}`)
        .digest()
        .subarray(0, FINGERPRINT_BYTES),
  };
}

/** A key object is made once; from bytes, OpenSSL would build one for each call, which costs more than the cipher. */
function parseKey(name: string, text: string): KeyObject {
  const key = Buffer.from(text, 'base64');
  if (key.length === KEY_BYTES && key.toString('base64') === text.trim()) return createSecretKey(key);
  throw new StoreError({
    code: 'key-malformed',
    message: `${name} is not a key of ${KEY_BYTES} bytes in base64.`,
    action: 'Set it to the output of: openssl rand -base64 32',
  });
}

/** Names a key without telling anything about it: the first bytes of a hash of 32 random bytes. */
function keyIdOf(key: KeyObject): Buffer {
  return createHash('sha256')
    .update('followthrough key id\0')
    .update(key.export())
    .digest()
    .subarray(0, KEY_ID_END - 1);
}

function sealUnder(key: KeyObject, header: Buffer, plain: string): Buffer {
  const nonce = randomBytes(NONCE_END - KEY_ID_END);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(header);
  const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([header, nonce, cipher.getAuthTag(), ciphertext]);
}

function unseal(keyRing: ReadonlyMap<string, KeyObject>, sealed: Buffer): string {
  if (sealed.length < TAG_END || sealed[0] !== FORMAT) throw damaged();
  const keyId = sealed.subarray(1, KEY_ID_END).toString('hex');
  const key = keyRing.get(keyId);
  if (key === undefined) throw unknownKey(keyId);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(KEY_ID_END, NONCE_END))
    .setAAD(sealed.subarray(0, KEY_ID_END))
    .setAuthTag(sealed.subarray(NONCE_END, TAG_END));
  try {
    return decipher.update(sealed.subarray(TAG_END), undefined, 'utf8') + decipher.final('utf8');
  } catch (cause) {
    throw damaged(cause);
  }
}

function normalise(value: string): string {
  return value.normalize('NFKC').toLowerCase().trim();
}

function unknownKey(keyId: string): StoreError {
  return new StoreError({
    code: 'sealed-with-unknown-key',
    message: `A stored value was encrypted with another key (id ${keyId}).`,
    action: 'Set DATA_KEY to the key that this database was filled with.',
  });
}

function damaged(cause?: unknown): StoreError {
  return new StoreError({
    code: 'sealed-value-damaged',
    message: 'A stored encrypted value is damaged.',
    action: 'Restore the database from a backup; the value cannot be read.',
    cause,
  });
}
