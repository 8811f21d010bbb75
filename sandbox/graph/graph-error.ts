import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Response } from 'express';

/** A refusal in Graph's own shape; thrown by any route, written by {@link writeGraphError}. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'GraphError';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const itemNotFound = () =>
  new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
export const userNotFound = (id: string) =>
  new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
export const badRequest = (message: string) => new GraphError(400, 'ErrorInvalidRequest', message);

export const writeGraphError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const known =
    error instanceof GraphError
      ? error
      : new GraphError(500, 'UnknownError', 'The sandbox failed: ' + String(error));
  sendGraphError(response, known);
};

export function sendGraphError(response: Response, error: GraphError): void {
  const id = randomUUID();
  response.status(error.status).set({ ...error.headers, 'request-id': id });
  response.json({
    error: {
      code: error.code,
      message: error.message,
      innerError: { date: new Date().toISOString().slice(0, 19), 'request-id': id, 'client-request-id': id },
    },
  });
}
