import type { AdaptiveCard } from '../cards/adaptive-card.ts';
import type { BotOutbound, PersonalChat, ReportProblem, SendOutcome } from '../ports.ts';
import { isAllowedServiceUrl } from '../service-hosts.ts';
import { callConnector, type Call, type CallResult } from './call-connector.ts';
import { classifyFailure, isWrongServiceHost } from './classify-failure.ts';

/** Long enough for a slow connector, short enough for a job: between the 10 and 15 s of the contract. */
const DEADLINE_MS = 12_000;
/** Where a bot of the government community cloud is served when the public host turns it away. */
const GCC_SERVICE_URL = 'https://smba.infra.gcc.teams.microsoft.com/teams';

export interface RestOutboundDeps {
  readonly botAppId: string;
  /** An app token for the Bot Framework; `fresh` = drop what is cached first. */
  readonly token: (fresh: boolean) => Promise<string>;
  readonly serviceHosts: readonly string[];
  readonly report: ReportProblem;
  /** For the whole call, token included. */
  readonly deadlineMs?: number;
}

/** Three REST calls of the Bot Framework connector over global fetch. */
export function createRestOutbound(deps: RestOutboundDeps): BotOutbound {
  const bot = { id: `28:${deps.botAppId}` };
  return {
    openPersonalChat: ({ aadObjectId, tenantId, serviceUrl }) =>
      send(deps, {
        method: 'POST',
        serviceUrl,
        path: 'v3/conversations',
        body: {
          bot,
          isGroup: false,
          members: [{ id: aadObjectId }],
          tenantId,
          channelData: { tenant: { id: tenantId } },
        },
        repeatable: true,
      }),
    postCard: (chat, card, summary) =>
      send(deps, {
        method: 'POST',
        serviceUrl: chat.serviceUrl,
        path: `${conversationPath(chat)}/activities`,
        body: { ...cardMessage(bot, card), summary, channelData: { notification: { alert: true } } },
        repeatable: false,
      }),
    replaceCard: (chat, activityId, card) =>
      send(deps, {
        method: 'PUT',
        serviceUrl: chat.serviceUrl,
        path: `${conversationPath(chat)}/activities/${encodeURIComponent(activityId)}`,
        body: { ...cardMessage(bot, card), id: activityId },
        repeatable: true,
        idWhenSilent: activityId,
      }),
  };
}

function conversationPath({ conversationId }: PersonalChat): string {
  return `v3/conversations/${encodeURIComponent(conversationId)}`;
}

/** Never `text` beside the card: Teams would make two messages of it and give no id to replace. */
function cardMessage(bot: { readonly id: string }, card: AdaptiveCard) {
  return {
    type: 'message',
    from: bot,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}

async function send(deps: RestOutboundDeps, call: Call): Promise<SendOutcome> {
  if (!isAllowedServiceUrl(call.serviceUrl, deps.serviceHosts))
    return { outcome: 'gone', reason: 'service-url-not-allowed' };
  const signal = AbortSignal.timeout(deps.deadlineMs ?? DEADLINE_MS);
  const first = await attempt(deps, call, signal, false);
  if (first.kind !== 'refused') return outcomeOf(deps, call, first);
  // A refused request was not delivered, so one more attempt cannot send twice.
  if (first.status === 401) return outcomeOf(deps, call, await attempt(deps, call, signal, true));
  if (isWrongServiceHost(first) && isAllowedServiceUrl(GCC_SERVICE_URL, deps.serviceHosts)) {
    const elsewhere = { ...call, serviceUrl: GCC_SERVICE_URL };
    return outcomeOf(deps, elsewhere, await attempt(deps, elsewhere, signal, false));
  }
  return outcomeOf(deps, call, first);
}

async function attempt(
  deps: RestOutboundDeps,
  call: Call,
  signal: AbortSignal,
  fresh: boolean,
): Promise<CallResult> {
  try {
    const token = await beforeAbort(deps.token(fresh), signal);
    return await callConnector(call, token, signal);
  } catch (error) {
    deps.report({ kind: 'token-failed', error });
    return { kind: 'not-sent' };
  }
}

function beforeAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(new Error('no token before the deadline'));
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', abort));
}

function outcomeOf(deps: RestOutboundDeps, call: Call, result: CallResult): SendOutcome {
  switch (result.kind) {
    case 'accepted': {
      const id = result.id ?? call.idWhenSilent;
      if (id !== undefined) return { outcome: 'sent', id };
      return call.repeatable ? { outcome: 'retryable', afterMs: null } : { outcome: 'unknown' };
    }
    case 'not-sent':
      return { outcome: 'retryable', afterMs: null };
    case 'no-answer':
      return call.repeatable ? { outcome: 'retryable', afterMs: null } : { outcome: 'unknown' };
    case 'refused':
      deps.report({ kind: 'send-refused', status: result.status, code: result.code });
      return classifyFailure(result, call.repeatable);
  }
}
