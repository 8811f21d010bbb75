import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { MailboxRefusal } from '../mailbox/mailbox-refusal.ts';

/** A request that the sandbox's own pages should not have made. */
export class SandboxProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly action: string;

  constructor(status: number, code: string, message: string, action: string) {
    super(message);
    this.name = 'SandboxProblem';
    this.status = status;
    this.code = code;
    this.action = action;
  }
}

/** @throws SandboxProblem naming what is wrong with it. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new SandboxProblem(400, 'bad_input', z.prettifyError(parsed.error), 'Send what the message names.');
}

const STATUS: Record<MailboxRefusal['code'], number> = {
  not_found: 404,
  not_organizer: 409,
  is_organizer: 409,
  not_a_series: 409,
  is_a_series: 409,
  invalid_time: 400,
};

/** Refusals as `{code, message, action}`, like the product's own. */
export const writeSandboxProblem: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  if (error instanceof SandboxProblem) {
    const { status, code, message, action } = error;
    return void response.status(status).json({ code, message, action });
  }
  if (error instanceof MailboxRefusal) {
    const { code, message } = error;
    return void response.status(STATUS[code]).json({ code, message, action: 'Read the calendar again.' });
  }
  next(error);
};
