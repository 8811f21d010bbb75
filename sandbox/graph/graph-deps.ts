import type { Request } from 'express';
import type { Person } from '../company/person.ts';
import type { TeamsChat } from '../connector/teams-chat.ts';
import type { SandboxInside } from '../inside.ts';
import { userNotFound } from './graph-error.ts';

/** What the pretend Graph stands on. */
export type GraphDeps = Pick<SandboxInside, 'db' | 'company' | 'identity' | 'generation' | 'realNow'> & {
  readonly teams: { readonly chat: Pick<TeamsChat, 'isInstalled' | 'install'> };
  readonly graph: Pick<SandboxInside['graph'], 'faults' | 'log'>;
};

/** The person in the path, by object id or user principal name. */
export function personOf(deps: GraphDeps, request: Request): Person {
  const id = String(request.params['user']);
  const person = deps
    .company()
    .people.find((one) => one.objectId === id.toLowerCase() || one.address === id.toLowerCase());
  if (!person) throw userNotFound(id);
  return person;
}

/** Links carry the host that the client asked for, over https, never the emulator's own port. */
export function graphLink(request: Request, path: string, query: Record<string, string>): string {
  return `https://${request.get('host') ?? 'graph.microsoft.com'}/v1.0${path}?${new URLSearchParams(query).toString()}`;
}
