import express from 'express';
import type { CalendarItem } from '../calendar/calendar-entry.ts';
import { fromGraphId, toGraphId } from '../calendar/graph-id.ts';
import { readCalendarView, readItem } from '../calendar/read-calendar.ts';
import { listExceptions } from '../store/calendar-store.ts';
import { oid } from './event-row.ts';
import { isOn } from './faults.ts';
import { graphLink, personOf, type GraphDeps } from './graph-deps.ts';
import { badRequest, itemNotFound } from './graph-error.ts';
import { eventRow, selectFields } from './spoiled-row.ts';
import {
  parseCount,
  parsePreferences,
  parseSelect,
  parseWindow,
  type Preferences,
} from './request-preferences.ts';

const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 1_000;

/** Plain reads: calendar views, single events with their masters, and a series' instances. */
export function createCalendarRoutes(deps: GraphDeps): express.Router {
  const router = express.Router();
  router.get(
    ['/users/:user/calendarView', '/users/:user/calendar/calendarView'],
    async (request, response) => {
      const person = personOf(deps, request);
      const items = await readCalendarView(deps.db, person.key, parseWindow(request));
      answerPage(deps, request, response, items, `/users/${String(request.params['user'])}/calendarView`);
    },
  );
  router.get('/users/:user/events/:event', async (request, response) => {
    const person = personOf(deps, request);
    const prefer = parsePreferences(request);
    const item = await findItem(deps, person.key, String(request.params['event']));
    const row = { ...eventRow(deps, item, prefer), ...(await masterFields(deps, item, prefer)) };
    response.json({
      '@odata.context': context(person.objectId, true),
      ...selectFields(deps, item, row, parseSelect(request)),
    });
  });
  router.get('/users/:user/events/:event/instances', async (request, response) => {
    const person = personOf(deps, request);
    const master = await findItem(deps, person.key, String(request.params['event']));
    if (master.kind !== 'seriesMaster') throw badRequest('The event is no series master.');
    const view = await readCalendarView(deps.db, person.key, parseWindow(request));
    const path = `/users/${person.objectId}/events/${String(request.params['event'])}/instances`;
    answerPage(
      deps,
      request,
      response,
      view.filter((item) => item.masterKey === master.key),
      path,
    );
  });
  return router;
}

export function context(objectId: string, one = false): string {
  return `https://graph.microsoft.com/v1.0/$metadata#users('${objectId}')/calendarView${one ? '/$entity' : ''}`;
}

function answerPage(
  deps: GraphDeps,
  request: express.Request,
  response: express.Response,
  items: readonly CalendarItem[],
  path: string,
): void {
  const prefer = parsePreferences(request);
  const select = parseSelect(request);
  const top = Math.max(1, parseCount(request, '$top', prefer.maxPageSize ?? DEFAULT_PAGE, LARGEST_PAGE));
  const skip = parseCount(request, '$skip', 0, 1_000_000);
  const value = items
    .slice(skip, skip + top)
    .map((item) => selectFields(deps, item, eventRow(deps, item, prefer), select));
  const query = Object.fromEntries(
    Object.entries(request.query).flatMap(([k, v]) => (typeof v === 'string' ? [[k, v]] : [])),
  );
  const next = graphLink(request, path, { ...query, $top: String(top), $skip: String(skip + top) });
  response.json({
    '@odata.context': context(personOf(deps, request).objectId),
    ...(skip + top < items.length ? { '@odata.nextLink': next } : {}),
    value,
  });
}

async function findItem(deps: GraphDeps, mailbox: string, id: string): Promise<CalendarItem> {
  const key = fromGraphId(id);
  const item = key === null ? null : await readItem(deps.db, mailbox, key);
  if (!item) throw itemNotFound();
  if (item.deleted && !isOn(deps.graph.faults, 'deletedStillReadable', mailbox)) throw itemNotFound();
  return item;
}

/** Only a master read by id tells which of its occurrences were cancelled or moved. */
async function masterFields(deps: GraphDeps, item: CalendarItem, prefer: Preferences): Promise<object> {
  if (item.kind !== 'seriesMaster') return {};
  const exceptions = (await listExceptions(deps.db, item.mailbox)).filter(
    (exception) => exception.masterKey === item.key && !exception.deleted,
  );
  return {
    cancelledOccurrences: item.content.cancelledDates.map((date) => oid(item.key, date, prefer.idFormat)),
    exceptionOccurrences: exceptions.map((exception) => ({
      ...eventRow(deps, exception, prefer),
      id: toGraphId(exception.key, prefer.idFormat),
    })),
  };
}
