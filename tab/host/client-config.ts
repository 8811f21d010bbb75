import { UnreachableError, UnreadableError } from '../api-errors.ts';

/** `GET /api/client-config`: what MSAL must know to ask for a token for our API. */
export interface ClientConfig {
  readonly clientId: string;
  readonly authority: string;
  readonly scope: string;
}

const PATH = '/api/client-config';

/** @throws UnreachableError, UnreadableError */
export async function fetchClientConfig(): Promise<ClientConfig> {
  const response = await fetch(PATH, { headers: { accept: 'application/json' } }).catch((cause: unknown) => {
    throw new UnreachableError(`No answer: ${PATH}.`, { cause });
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || !isClientConfig(body)) throw new UnreadableError(`Not as agreed: ${PATH}.`);
  return body;
}

function isClientConfig(value: unknown): value is ClientConfig {
  return (
    typeof value === 'object' &&
    value !== null &&
    'clientId' in value &&
    typeof value.clientId === 'string' &&
    'authority' in value &&
    typeof value.authority === 'string' &&
    'scope' in value &&
    typeof value.scope === 'string'
  );
}
