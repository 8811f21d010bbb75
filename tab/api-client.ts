import type { Problem } from '../shared/contract/problem.ts';
import { SignInNeeded } from './host/host.ts';
import type { Language } from './words/create-i18n.ts';

/** A refusal of the server, in its own words. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: string;
  readonly action: string;
  readonly status: number;

  constructor(problem: Problem, status: number) {
    super(problem.message);
    this.code = problem.code;
    this.action = problem.action;
    this.status = status;
  }
}

/** No answer at all: the network, or the service is down. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** An answer that is not what the contract says. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

export interface ApiClient {
  /** @throws ProblemError, UnreachableError, UnreadableError, SignInNeeded */
  get<T>(path: string, isRight: (body: unknown) => body is T, signal?: AbortSignal): Promise<T>;
  /** As `get`, with a body to send. */
  send<T>(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body: unknown,
    isRight: (body: unknown) => body is T,
  ): Promise<T>;
}

/** Talks to our own API as the reader, in the reader's language. */
export function createApiClient(deps: { token: () => Promise<string>; language: Language }): ApiClient {
  const ask = async <T>(path: string, init: RequestInit, isRight: (body: unknown) => body is T) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${await deps.token()}`);
    headers.set('accept', 'application/json');
    headers.set('accept-language', deps.language);
    const response = await reach(path, { ...init, headers });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) throw refusal(body, response.status);
    if (!isRight(body)) throw new UnreadableError(`Not as agreed: ${path}.`);
    return body;
  };
  return {
    get: (path, isRight, signal) => ask(path, signal === undefined ? {} : { signal }, isRight),
    send: (method, path, body, isRight) =>
      ask(
        path,
        { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
        isRight,
      ),
  };
}

/** Worth another try without the reader: no answer, or a fault of the server's own. */
export function isPassing(error: Error): boolean {
  return error instanceof UnreachableError || (error instanceof ProblemError && error.status >= 500);
}

/** The code that a reader can pass on; null where there is nothing that somebody else could look up. */
export function errorCode(error: Error): string | null {
  if (error instanceof ProblemError) return error.code;
  if (error instanceof UnreachableError) return 'unreachable';
  if (error instanceof UnreadableError) return 'unreadable';
  return error instanceof SignInNeeded ? null : error.name;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new UnreachableError(`No answer: ${path}.`, { cause });
  }
}

function refusal(body: unknown, status: number): ProblemError {
  const problem = isProblem(body) ? body : { code: `http_${status}`, message: '', action: '' };
  return new ProblemError(problem, status);
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    typeof body.code === 'string' &&
    'message' in body &&
    typeof body.message === 'string' &&
    'action' in body &&
    typeof body.action === 'string'
  );
}
