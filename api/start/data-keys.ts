import path from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { ConfigurationError } from '../config.ts';
import { readOrWriteSecret } from '../store/secret-file.ts';

const KEY_BYTES = 32;

/** The configured keys; without a tenant, keys that are made once and kept beside the embedded database. */
export async function loadDataKeys(
  config: Config,
  folder: string | null,
): Promise<{ dataKey: string; indexKey: string }> {
  if (config.keys) return { dataKey: config.keys.data, indexKey: config.keys.index };
  if (!folder)
    throw new ConfigurationError(
      'DATA_KEY and DATA_INDEX_KEY are needed with DATABASE_URL. Make each with "openssl rand -base64 32".',
    );
  return {
    dataKey: await readOrWriteSecret(path.join(folder, 'data-key'), randomKey()),
    indexKey: await readOrWriteSecret(path.join(folder, 'data-index-key'), randomKey()),
  };
}

function randomKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}
