import type { Interval } from '../../shared/calendar/time.ts';
import type { CalendarItem } from '../calendar/calendar-entry.ts';
import { parseOccurrenceKey } from '../calendar/graph-id.ts';
import { readCalendarView, readItems } from '../calendar/read-calendar.ts';
import type { Person } from '../company/person.ts';
import { listTouchedKeys } from '../store/calendar-store.ts';
import type { DeltaToken, RoundToken } from './delta-token.ts';
import { removedRow, stubRow, type EventRow } from './event-row.ts';
import { behaves, isOn } from './faults.ts';
import { GraphError } from './graph-error.ts';
import type { GraphDeps } from './graph-deps.ts';
import type { Preferences } from './request-preferences.ts';
import { eventRow } from './spoiled-row.ts';

const DEFAULT_PAGE = 10;
const DAY = 86_400_000;

export interface DeltaPage {
  readonly rows: readonly EventRow[];
  readonly next: DeltaToken;
}

/** One page of a delta round, and the token that leads on: inside the round, or between two. */
export async function readDeltaPage(
  deps: GraphDeps,
  person: Person,
  token: RoundToken,
  prefer: Preferences,
): Promise<DeltaPage> {
  const { faults } = deps.graph;
  const { key } = person;
  if (token.kind === 'initial' && token.offset < 0) {
    const first = { ...token, offset: 0 };
    if (behaves(faults, 'emptyFirstPage', key)) return { rows: [], next: first };
    return readDeltaPage(deps, person, first, prefer);
  }
  refuseWideWindow(deps, token);
  const rows = await roundRows(deps, person, token, prefer);
  const overflow = isOn(faults, 'pageOverflow', key) && rows.some((row) => row['type'] === 'occurrence');
  const size = overflow ? rows.length : pageSize(prefer);
  const page = rows.slice(token.offset, token.offset + size);
  const sent = isOn(faults, 'repeatedRows', key) ? repeated(page, rows, token.offset) : page;
  if (isOn(faults, 'loopingPage', key) && page.length > 0) {
    return { rows: sent, next: { ...token, turn: token.turn + 1 } };
  }
  const offset = token.offset + size;
  return { rows: sent, next: offset < rows.length ? { ...token, offset } : settled(token) };
}

export function pageSize(prefer: Preferences): number {
  return prefer.maxPageSize ?? DEFAULT_PAGE;
}

function refuseWideWindow({ graph: { faults } }: GraphDeps, token: RoundToken): void {
  const widest = faults.widestWindowDays;
  if (widest === null || token.end - token.start <= widest * DAY) return;
  throw new GraphError(503, 'UnknownError', '');
}

/** The page with the last row of the page before, and with its own first rows again. */
function repeated(page: readonly EventRow[], rows: readonly EventRow[], offset: number): EventRow[] {
  return [...page, ...rows.slice(Math.max(0, offset - 1), offset), ...page.slice(0, 2)];
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
    const items = (await readCalendarView(deps.db, person.key, token)).filter((item) => isTold(deps, item));
    // Delta has no order worth relying on: by key it is none, yet stable from page to page.
    return items.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map((item) => rowOf(deps, item, prefer));
  }
  if (token.seen <= token.after) return [];
  const keys = await listTouchedKeys(deps.db, person.key, token.after, token.seen);
  const items = await readItems(deps.db, person.key, keys);
  return keys.flatMap((key) => touchedRow(deps, person, key, items.get(key) ?? null, token, prefer) ?? []);
}

/** What delta says of a touched item; null where it keeps silent. */
function touchedRow(
  deps: GraphDeps,
  person: Person,
  key: string,
  item: CalendarItem | null,
  window: Interval,
  prefer: Preferences,
): EventRow | null {
  const { faults } = deps.graph;
  if (item?.kind === 'seriesMaster' || (item && !isTold(deps, item))) return null;
  if (item && !item.deleted) {
    if (item.start < window.end && item.end > window.start) return rowOf(deps, item, prefer);
    return behaves(faults, 'removedForOutOfWindow', person.key) ? removedRow(key, prefer) : null;
  }
  const silent = isOn(faults, 'silentOccurrenceRemoval', person.key) && parseOccurrenceKey(key) !== null;
  return silent ? null : removedRow(key, prefer);
}

function isTold(deps: GraphDeps, item: CalendarItem): boolean {
  const ownSeries = item.masterKey !== null && item.content.isOrganizer;
  return !(ownSeries && isOn(deps.graph.faults, 'deltaMissesOwnSeries', item.mailbox));
}

function rowOf(deps: GraphDeps, item: CalendarItem, prefer: Preferences): EventRow {
  const stub = item.kind === 'occurrence' && behaves(deps.graph.faults, 'occurrenceStubs', item.mailbox);
  if (stub) return stubRow(item, prefer);
  return { '@odata.type': '#microsoft.graph.event', ...eventRow(deps, item, prefer) };
}
