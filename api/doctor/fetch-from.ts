const PATIENCE_MS = 10_000;

/** What a URL gave; `silence` names why nothing came, in the system's own word (`ENOTFOUND`, `CERT_HAS_EXPIRED`). */
export type Fetched =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly text: string }
  | { readonly kind: 'silence'; readonly why: string };

/** One request that is over in ten seconds, redirects not followed. Never rejects. */
export async function fetchFrom(url: string, init: RequestInit = {}): Promise<Fetched> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(url, { redirect: 'manual', signal, ...init });
    return {
      kind: 'answer',
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    };
  } catch (error) {
    return { kind: 'silence', why: whyOf(error) };
  }
}

function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  const inner = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (typeof inner === 'string') return inner;
  return error.name === 'TimeoutError' ? 'no answer in 10 s' : error.name;
}
