import type { BotOutbound, SendOutcome } from '../../bot/ports.ts';

export interface OpenChatDeps {
  readonly outbound: BotOutbound;
  readonly tenantId: string;
  /** Where a chat is opened with somebody of whom no service URL is known. */
  readonly defaultServiceUrl: string;
}

type Opened = { readonly outcome: 'sent'; readonly id: string; readonly serviceUrl: string };

/**
 * Opens somebody's chat where most chats are, and where that region does not serve them, by the address that serves all.
 * Opening again gives the same chat.
 */
export async function openSomewhere(
  aadObjectId: string,
  serviceUrl: string,
  { outbound, tenantId, defaultServiceUrl }: OpenChatDeps,
): Promise<Opened | Exclude<SendOutcome, { outcome: 'sent' }>> {
  const outcome = await outbound.openPersonalChat({ aadObjectId, tenantId, serviceUrl });
  if (outcome.outcome === 'sent') return { ...outcome, serviceUrl };
  const isElsewhere = outcome.outcome === 'gone' && outcome.reason === 'refused';
  if (!isElsewhere || serviceUrl === defaultServiceUrl) return outcome;
  const again = await outbound.openPersonalChat({ aadObjectId, tenantId, serviceUrl: defaultServiceUrl });
  return again.outcome === 'sent' ? { ...again, serviceUrl: defaultServiceUrl } : again;
}
