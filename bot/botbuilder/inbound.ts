import { z } from 'zod';
import { tokenFlaw } from '../activity/check-token.ts';
import {
  eventOf,
  parseIncomingActivity,
  tenantsOf,
  type IncomingActivity,
} from '../activity/incoming-activity.ts';
import { failedInvokeResponse, invokeResponseOf } from '../activity/invoke-response.ts';
import type {
  Bot,
  BotEvent,
  BotInbound,
  BotReply,
  InboundRequest,
  InboundResponse,
  ReportProblem,
} from '../ports.ts';
import { isAllowedServiceUrl } from '../service-hosts.ts';
import { TurnAdapter, type TurnAdapterOptions } from './turn-adapter.ts';

/** What the SDK hands back of our own response. */
const bodySchema = z
  .looseObject({})
  .nullish()
  .transform((body) => body ?? null);

export interface BotInboundDeps extends TurnAdapterOptions {
  readonly serviceHosts: readonly string[];
  readonly bot: Bot;
  readonly report: ReportProblem;
}

/**
 * Verifies what comes from the Bot Framework with botbuilder and runs the turn. Whatever is wrong with a token, a body,
 * a tenant or a service URL is 401 with an empty body; what we do not know is 200 and nothing.
 * @throws where `appId` or `tenantId` is empty: the SDK would take everything from everybody.
 */
export function createBotInbound(deps: BotInboundDeps): BotInbound {
  if (deps.appId === '' || deps.tenantId === '') throw new Error('The bot needs an app id and a tenant id.');
  const adapter = new TurnAdapter(deps);
  return {
    admits: (authorization) => {
      const cause = flawOf(deps, authorization);
      if (cause !== null) deps.report({ kind: 'inbound-refused', cause });
      return cause === null;
    },
    receive: (request) => receive(deps, adapter, request),
  };
}

function flawOf(deps: BotInboundDeps, authorization: string | undefined): string | null {
  return tokenFlaw(authorization, { issuer: deps.tokenIssuer, audience: deps.appId });
}

async function receive(
  deps: BotInboundDeps,
  adapter: TurnAdapter,
  request: InboundRequest,
): Promise<InboundResponse> {
  const { authorization = '' } = request;
  const flaw = flawOf(deps, authorization);
  if (flaw !== null) return refuse(deps, flaw);
  const activity = parseIncomingActivity(request.body);
  if (activity === null) return refuse(deps, 'body');
  const foreign = foreignPart(deps, activity, request.tenantHeader);
  if (foreign !== null) return refuse(deps, foreign);
  return runTurn(deps, adapter, authorization, activity);
}

/** The token names no tenant, so a good one may come with anybody's activity. */
function foreignPart(
  deps: BotInboundDeps,
  activity: IncomingActivity,
  tenantHeader: string | undefined,
): string | null {
  // Another channel would be verified by other rules; Teams is the only one that we serve.
  if (activity.channelId !== 'msteams') return 'channel';
  // An empty service URL would not be compared with the token's.
  if (!isAllowedServiceUrl(activity.serviceUrl, deps.serviceHosts)) return 'service URL';
  const tenants = tenantsOf(activity);
  const named = tenantHeader === undefined ? tenants : [...tenants, tenantHeader];
  const isOurs = (tenant: string) => tenant.toLowerCase() === deps.tenantId.toLowerCase();
  return tenants.length > 0 && named.every(isOurs) ? null : 'tenant';
}

async function runTurn(
  deps: BotInboundDeps,
  adapter: TurnAdapter,
  authorization: string,
  activity: IncomingActivity,
): Promise<InboundResponse> {
  const event = eventOf(activity, deps.tenantId);
  const run: { turn: Turn | null } = { turn: null };
  try {
    const response = await adapter.turn(authorization, activity, async (context) => {
      run.turn = await handleEvent(deps, event);
      const body = run.turn.failed ? failedInvokeResponse(event) : invokeResponseOf(run.turn.reply);
      if (activity.type === 'invoke')
        await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
    });
    return responseOf(deps, event, run.turn, bodySchema.parse(response?.body));
  } catch (error) {
    // Verification comes first: where no turn has run, the token is not good.
    if (run.turn === null) return refuse(deps, error instanceof Error ? error.message : 'unknown');
    deps.report({ kind: 'turn-failed', eventKind: event.kind, error });
    return empty(500);
  }
}

type Turn = { readonly failed: true } | { readonly failed: false; readonly reply: BotReply };

async function handleEvent(deps: BotInboundDeps, event: BotEvent): Promise<Turn> {
  try {
    return { failed: false, reply: await deps.bot.handle(event) };
  } catch (error) {
    deps.report({ kind: 'turn-failed', eventKind: event.kind, error });
    return { failed: true };
  }
}

function responseOf(
  deps: BotInboundDeps,
  event: BotEvent,
  turn: Turn | null,
  body: object | null,
): InboundResponse {
  if (turn === null || (turn.failed && body === null)) return empty(500);
  if (turn.failed) return { ...empty(200), body };
  return { status: 200, body, afterwards: () => followUp(deps, event, turn.reply) };
}

async function followUp(deps: BotInboundDeps, event: BotEvent, reply: BotReply): Promise<void> {
  try {
    await deps.bot.followUp(event, reply);
  } catch (cause) {
    deps.report({ kind: 'follow-up-failed', eventKind: event.kind, cause });
  }
}

function refuse(deps: BotInboundDeps, cause: string): InboundResponse {
  deps.report({ kind: 'inbound-refused', cause });
  return empty(401);
}

function empty(status: number): InboundResponse {
  return { status, body: null, afterwards: () => Promise.resolve() };
}
