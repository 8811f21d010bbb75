import { ManagedIdentityApplication } from '@azure/msal-node';
import type { Config, MicrosoftConfig } from '../config.ts';
import { createAppToken, TokenFailure, type AppCredential } from './graph-token.ts';
import type { GetToken } from './token-problem.ts';

const BOT_FRAMEWORK = 'https://api.botframework.com';

export interface BotTokenOptions {
  readonly microsoft: MicrosoftConfig;
  readonly endpoints: Pick<Config['endpoints'], 'botLoginUrl'>;
  readonly credential: AppCredential;
  /** Asks the machine's own identity endpoint; a stand-in for tests. */
  readonly askManagedIdentity?: (clientId: string, resource: string, fresh: boolean) => Promise<string>;
}

/**
 * The bot's token for the connector. A bot resource is either of the type *single tenant*, with an app registration of this
 * tenant, or a *user-assigned managed identity*: then the bot's app id is the identity's client id, and its own token serves.
 */
export function createBotToken({
  microsoft,
  endpoints,
  credential,
  askManagedIdentity = askMachine,
}: BotTokenOptions): GetToken {
  const { botAppId, tenantId, credential: configured } = microsoft;
  if (configured.kind === 'managed-identity' && configured.clientId.toLowerCase() === botAppId)
    return (fresh = false) => askManagedIdentity(configured.clientId, BOT_FRAMEWORK, fresh);
  return createAppToken({
    authority: endpoints.botLoginUrl,
    tenantId,
    appId: botAppId,
    credential,
    scope: `${BOT_FRAMEWORK}/.default`,
  });
}

async function askMachine(clientId: string, resource: string, forceRefresh: boolean): Promise<string> {
  const identity = new ManagedIdentityApplication({
    managedIdentityIdParams: { userAssignedClientId: clientId },
  });
  const { accessToken } = await identity
    .acquireToken({ resource, forceRefresh })
    .catch((error: unknown) => Promise.reject(failureOf(error)));
  return accessToken;
}

/** Off Azure, or where the identity is not assigned to this machine, there is no endpoint to ask. */
function failureOf(error: unknown): TokenFailure {
  return new TokenFailure('misconfigured', error instanceof Error ? error.name : 'unknown');
}
