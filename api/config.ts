import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** A start that cannot go on: every bad key by name, never a value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const text = z.string().trim().min(1);
const url = z.url().transform((value) => value.replace(/\/+$/, ''));
const host = text.regex(/^[a-z0-9.*-]+$/i);
const key = text.refine((value) => Buffer.from(value, 'base64').length === 32);

/** What each key means stands in `.env.example`; this is what may stand in it. */
const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  HOST: text.default('127.0.0.1'),
  PUBLIC_URL: url.optional(),
  DATA_DIR: text.default('.data'),
  DATABASE_URL: text.regex(/^postgres(ql)?:\/\//).optional(),
  DATABASE_OWNER_URL: text.regex(/^postgres(ql)?:\/\//).optional(),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  DATA_KEY: key.optional(),
  DATA_INDEX_KEY: key.optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  SANDBOX_ORIGIN: url.optional(),
  TENANT_ID: z.guid().optional(),
  APP_ID: z.guid().optional(),
  APP_SECRET: text.optional(),
  APP_CERTIFICATE_FILE: text.optional(),
  MANAGED_IDENTITY_CLIENT_ID: z.guid().optional(),
  BOT_APP_ID: z.guid().optional(),
  AUTHORITY_HOST: url.default('https://login.microsoftonline.com'),
  GRAPH_BASE_URL: url.default('https://graph.microsoft.com/v1.0'),
  BOT_OPENID_METADATA_URL: url.default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  BOT_TOKEN_ISSUER: url.default('https://api.botframework.com'),
  BOT_LOGIN_URL: url.optional(),
  BOT_SERVICE_HOSTS: text
    .transform((value) => value.split(',').map((part) => part.trim()))
    .pipe(z.array(host).min(1))
    .default([
      'smba.trafficmanager.net',
      'smba.infra.*.teams.microsoft.com',
      'smba.infra.*.teams.microsoft.us',
    ]),
});
type Environment = z.infer<typeof environmentSchema>;

export type Credential =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'certificate'; readonly file: string }
  | { readonly kind: 'managed-identity'; readonly clientId: string };

/** The Microsoft tenant that this deployment serves. */
export interface MicrosoftConfig {
  readonly tenantId: string;
  readonly appId: string;
  readonly botAppId: string;
  readonly credential: Credential;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where browsers and Microsoft reach the app; null = the address it listens on. */
  readonly publicUrl: string | null;
  /** Absolute. */
  readonly dataDir: string;
  /** null = the embedded server below `dataDir`. */
  readonly database: { readonly appUrl: string; readonly ownerUrl: string | null } | null;
  readonly role: 'all' | 'web' | 'worker';
  /** null = made once and kept below `dataDir` (only without a tenant). */
  readonly keys: { readonly data: string; readonly index: string } | null;
  readonly logLevel: Environment['LOG_LEVEL'];
  /** null = nothing is configured: the sandbox stands in. */
  readonly microsoft: MicrosoftConfig | null;
  readonly sandboxOrigin: string | null;
  readonly endpoints: {
    readonly authorityHost: string;
    readonly graphBaseUrl: string;
    readonly botOpenIdMetadataUrl: string;
    readonly botTokenIssuer: string;
    readonly botLoginUrl: string;
    readonly botServiceHosts: readonly string[];
  };
}

/**
 * Reads and checks the environment once. An empty value counts as not set.
 * @throws ConfigurationError naming every key that is wrong or missing, and no value.
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new ConfigurationError(
      `These settings cannot be used: ${names.join(', ')}. See .env.example for what each of them takes.`,
    );
  }
  const values = parsed.data;
  const microsoft = readMicrosoft(values);
  refuseHalfConfigured(values, microsoft);
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? null,
    dataDir: path.resolve(values.DATA_DIR),
    database: values.DATABASE_URL
      ? { appUrl: values.DATABASE_URL, ownerUrl: values.DATABASE_OWNER_URL ?? null }
      : null,
    role: values.ROLE,
    keys:
      values.DATA_KEY && values.DATA_INDEX_KEY
        ? { data: values.DATA_KEY, index: values.DATA_INDEX_KEY }
        : null,
    logLevel: values.LOG_LEVEL,
    microsoft,
    sandboxOrigin: values.SANDBOX_ORIGIN ?? null,
    endpoints: {
      authorityHost: values.AUTHORITY_HOST,
      graphBaseUrl: values.GRAPH_BASE_URL,
      botOpenIdMetadataUrl: values.BOT_OPENID_METADATA_URL,
      botTokenIssuer: values.BOT_TOKEN_ISSUER,
      botLoginUrl: values.BOT_LOGIN_URL ?? values.AUTHORITY_HOST,
      botServiceHosts: values.BOT_SERVICE_HOSTS,
    },
  };
}

/** All of the identity, or none of it: half an identity must never start as a sandbox. */
function readMicrosoft(values: Environment): MicrosoftConfig | null {
  const credentials: Credential[] = [
    ...(values.APP_SECRET ? [{ kind: 'secret' as const, secret: values.APP_SECRET }] : []),
    ...(values.APP_CERTIFICATE_FILE
      ? [{ kind: 'certificate' as const, file: values.APP_CERTIFICATE_FILE }]
      : []),
    ...(values.MANAGED_IDENTITY_CLIENT_ID
      ? [{ kind: 'managed-identity' as const, clientId: values.MANAGED_IDENTITY_CLIENT_ID }]
      : []),
  ];
  const [credential] = credentials;
  if (!values.TENANT_ID && !values.APP_ID && !credential) return null;
  const missing = [
    ...(values.TENANT_ID ? [] : ['TENANT_ID']),
    ...(values.APP_ID ? [] : ['APP_ID']),
    ...(credential ? [] : ['one of APP_SECRET, APP_CERTIFICATE_FILE, MANAGED_IDENTITY_CLIENT_ID']),
  ];
  if (!values.TENANT_ID || !values.APP_ID || !credential)
    throw new ConfigurationError(
      `A Microsoft tenant is half configured. Missing: ${missing.join('; ')}. Set them, or none to start the sandbox.`,
    );
  if (credentials.length > 1)
    throw new ConfigurationError(
      'Set only one of APP_SECRET, APP_CERTIFICATE_FILE and MANAGED_IDENTITY_CLIENT_ID.',
    );
  if (credential.kind === 'certificate' && !existsSync(credential.file))
    throw new ConfigurationError('APP_CERTIFICATE_FILE names a file that is not there or cannot be read.');
  return {
    tenantId: values.TENANT_ID.toLowerCase(),
    appId: values.APP_ID.toLowerCase(),
    botAppId: (values.BOT_APP_ID ?? values.APP_ID).toLowerCase(),
    credential,
  };
}

function refuseHalfConfigured(values: Environment, microsoft: MicrosoftConfig | null): void {
  if (Boolean(values.DATA_KEY) !== Boolean(values.DATA_INDEX_KEY))
    throw new ConfigurationError('Set DATA_KEY and DATA_INDEX_KEY together, or neither.');
  if (values.DATABASE_OWNER_URL && !values.DATABASE_URL)
    throw new ConfigurationError('DATABASE_OWNER_URL is set without DATABASE_URL. Set both.');
  if (!microsoft) return;
  if (!values.DATA_KEY)
    throw new ConfigurationError(
      'DATA_KEY and DATA_INDEX_KEY are needed with a Microsoft tenant: titles and addresses are encrypted with them. Make each with "openssl rand -base64 32" and keep them in a vault.',
    );
  if (!values.PUBLIC_URL?.startsWith('https://'))
    throw new ConfigurationError(
      'PUBLIC_URL is needed with a Microsoft tenant and must begin with https://: Microsoft calls it.',
    );
  if (values.SANDBOX_ORIGIN)
    throw new ConfigurationError('SANDBOX_ORIGIN cannot be set with a Microsoft tenant.');
}

/** The environment of this process: the one place that reads it. */
export function loadConfig(): Config {
  return parseConfig(process.env);
}
