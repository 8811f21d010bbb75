import express, { type Request, type RequestHandler, type Router } from 'express';
import { changeSchema, lifecycleSchema } from '../notification-schema.ts';

/** One row of a notification, as far as it is used: the content is read again from Graph. */
export interface Doorbell {
  readonly subscriptionId: string;
  readonly clientState: string;
  /** `changed`, or the lifecycle event. */
  readonly kind: string;
}

export interface GraphRouteDeps {
  /** Resolves when the rows with a right client state are committed; the others are dropped without a word. */
  readonly accept: (doorbells: readonly Doorbell[]) => Promise<void>;
}

/**
 * Graph's notifications: check, write, 202. Nothing else, because Graph drops endpoints that are slow. A wrong
 * client state gets the same 202, so that a caller learns nothing.
 */
export function graphRoutes({ accept }: GraphRouteDeps): Router {
  const parse = express.json({ limit: LIMIT });
  return express
    .Router()
    .post('/notifications', answerHandshake, parse, receive(accept, parseChanges))
    .post('/lifecycle', answerHandshake, parse, receive(accept, parseLifecycle));
}

/** Some two thousand notifications. A body that is refused is brought again, and lost at last. */
const LIMIT = '2mb';

/** Before the body is read: whatever a handshake carries beside its token, it is no notification. */
const answerHandshake: RequestHandler = (request, response, next) => {
  const token = handshakeToken(request);
  if (token === null) next();
  else response.type('text/plain').send(token);
};

function receive(accept: GraphRouteDeps['accept'], parse: (body: unknown) => Doorbell[]): RequestHandler {
  return async (request, response) => {
    await accept(parse(request.body));
    response.status(202).end();
  };
}

/** Graph asks whether the address is ours before it sends anything: the decoded token goes back as plain text. */
function handshakeToken(request: Request): string | null {
  const { validationToken } = request.query;
  return typeof validationToken === 'string' ? validationToken : null;
}

function parseChanges(body: unknown): Doorbell[] {
  return changeSchema.parse(body).value.map((row) => ({ ...row, kind: 'changed' }));
}

function parseLifecycle(body: unknown): Doorbell[] {
  return lifecycleSchema.parse(body).value.map(({ subscriptionId, clientState, lifecycleEvent }) => ({
    subscriptionId,
    clientState,
    kind: lifecycleEvent,
  }));
}
