import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { z } from 'zod';
import type { BotInbound } from './ports.ts';

/** Far above any activity of ours, far below what would hurt. */
const LARGEST_BODY = '256kb';

/** `POST /` for the Bot Framework, to be mounted at `/bot/messages`. Errors have empty bodies. */
export function createMessagesRouter(inbound: BotInbound): express.Router {
  const router = express.Router();
  router.post('/', express.json({ limit: LARGEST_BODY }), receive(inbound));
  router.use(refuseUnreadable);
  return router;
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

/** What the body parser says of a body that is too large or no JSON; anything else goes on. */
const refuseUnreadable: ErrorRequestHandler = (error, _request, response, next) => {
  const parsed = bodyErrorSchema.safeParse(error);
  if (parsed.success) response.status(parsed.data.status).end();
  else next(error);
};
