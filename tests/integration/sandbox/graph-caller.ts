import type { RunningSandbox } from '../../../sandbox/start.ts';

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: GraphBody;
}
export interface GraphRow extends Record<string, unknown> {
  readonly id: string;
}
export interface GraphBody extends Record<string, unknown> {
  readonly value?: readonly GraphRow[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

/** What the product always sends, in one header as the client needs it. */
export const PREFER = 'odata.maxpagesize=1000, IdType="ImmutableId", outlook.timezone="UTC"';

/** Calls the sandbox's Graph as the product does, through the redirect, with a live app token. */
export async function createGraphCaller(sandbox: RunningSandbox) {
  const { token } = await sandbox.inside.identity.issueAppToken('https://graph.microsoft.com');
  const call = async (
    method: string,
    pathOrLink: string,
    options: { prefer?: string; body?: object } = {},
  ) => {
    const url = pathOrLink.startsWith('https:')
      ? pathOrLink
      : `https://graph.microsoft.com/v1.0${pathOrLink}`;
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        prefer: options.prefer ?? PREFER,
        ...(options.body ? { 'content-type': 'application/json' } : {}),
      },
      ...(options.body ? { body: JSON.stringify(options.body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parseBody(text) };
  };
  const follow = async (first: string, prefer = PREFER) => {
    const pages: GraphBody[] = [];
    let link: string | undefined = first;
    while (link !== undefined) {
      const answer: GraphAnswer = await call('GET', link, { prefer });
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body.error?.code}`);
      pages.push(answer.body);
      link = answer.body['@odata.nextLink'];
    }
    const rows = pages.flatMap((page) => page.value ?? []);
    return { pages, rows, deltaLink: pages.at(-1)?.['@odata.deltaLink'] ?? '' };
  };
  const headers = () => ({ authorization: `Bearer ${token}`, prefer: PREFER });
  return { call, follow, headers };
}

export type GraphCaller = Awaited<ReturnType<typeof createGraphCaller>>;

function parseBody(text: string): GraphBody {
  return text === '' ? {} : JSON.parse(text);
}

/** `/users/{id}` of somebody by their key. */
export function userPath(sandbox: RunningSandbox, key: string): string {
  const person = sandbox.people().find((one) => one.key === key);
  if (!person) throw new Error(`Nobody is called ${key}.`);
  return `/users/${person.objectId}`;
}

export function windowQuery(start: string, end: string): string {
  return `startDateTime=${start}&endDateTime=${end}`;
}
