import { z } from 'zod';

export interface Call {
  readonly method: 'POST' | 'PUT';
  readonly serviceUrl: string;
  /** Below the service URL, without a leading slash. */
  readonly path: string;
  readonly body: object;
  /** Whether doing it twice does no harm. */
  readonly repeatable: boolean;
  /** What a success without an id in it is about. */
  readonly idWhenSilent?: string;
}

export interface Refusal {
  readonly kind: 'refused';
  readonly status: number;
  /** `error.code`, or the sub-code where there is one. */
  readonly code: string | null;
  /** Everything that the body said, for telling causes apart where codes are missing. */
  readonly said: string;
  readonly retryAfterMs: number | null;
}

export type CallResult =
  | { readonly kind: 'accepted'; readonly id: string | undefined }
  | Refusal
  /** The connection was never made. */
  | { readonly kind: 'not-sent' }
  /** It may have arrived. */
  | { readonly kind: 'no-answer' };

/** undici's codes for a request that never left. */
const NEVER_LEFT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** One request, no retry. Ends in a result, at the latest when `signal` aborts. */
export async function callConnector(call: Call, token: string, signal: AbortSignal): Promise<CallResult> {
  if (signal.aborted) return { kind: 'not-sent' };
  try {
    const response = await fetch(`${call.serviceUrl.replace(/\/+$/, '')}/${call.path}`, {
      method: call.method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(call.body),
      // A redirect could carry the token to a host that is not on the list.
      redirect: 'error',
      signal,
    });
    if (response.ok) return { kind: 'accepted', id: idOf(await response.text()) };
    return refusalOf(response, await bodyOf(response));
  } catch (error) {
    return neverLeft(error) ? { kind: 'not-sent' } : { kind: 'no-answer' };
  }
}

const acceptedSchema = z.object({ id: z.string().min(1) });

function idOf(body: string): string | undefined {
  const parsed = acceptedSchema.safeParse(parseJson(body));
  return parsed.success ? parsed.data.id : undefined;
}

/** The status alone decides where the body of a refusal does not come. */
async function bodyOf(response: Response): Promise<string> {
  return response.text().catch(() => '');
}

const word = z.union([z.string(), z.number().transform(String)]);
const refusalSchema = z.object({
  error: z.object({ code: word.optional(), message: z.string().optional() }),
});
/** Teams puts some causes into a JSON string where the message should be, and that into another one. */
const nestedSchema = z.object({ subCode: word.optional(), message: z.string().optional() });

function subCodeIn(message: string | undefined): string | undefined {
  const nested = nestedSchema.safeParse(parseJson(message ?? ''));
  return nested.success ? (nested.data.subCode ?? subCodeIn(nested.data.message)) : undefined;
}

function refusalOf(response: Response, body: string): Refusal {
  const parsed = refusalSchema.safeParse(parseJson(body));
  const error = parsed.success ? parsed.data.error : {};
  return {
    kind: 'refused',
    status: response.status,
    code: subCodeIn(error.message) ?? error.code ?? null,
    said: body,
    retryAfterMs: retryAfterOf(response),
  };
}

function retryAfterOf(response: Response): number | null {
  const header = response.headers.get('retry-after');
  if (header === null) return null;
  if (/^\d+(\.\d+)?$/.test(header)) return Math.ceil(Number(header) * 1000);
  // A date is read against the service's own clock; ours may differ.
  const wait = Date.parse(header) - Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function neverLeft(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && NEVER_LEFT.has(String(cause.code));
}
