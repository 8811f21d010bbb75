import type { Request, RequestHandler } from 'express';
import type { Person } from '../company/person.ts';
import type { RequestKind, RequestLog } from '../request-log.ts';
import { conversationIdOf } from './connector.ts';

interface LogDeps {
  readonly log: RequestLog;
  readonly people: () => readonly Person[];
  readonly realNow: () => number;
}

/** Notes every call of the bot when it is answered: whose chat it is about, never what was written. */
export function logCalls({ log, people, realNow }: LogDeps): RequestHandler {
  return (request, response, next) => {
    const started = realNow();
    const { method, originalUrl } = request;
    response.on('finish', () => {
      log.add({
        at: started,
        method,
        path: originalUrl,
        kind: kindOf(request),
        mailbox: personIn(originalUrl, people()),
        status: response.statusCode,
        milliseconds: realNow() - started,
      });
    });
    next();
  };
}

function kindOf({ method, originalUrl }: Request): RequestKind {
  if (method === 'PUT') return 'chat-replace';
  return originalUrl.endsWith('/conversations') ? 'chat-open' : 'chat-post';
}

/** Who is in the chat; of one that is only now opened that is not in the address. */
function personIn(url: string, people: readonly Person[]): string | null {
  const id = /\/conversations\/([^/?]+)/.exec(url)?.[1];
  if (id === undefined) return null;
  return people.find(({ objectId }) => conversationIdOf(objectId) === decodeURIComponent(id))?.key ?? null;
}
