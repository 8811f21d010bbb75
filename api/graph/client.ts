import {
  AuthenticationHandler,
  Client,
  type GraphRequest,
  HTTPMessageHandler,
} from '@microsoft/microsoft-graph-client';
import { createAdaptiveGate, createKeyedGate } from './gate.ts';
import { GraphFailure, toGraphFailure } from './graph-failure.ts';

/**
 * Ids that live as long as the item, UTC, and pages that hold the longest series of a window (graph faults F1, F2).
 * It must stand on every page: Graph forgets it, and would switch the id format in the middle of a round.
 */
const PREFER = 'odata.maxpagesize=1000, IdType="ImmutableId", outlook.timezone="UTC"';

/** Exchange refuses from the fourth or fifth call at one mailbox on; one is left to whoever else asks. */
const CALLS_PER_MAILBOX = 2;
const POOL = { start: 64, least: 4, most: 128 };
const TIME_OUT_MS = 30_000;

export type Query = Readonly<Record<string, string>>;

/**
 * Microsoft Graph as the product calls it: one call a call, without retries (a failed job is rescheduled), limited per
 * mailbox and in all, with a time-out, and never to another origin than the configured one. Rejects with `GraphFailure`,
 * or with whatever `getToken` rejects with. `mailbox` names whose limit a call counts against. `baseUrl` is
 * `https://graph.microsoft.com/v1.0`, or that of another cloud or of a server that stands in, below any path.
 */
export interface GraphClient {
  get(path: string, options?: { query?: Query; mailbox?: string }): Promise<unknown>;
  /** Follows a next or delta link as Graph wrote it. */
  follow(link: string, options?: { mailbox?: string }): Promise<unknown>;
  post(path: string, body: object, options?: { mailbox?: string }): Promise<unknown>;
  patch(path: string, body: object, options?: { mailbox?: string }): Promise<unknown>;
  delete(path: string, options?: { mailbox?: string }): Promise<void>;
}

export function createGraphClient(config: { baseUrl: string; getToken: () => Promise<string> }): GraphClient {
  const base = new URL(config.baseUrl);
  const client = createClient(base, config.getToken);
  const mailboxes = createKeyedGate(CALLS_PER_MAILBOX);
  const pool = createAdaptiveGate({
    ...POOL,
    isOverload: (error) => error instanceof GraphFailure && error.kind === 'throttled',
  });
  const send = async (
    url: string,
    mailbox: string | undefined,
    call: (request: GraphRequest) => Promise<unknown>,
  ): Promise<unknown> => {
    const once = () =>
      pool.run(async () => {
        // Asked for here, though the client asks again: it would turn a token's refusal into an error of its own.
        await config.getToken();
        return call(prepare(client, url)).catch((error: unknown) => {
          throw toGraphFailure(error);
        });
      });
    return mailbox === undefined ? once() : mailboxes.run(mailbox, once);
  };
  return {
    get: (path, { query, mailbox } = {}) => send(withQuery(path, query), mailbox, (request) => request.get()),
    follow: async (link, { mailbox } = {}) => send(onOrigin(link, base), mailbox, (request) => request.get()),
    post: (path, body, { mailbox } = {}) => send(path, mailbox, (request) => request.post(body)),
    patch: (path, body, { mailbox } = {}) => send(path, mailbox, (request) => request.patch(body)),
    delete: async (path, { mailbox } = {}) => {
      await send(path, mailbox, (request) => request.delete());
    },
  };
}

/** No retry handler and no redirect handler: neither a repeated POST nor a token at another host can happen. */
function createClient(base: URL, getToken: () => Promise<string>): Client {
  const authentication = new AuthenticationHandler({ getAccessToken: getToken });
  authentication.setNext(new HTTPMessageHandler());
  const folders = base.pathname.split('/').filter((segment) => segment !== '');
  const version = folders.pop();
  return Client.initWithMiddleware({
    baseUrl: [base.origin, ...folders, ''].join('/'),
    defaultVersion: version ?? 'v1.0',
    // The host name without its port, or no token is sent and no error raised.
    customHosts: new Set([base.hostname]),
    middleware: authentication,
  });
}

function prepare(client: Client, url: string): GraphRequest {
  return client
    .api(url)
    .header('Prefer', PREFER)
    .option('redirect', 'error')
    .option('signal', AbortSignal.timeout(TIME_OUT_MS));
}

function withQuery(path: string, query: Query | undefined): string {
  if (query === undefined) return path;
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${path}?${pairs.join('&')}`;
}

/** A link to anywhere else would hand our token to a stranger. */
function onOrigin(link: string, base: URL): string {
  const url = URL.parse(link);
  if (url?.origin === base.origin) return link;
  throw new GraphFailure({ kind: 'bug', code: 'LinkToAnotherOrigin' });
}
