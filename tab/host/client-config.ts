/** `GET /api/client-config`: what MSAL must know to ask for a token for our API. */
export interface ClientConfig {
  readonly clientId: string;
  readonly authority: string;
  readonly scope: string;
}

/** @throws where the service does not answer, or answers with something else. */
export async function fetchClientConfig(): Promise<ClientConfig> {
  const response = await fetch('/api/client-config', { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`No client configuration: ${response.status}.`);
  const body: unknown = await response.json();
  if (!isClientConfig(body)) throw new Error('The client configuration lacks a field.');
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
