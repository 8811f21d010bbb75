import type { RequestHandler } from 'express';
import { behaves, isOn, takeOne } from './faults.ts';
import type { GraphDeps } from './graph-deps.ts';
import { GraphError } from './graph-error.ts';
import type { RequestKind } from '../request-log.ts';

const GRAPH = 'https://graph.microsoft.com';
/** Outlook lets an app run this many requests on one mailbox at a time. */
const CONCURRENT = 4;

/** A live app token of the pretend identity, or 401. */
export function requireToken({ identity }: GraphDeps): RequestHandler {
  return async (request, _response, next) => {
    const token = /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1];
    if (token !== undefined && (await identity.verifyAppToken(token, GRAPH))) return next();
    next(new GraphError(401, 'InvalidAuthenticationToken', 'Access token is empty, expired or not ours.'));
  };
}

/** Notes every request when it is answered. */
export function logRequests(deps: GraphDeps): RequestHandler {
  return (request, response, next) => {
    const started = deps.realNow();
    const { method, originalUrl } = request;
    const [path = ''] = originalUrl.split('?');
    const mailbox = mailboxIn(deps, path);
    const kind = kindOf(path, originalUrl);
    response.on('finish', () => {
      const milliseconds = deps.realNow() - started;
      deps.graph.log.add({
        at: started,
        method,
        path: originalUrl,
        kind,
        mailbox,
        status: response.statusCode,
        milliseconds,
      });
    });
    next();
  };
}

/** The faults that hit any request, before it is looked at. */
export function spoilRequests(deps: GraphDeps): RequestHandler {
  return (request, response, next) => {
    const { faults } = deps.graph;
    const mailbox = mailboxIn(deps, request.originalUrl);
    if (takeOne(faults, 'hangs', mailbox)) return;
    if (takeOne(faults, 'resetConnections', mailbox)) return void request.socket.destroy();
    if (takeOne(faults, 'throttle429', mailbox)) {
      throw new GraphError(429, 'TooManyRequests', 'Too many requests.', retryAfter(deps));
    }
    if (takeOne(faults, 'serverError5xx', mailbox)) {
      if (!faults.htmlErrors) throw new GraphError(faults.serverErrorStatus, 'UnknownError', '');
      const page = '<html><body><h1>Service unavailable</h1></body></html>';
      return void response.status(faults.serverErrorStatus).type('html').send(page);
    }
    if (mailbox === null) return next();
    if (isOn(faults, 'mailboxGone', mailbox)) {
      const text = 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.';
      throw new GraphError(404, 'MailboxNotEnabledForRESTAPI', text);
    }
    if (isOn(faults, 'accessDenied', mailbox)) {
      throw new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
    }
    if (isOn(faults, 'odataDisabled', mailbox))
      throw new GraphError(403, 'ErrorAccessDenied', 'Access to OData is disabled.');
    next();
  };
}

/** Outlook's own limit: so many requests of an app on one mailbox at a time. */
export function limitConcurrency(deps: GraphDeps): RequestHandler {
  const running = new Map<string, number>();
  return (request, response, next) => {
    const mailbox = mailboxIn(deps, request.originalUrl);
    if (mailbox === null) return next();
    const others = running.get(mailbox) ?? 0;
    if (others >= CONCURRENT && behaves(deps.graph.faults, 'mailboxConcurrency', mailbox)) {
      const text = 'Application is over its MailboxConcurrency limit.';
      throw new GraphError(429, 'ApplicationThrottled', text, retryAfter(deps));
    }
    running.set(mailbox, others + 1);
    response.on('close', () => running.set(mailbox, (running.get(mailbox) ?? 1) - 1));
    next();
  };
}

function retryAfter({ graph: { faults } }: GraphDeps): Record<string, string> {
  return faults.retryAfterSeconds === null ? {} : { 'retry-after': String(faults.retryAfterSeconds) };
}

/** Requests below `/users/{id}/…` that reach the mailbox itself; reading a user or a manager does not. */
function mailboxIn(deps: GraphDeps, url: string): string | null {
  const [, user] = /\/users\/([^/?]+)\/(?:calendar|events|mailboxSettings)/i.exec(url) ?? [];
  if (user === undefined) return null;
  const id = decodeURIComponent(user).toLowerCase();
  return deps.company().people.find((one) => one.objectId === id || one.address === id)?.key ?? null;
}

function kindOf(path: string, url: string): RequestKind {
  if (path.endsWith('/$batch')) return 'batch';
  if (path.includes('/subscriptions')) return 'subscription';
  if (path.endsWith('/calendarView/delta'))
    return /deltatoken|skiptoken/i.test(url) ? 'delta' : 'delta-initial';
  if (path.endsWith('/calendarView')) return 'calendar-view';
  if (path.endsWith('/instances')) return 'instances';
  if (path.includes('/events/')) return 'event';
  if (path.endsWith('/mailboxSettings')) return 'mailbox-settings';
  if (path.endsWith('/manager')) return 'manager';
  if (path.endsWith('/users')) return 'users';
  return /\/users\/[^/]+$/.test(path) ? 'user' : 'other';
}
