import { ConfidentialClientApplication, ServerError } from '@azure/msal-node';
import { decodeJwt } from 'jose';

export type AppCredential =
  | { readonly secret: string }
  | { readonly certificate: { readonly thumbprintSha256: string; readonly privateKey: string } }
  /** Federated: gives a fresh assertion, for instance a managed identity's token. */
  | { readonly assertion: () => Promise<string> };

/**
 * Why there is no token. `consent-lost`: the organisation took the app or its consent away, or the secret ran out:
 * stop reading, keep the data. `misconfigured`: a setting is wrong, here or at Entra; whoever asks comes back, later each
 * time. `transient`: the same call may succeed later.
 */
export type TokenFailureKind = 'consent-lost' | 'misconfigured' | 'transient';

/** A refusal by the identity provider; carries its code (`AADSTS65001`) and none of its text. */
export class TokenFailure extends Error {
  override readonly name = 'TokenFailure';
  readonly kind: TokenFailureKind;
  readonly code: string;

  constructor(kind: TokenFailureKind, code: string) {
    super(`No app token: ${kind} (${code})`);
    this.kind = kind;
    this.code = code;
  }
}

/** Renewed this long before it ends, if that succeeds. */
const RENEW_BEFORE_MS = 300_000;
/** Used until then, if it does not. */
const LAST_USE_BEFORE_MS = 60_000;
/** Of many calls that were refused at the same time, one asks anew. */
const FRESH_MS = 10_000;
/** What only an administrator can mend is asked about so often at most, however many calendars want to be read. */
const REFUSED_MS = 30_000;
/** MSAL waits as long as its connection does: minutes, in which every call to Graph waits for it. */
const TIME_OUT_MS = 30_000;

/**
 * Tokens of the app itself for one scope (`https://graph.microsoft.com/.default`). One request at a time however many
 * ask, a cache of its own in front of MSAL's, and a token that still lives outlasts an identity provider that is away.
 * `fresh` drops what is cached, for a service that refused it; one that is only seconds old is given out again. So is a
 * refusal that will not pass by itself. Rejects with `TokenFailure`.
 */
export function createAppToken(config: {
  /** `https://login.microsoftonline.com` */
  authority: string;
  tenantId: string;
  appId: string;
  credential: AppCredential;
  scope: string;
  realNow?: () => number;
}): (fresh?: boolean) => Promise<string> {
  const { realNow = Date.now } = config;
  const client = createClient(config);
  let held: { readonly token: string; readonly endsAt: number; readonly gotAt: number } | null = null;
  let underWay: Promise<string> | null = null;
  let refused: { readonly failure: TokenFailure; readonly until: number } | null = null;

  const renew = async (skipCache: boolean): Promise<string> => {
    try {
      held = { ...(await acquire(client, config, skipCache)), gotAt: realNow() };
      return held.token;
    } catch (error) {
      if (!skipCache && held !== null && realNow() < held.endsAt - LAST_USE_BEFORE_MS) return held.token;
      const failure = toTokenFailure(error);
      if (failure.kind !== 'transient') refused = { failure, until: realNow() + REFUSED_MS };
      throw failure;
    }
  };
  const isUsable = (fresh: boolean): boolean =>
    held !== null && (fresh ? realNow() < held.gotAt + FRESH_MS : realNow() < held.endsAt - RENEW_BEFORE_MS);
  return async (fresh = false) => {
    if (held !== null && isUsable(fresh)) return held.token;
    if (refused !== null && realNow() < refused.until) throw refused.failure;
    underWay ??= renew(fresh).finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

function createClient(config: {
  authority: string;
  tenantId: string;
  appId: string;
  credential: AppCredential;
}) {
  const { credential } = config;
  return new ConfidentialClientApplication({
    auth: {
      clientId: config.appId,
      authority: `${config.authority.replace(/\/$/, '')}/${config.tenantId}`,
      // Any https host is as good as Microsoft's own: it stands in the configuration.
      knownAuthorities: [new URL(config.authority).host],
      ...('secret' in credential ? { clientSecret: credential.secret } : {}),
      ...('certificate' in credential ? { clientCertificate: credential.certificate } : {}),
      ...('assertion' in credential ? { clientAssertion: credential.assertion } : {}),
    },
  });
}

async function acquire(
  client: ConfidentialClientApplication,
  config: { scope: string; tenantId: string },
  skipCache: boolean,
) {
  const result = await Promise.race([
    client.acquireTokenByClientCredential({ scopes: [config.scope], skipCache }),
    giveUpAfter(TIME_OUT_MS),
  ]);
  if (result === null || result.expiresOn === null) throw new TokenFailure('transient', 'no_token');
  assertTenant(result.accessToken, config.tenantId);
  return { token: result.accessToken, endsAt: result.expiresOn.getTime() };
}

function giveUpAfter(milliseconds: number): Promise<never> {
  const signal = AbortSignal.timeout(milliseconds);
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new TokenFailure('transient', 'TimeoutError')));
  });
}

/** A token of another organisation must not be used, whatever mixed them up. */
function assertTenant(token: string, tenantId: string): void {
  if (!/^[0-9a-f-]{36}$/i.test(tenantId)) return;
  if (decodeJwt(token)['tid'] !== tenantId)
    throw new TokenFailure('misconfigured', 'token_of_another_tenant');
}

/** Application not found, secret expired, consent missing, service principal missing or disabled. */
const CONSENT_LOST: ReadonlySet<string> = new Set([
  '700016',
  '7000222',
  '65001',
  '7000229',
  '7000112',
  '500014',
]);

function toTokenFailure(error: unknown): TokenFailure {
  if (error instanceof TokenFailure) return error;
  if (!(error instanceof ServerError)) {
    return new TokenFailure('transient', error instanceof Error ? error.name : 'unknown');
  }
  const number = /AADSTS(\d+)/.exec(error.message)?.[1];
  if (number === undefined)
    return new TokenFailure(isAway(error) ? 'transient' : 'misconfigured', error.errorCode);
  const kind = CONSENT_LOST.has(number) ? 'consent-lost' : isAway(error) ? 'transient' : 'misconfigured';
  return new TokenFailure(kind, `AADSTS${number}`);
}

function isAway(error: ServerError): boolean {
  const status = error.status ?? 0;
  return status === 0 || status === 429 || status >= 500;
}
