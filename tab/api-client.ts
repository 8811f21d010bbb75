import type { Problem } from '../shared/contract/problem.ts';
import { ProblemError, UnreachableError, UnreadableError } from './api-errors.ts';
import type { Language } from './words/create-i18n.ts';

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
  /** The same with a file, as it is: the server reads its letters. */
  sendFile<T>(
    method: 'POST' | 'PUT',
    path: string,
    file: Blob,
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
    sendFile: (method, path, file, isRight) =>
      ask(path, { method, body: file, headers: { 'content-type': 'text/csv' } }, isRight),
  };
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
