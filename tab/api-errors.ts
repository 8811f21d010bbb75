import type { Problem } from '../shared/contract/problem.ts';

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

/** No token without the reader: consent or a sign-in is missing. */
export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';
  /** The host's or the identity's word for it, to pass on; null where simply nobody is signed in. */
  readonly code: string | null;

  constructor(code: string | null, options?: ErrorOptions) {
    super(code ?? 'Nobody is signed in.', options);
    this.code = code;
  }
}

/** Worth another try without the reader: no answer, or a fault of the server's own. */
export function isPassing(error: Error): boolean {
  return error instanceof UnreachableError || (error instanceof ProblemError && error.status >= 500);
}

/** What a reader can pass on to somebody who can look it up. */
export function errorCode(error: Error): string | null {
  if (error instanceof ProblemError || error instanceof SignInNeeded) return error.code;
  if (error instanceof UnreachableError) return 'unreachable';
  return error instanceof UnreadableError ? 'unreadable' : 'page';
}
