import express, { type Request } from 'express';
import type { Interval } from '../../shared/calendar/time.ts';
import type { CalendarItem } from '../calendar/calendar-entry.ts';
import { readCalendarView, readItem } from '../calendar/read-calendar.ts';
import type { Person } from '../company/person.ts';
import { lastChange, listTouchedKeys } from '../store/calendar-store.ts';
import { context, eventRow } from './calendar-routes.ts';
import { parseDeltaToken, writeDeltaToken, type DeltaToken, type RoundToken } from './delta-token.ts';
import { removedRow, stubRow, type EventRow } from './event-row.ts';
import { concerns, takeOne } from './faults.ts';
import { graphLink, personOf, type GraphDeps } from './graph-deps.ts';
import { GraphError } from './graph-error.ts';
import { parsePreferences, parseWindow, type Preferences } from './request-preferences.ts';

const DEFAULT_PAGE = 10;

/** `calendarView/delta`: query options count only in the first call, later ones go by the token alone. */
export function createDeltaRoutes(deps: GraphDeps): express.Router {
  const router = express.Router();
  router.get(
    ['/users/:user/calendarView/delta', '/users/:user/calendar/calendarView/delta'],
    async (request, response) => {
      const person = personOf(deps, request);
      const prefer = parsePreferences(request);
      const token = await tokenOf(deps, person, request);
      const page = await readPage(deps, person, token, prefer);
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

interface Page {
  readonly rows: readonly EventRow[];
  readonly next: DeltaToken;
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

async function readPage(
  deps: GraphDeps,
  person: Person,
  token: RoundToken,
  prefer: Preferences,
): Promise<Page> {
  const { faults } = deps.graph;
  const spoiled = concerns(faults, person.key);
  if (token.kind === 'initial' && token.offset < 0) {
    const first = { ...token, offset: 0 };
    if (faults.emptyFirstPage && spoiled) return { rows: [], next: first };
    return readPage(deps, person, first, prefer);
  }
  const rows = await roundRows(deps, person, token, prefer);
  const overflow = faults.pageOverflow && spoiled && rows.some((row) => row['type'] === 'occurrence');
  const size = overflow ? rows.length : pageSize(prefer);
  const page = rows.slice(token.offset, token.offset + size);
  const looping = faults.loopingPage && spoiled && page.length > 0;
  const repeated = faults.repeatedRows && spoiled;
  const sent = repeated
    ? [...page, ...rows.slice(Math.max(0, token.offset - 1), token.offset), ...page.slice(0, 2)]
    : page;
  if (looping) return { rows: sent, next: { ...token, turn: token.turn + 1 } };
  const offset = token.offset + size;
  return { rows: sent, next: offset < rows.length ? { ...token, offset } : settled(token) };
}

function settled({ generation, mailbox, start, end, seen }: RoundToken): DeltaToken {
  return { kind: 'settled', generation, mailbox, start, end, seen };
}

async function roundRows(
  deps: GraphDeps,
  person: Person,
  token: RoundToken,
  prefer: Preferences,
): Promise<EventRow[]> {
  if (token.kind === 'initial') {
    const items = await readCalendarView(deps.db, person.key, token);
    // Delta has no order worth relying on: by key it is none, yet stable from page to page.
    return items.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map((item) => rowOf(deps, item, prefer));
  }
  const keys = await listTouchedKeys(deps.db, person.key, token.after, token.seen);
  const rows: EventRow[] = [];
  for (const key of keys) {
    const item = await readItem(deps.db, person.key, key);
    if (item?.kind === 'seriesMaster') continue;
    if (item && !item.deleted && overlaps(item, token)) rows.push(rowOf(deps, item, prefer));
    else if (!item || item.deleted || deps.graph.faults.removedForOutOfWindow)
      rows.push(removedRow(key, prefer));
  }
  return rows;
}

function rowOf(deps: GraphDeps, item: CalendarItem, prefer: Preferences): EventRow {
  if (item.kind === 'occurrence' && deps.graph.faults.occurrenceStubs) return stubRow(item, prefer);
  return { '@odata.type': '#microsoft.graph.event', ...eventRow(deps, item, prefer) };
}

function overlaps(item: CalendarItem, window: Interval): boolean {
  return item.kind !== 'seriesMaster' && item.start < window.end && item.end > window.start;
}

function pageSize(prefer: Preferences): number {
  return prefer.maxPageSize ?? DEFAULT_PAGE;
}

function linkOf(request: Request, next: DeltaToken) {
  const path = `/users/${String(request.params['user'])}/calendarView/delta`;
  return next.kind === 'settled'
    ? { '@odata.deltaLink': graphLink(request, path, { $deltatoken: writeDeltaToken(next) }) }
    : { '@odata.nextLink': graphLink(request, path, { $skiptoken: writeDeltaToken(next) }) };
}
