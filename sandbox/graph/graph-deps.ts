import type { Request } from 'express';
import type { Company } from '../company.ts';
import type { Person } from '../company/person.ts';
import type { Identity } from '../identity/identity.ts';
import type { SandboxDatabase } from '../store/sandbox-database.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Faults } from './faults.ts';
import { userNotFound } from './graph-error.ts';
import type { RequestLog } from './request-log.ts';

/** What the pretend Graph stands on. */
export interface GraphDeps {
  readonly db: SandboxDatabase;
  /** A function, because a reset gives the company new weeks. */
  readonly company: () => Company;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: RequestLog;
  /** Rises at each reset: tokens of an earlier generation are gone. */
  readonly generation: () => number;
  readonly realNow: () => number;
}

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
