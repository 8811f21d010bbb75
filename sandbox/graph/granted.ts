import type { RequestHandler } from 'express';
import type { Faults } from './faults.ts';
import type { GraphDeps } from './graph-deps.ts';
import { GraphError } from './graph-error.ts';

const INSTALLS = 'TeamsAppInstallation.ReadWriteSelfForUser.All';
const CONSENTED = [
  'Calendars.Read',
  'User.Read.All',
  'MailboxSettings.Read',
  'GroupMember.Read.All',
  INSTALLS,
];

/** What the pretend admin consented to. */
export function grantedTo(faults: Faults): string[] {
  return CONSENTED.map((name) =>
    name === 'Calendars.Read' && faults.readBasicOnly ? 'Calendars.ReadBasic.All' : name,
  ).filter((name) => !faults.notGranted.includes(name));
}

const MAILBOX = 'ErrorAccessDenied';
const DIRECTORY = 'Authorization_RequestDenied';
/** Which permission each path asks for, the first that fits, and what the refusal is called there. */
const NEEDED: readonly (readonly [RegExp, string, string])[] = [
  [/^\/users\/[^/]+\/mailboxSettings/i, 'MailboxSettings.Read', MAILBOX],
  [/^\/users\/[^/]+\/(calendar|events)/i, 'Calendars.Read', MAILBOX],
  [/^\/users\/[^/]+\/teamwork/i, INSTALLS, 'Forbidden'],
  [/^\/appCatalogs/i, INSTALLS, 'Forbidden'],
  [/^\/subscriptions/i, 'Calendars.Read', MAILBOX],
  [/^\/groups/i, 'GroupMember.Read.All', DIRECTORY],
  [/^\/users/i, 'User.Read.All', DIRECTORY],
];

/** Refuses what was not granted, as Graph does it, whatever the token says. */
export function requirePermission({ graph: { faults } }: GraphDeps): RequestHandler {
  return (request, _response, next) => {
    const [, permission, code] = NEEDED.find(([path]) => path.test(request.path)) ?? [];
    if (permission === undefined || code === undefined || !faults.notGranted.includes(permission))
      return next();
    next(new GraphError(403, code, 'Insufficient privileges to complete the operation.'));
  };
}
