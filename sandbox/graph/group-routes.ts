import express from 'express';
import type { Company } from '../company.ts';
import { seededGuid } from '../identity/registration.ts';
import { graphLink, type GraphDeps } from './graph-deps.ts';
import { GraphError } from './graph-error.ts';
import { parseCount } from './request-preferences.ts';

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 999;

/** Entra groups: one for each team, with its manager, a device and a group in it, as directories are. */
export function createGroupRoutes(deps: GraphDeps): express.Router {
  const router = express.Router();
  router.use('/groups', (_request, _response, next) => {
    if (!deps.graph.faults.groupsDenied) return next();
    const text = 'Insufficient privileges to complete the operation.';
    next(new GraphError(403, 'Authorization_RequestDenied', text));
  });
  router.get('/groups', (request, response) => {
    const filter = request.query['$filter'];
    const text = typeof filter === 'string' ? filter : '';
    const prefix = /^startswith\(displayName,'(.*)'\)$/.exec(text)?.[1] ?? '';
    const value = groupsOf(deps.company()).filter(({ displayName }) =>
      displayName.toLowerCase().startsWith(prefix.replaceAll("''", "'").toLowerCase()),
    );
    response.json({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#groups(id,displayName)',
      value: value.map(({ id, displayName }) => ({ id, displayName })),
    });
  });
  router.get('/groups/:group/transitiveMembers', (request, response) => {
    const id = String(request.params['group']).toLowerCase();
    const group = groupsOf(deps.company()).find((one) => one.id === id);
    if (!group) throw new GraphError(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist.`);
    const top = parseCount(request, '$top', DEFAULT_PAGE, LARGEST_PAGE);
    const skip = parseCount(request, '$skiptoken', 0, 1_000_000);
    const next = graphLink(request, `/groups/${id}/transitiveMembers`, {
      $select: 'id',
      $top: String(top),
      $skiptoken: String(skip + top),
    });
    response.json({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#directoryObjects(id)',
      ...(skip + top < group.members.length ? { '@odata.nextLink': next } : {}),
      value: group.members.slice(skip, skip + top),
    });
  });
  return router;
}

interface Member {
  readonly '@odata.type': string;
  readonly id: string;
}

function groupsOf(
  company: Company,
): { readonly id: string; readonly displayName: string; readonly members: readonly Member[] }[] {
  const objectId = (key: string): string =>
    company.people.find((person) => person.key === key)?.objectId ?? '';
  return company.teams.map((team) => {
    const id = seededGuid(objectId(team.managerKey), 'group');
    const member = (kind: string, memberId: string): Member => ({
      '@odata.type': `#microsoft.graph.${kind}`,
      id: memberId,
    });
    const people = [team.managerKey, ...team.repKeys].map((key) => member('user', objectId(key)));
    const others = ['group', 'device'].map((kind) => member(kind, seededGuid(id, kind)));
    return { id, displayName: `Sälj ${team.name}`, members: [...others, ...people] };
  });
}
