import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Problem } from '../../shared/contract/problem.ts';
import { fill } from '../../shared/locales/fill.ts';
import en from '../../shared/locales/problem.en.json' with { type: 'json' };
import sv from '../../shared/locales/problem.sv.json' with { type: 'json' };
import { failureName } from '../jobs/queue.ts';

/** The one table from code to status. The texts are in `shared/locales/problem.*.json`. */
const STATUS = {
  token_missing: 401,
  token_refused: 401,
  not_enrolled: 403,
  not_a_rep: 403,
  not_admin: 403,
  only_reading: 403,
  team_name_taken: 409,
  team_not_removable: 409,
  decisions_missing: 409,
  directory_unreadable: 503,
  list_changed: 409,
  list_unusable: 409,
  list_not_kept: 409,
  team_not_found: 404,
  move_not_found: 404,
  event_not_found: 404,
  event_settled: 409,
  correction_not_found: 404,
  correction_out_of_reach: 409,
  sample_not_found: 404,
  question_closed: 409,
  route_not_found: 404,
  bad_request: 400,
  body_too_large: 413,
  internal: 500,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof STATUS;

const TEXTS: Readonly<Record<'sv' | 'en', Readonly<Record<string, string>>>> = { sv, en };

/** A refused request. Expected outcomes are values; this is for what a caller got wrong. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly values: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, values: Readonly<Record<string, string>> = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

/** Swedish first: only a reader who prefers English gets it. */
export function languageOf(request: Request): 'sv' | 'en' {
  return request.acceptsLanguages(['sv', 'en']) === 'en' ? 'en' : 'sv';
}

export function sendProblem(request: Request, response: Response, refusal: Refusal): void {
  const texts = TEXTS[languageOf(request)];
  // A value that is the key of a text stands for that text.
  const values = Object.fromEntries(
    Object.entries(refusal.values).map(([name, value]) => [name, texts[value] ?? value]),
  );
  const problem: Problem = {
    code: refusal.code,
    message: fill(texts[`${refusal.code}.message`] ?? refusal.code, values),
    action: fill(texts[`${refusal.code}.action`] ?? '', values),
  };
  response.status(STATUS[refusal.code]).json(problem);
}

/** Turns whatever a handler threw into a coded problem; only what is our fault is logged as an error. */
export function handleProblems(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = toRefusal(error);
    if (refusal.code === 'internal')
      log.error({ failure: failureName(error), route: request.route?.path ?? 'none' }, 'A request failed.');
    sendProblem(request, response, refusal);
  };
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof z.ZodError) return new Refusal('bad_request', { where: whereOf(error) });
  if (isClientError(error)) {
    if (error.status === 413) return new Refusal('body_too_large');
    return new Refusal('bad_request', { where: error instanceof URIError ? 'path' : 'body' });
  }
  return new Refusal('internal');
}

/** Names the places, never what stood there. */
function whereOf(error: z.ZodError): string {
  return [...new Set(error.issues.map((issue) => issue.path.join('.') || 'body'))].slice(0, 5).join(', ');
}

/** What express and its parsers throw for a request that cannot be read. */
function isClientError(error: unknown): error is Error & { status: number } {
  return (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status >= 400 &&
    error.status < 500
  );
}
