import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { z } from 'zod';
import type { AddressLimit } from './address-limit.ts';
import type { BotInbound, ReportProblem } from './ports.ts';

/** Far above any activity of ours, far below what would hurt. */
const LARGEST_BODY = '256kb';
/** A body that trickles in for longer is given up, and so is an answer: Teams has long stopped waiting. */
const LONGEST_MS = 15_000;

export interface MessagesDeps {
  readonly inbound: BotInbound;
  readonly limit: AddressLimit;
  readonly report: ReportProblem;
}

/**
 * `POST /` for the Bot Framework, to be mounted at `/bot/messages`. Whoever asks too much gets 429, and whatever is wrong
 * with a request 401, both with an empty body; no body is read before its token has been looked at.
 */
export function createMessagesRouter(deps: MessagesDeps): express.Router {
  const router = express.Router();
  router.post('/', admit(deps), express.json({ limit: LARGEST_BODY }), receive(deps.inbound));
  router.use(refuseUnreadable(deps));
  return router;
}

function admit({ inbound, limit }: MessagesDeps): RequestHandler {
  return (request, response, next) => {
    const entry = limit.enter(request.ip);
    if (entry === null) {
      response.status(429).set({ 'retry-after': '1', connection: 'close' }).end();
      return;
    }
    const givenUp = setTimeout(() => request.destroy(), LONGEST_MS);
    response.once('finish', () => {
      if (response.statusCode === 401) entry.refused();
    });
    response.once('close', () => {
      clearTimeout(givenUp);
      entry.leave();
    });
    if (inbound.admits(request.headers.authorization)) next();
    // What stands in the body is not worth waiting for.
    else response.status(401).set('connection', 'close').end();
  };
}

function receive(inbound: BotInbound): RequestHandler {
  return async (request, response) => {
    const { status, body, afterwards } = await inbound.receive({
      authorization: request.headers.authorization,
      tenantHeader: request.get('x-ms-tenant-id'),
      body: request.body,
    });
    response.status(status);
    if (body === null) response.end();
    else response.json(body);
    await afterwards();
  };
}

const bodyErrorSchema = z.object({ status: z.number().int().min(400).max(499) });

/** What cannot be read cannot be verified: too large, no JSON, broken off. Anything else goes on. */
function refuseUnreadable({ report }: MessagesDeps): ErrorRequestHandler {
  return (error, _request, response, next) => {
    const parsed = bodyErrorSchema.safeParse(error);
    if (!parsed.success) return next(error);
    report({ kind: 'inbound-refused', cause: parsed.data.status === 413 ? 'body too large' : 'body' });
    response.status(401).set('connection', 'close').end();
  };
}
