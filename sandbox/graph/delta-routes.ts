import express, { type Request } from 'express';
import type { Person } from '../company/person.ts';
import { lastChange } from '../store/calendar-store.ts';
import { context } from './calendar-routes.ts';
import { pageSize, readDeltaPage } from './delta-round.ts';
import { parseDeltaToken, writeDeltaToken, type DeltaToken, type RoundToken } from './delta-token.ts';
import { concerns, takeOne } from './faults.ts';
import { graphLink, personOf, type GraphDeps } from './graph-deps.ts';
import { GraphError } from './graph-error.ts';
import { parsePreferences, parseWindow } from './request-preferences.ts';

/** `calendarView/delta`: query options count only in the first call, later ones go by the token alone. */
export function createDeltaRoutes(deps: GraphDeps): express.Router {
  const router = express.Router();
  router.get(
    ['/users/:user/calendarView/delta', '/users/:user/calendar/calendarView/delta'],
    async (request, response) => {
      const person = personOf(deps, request);
      const prefer = parsePreferences(request);
      const token = await tokenOf(deps, person, request);
      const page = await readDeltaPage(deps, person, token, prefer);
      response.set('preference-applied', `odata.track-changes, odata.maxpagesize=${pageSize(prefer)}`);
      response.json({
        '@odata.context': context(person.objectId).replace('calendarView', 'Collection(event)'),
        ...linkOf(request, page.next),
        value: page.rows,
      });
    },
  );
  return router;
}

/** What the request stands for: a new round, or the place in one that its token names. */
async function tokenOf(deps: GraphDeps, person: Person, request: Request): Promise<RoundToken> {
  const text = request.query['$skiptoken'] ?? request.query['$deltatoken'];
  const visible = () => lastChange(deps.db, person.key, deps.realNow() - lag(deps, person));
  if (typeof text !== 'string') {
    const window = parseWindow(request);
    const base = { generation: deps.generation(), mailbox: person.key, ...window };
    return { ...base, kind: 'initial', seen: await visible(), offset: -1, turn: 0 };
  }
  const token = parseDeltaToken(text);
  refuseStale(deps, person, token, request);
  if (token.kind !== 'settled') return token;
  const { generation, mailbox, start, end, seen } = token;
  const upTo = Math.max(seen, await visible());
  return { kind: 'changes', generation, mailbox, start, end, after: seen, seen: upTo, offset: 0, turn: 0 };
}

function lag(deps: GraphDeps, person: Person): number {
  return concerns(deps.graph.faults, person.key) ? deps.graph.faults.laggingDeltaMs : 0;
}

function refuseStale(deps: GraphDeps, person: Person, token: DeltaToken, request: Request): void {
  if (token.mailbox !== person.key) {
    throw new GraphError(400, 'InvalidDeltaToken', 'The delta token belongs to another mailbox.');
  }
  const stale = token.generation !== deps.generation();
  if (!stale && !takeOne(deps.graph.faults, 'gone410', person.key)) return;
  const { resyncCode } = deps.graph.faults;
  const message = `The sync state generation is not found; generation=${token.generation};[highest=${deps.generation() + 1}]`;
  if (resyncCode !== null) throw new GraphError(400, resyncCode, message);
  const restart = graphLink(request, `/users/${person.objectId}/calendarView/delta`, { $deltatoken: '' });
  throw new GraphError(410, 'SyncStateNotFound', message, { location: restart });
}

function linkOf(request: Request, next: DeltaToken) {
  const path = `/users/${String(request.params['user'])}/calendarView/delta`;
  return next.kind === 'settled'
    ? { '@odata.deltaLink': graphLink(request, path, { $deltatoken: writeDeltaToken(next) }) }
    : { '@odata.nextLink': graphLink(request, path, { $skiptoken: writeDeltaToken(next) }) };
}
