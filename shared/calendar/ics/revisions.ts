import { DAY, type Instant } from '../time.ts';
import type { IcsEvent } from './ics-calendar.ts';
import { instantIn, placeEvent, positionIn, type Placement, type Position } from './placement.ts';
import type { ProblemCode } from './problem.ts';
import type { ZoneResolver } from './resolve-zone.ts';

/** What stands under one UID after all revisions and cancellations: a series or single event, and its changed occurrences. */
export interface Series {
  readonly master: PlacedEvent | null;
  readonly exceptions: readonly Exception[];
}

export interface PlacedEvent {
  readonly event: IcsEvent;
  readonly placement: Placement;
}

/** A changed occurrence: which one it was, and where it stands now. */
export interface Exception extends PlacedEvent {
  readonly position: Position;
}

type ReportOfEvent = (code: ProblemCode, event: IcsEvent) => void;

/**
 * Groups events by UID across all files and calendars, and leaves of each the revision that holds: highest SEQUENCE, then
 * latest DTSTAMP. Neither depends on the order in which they stand. An event without a UID is its own.
 */
export function reviseEvents(
  events: readonly IcsEvent[],
  zones: ZoneResolver,
  report: ReportOfEvent,
): readonly Series[] {
  const byUid = Map.groupBy(events, ({ uid }) => uid);
  const nameless = byUid.get(null) ?? [];
  byUid.delete(null);
  const groups = [...nameless.map((event) => [event]), ...byUid.values()];
  return groups.flatMap((group) => reviseGroup(group, zones, report));
}

function reviseGroup(
  group: readonly IcsEvent[],
  zones: ZoneResolver,
  report: ReportOfEvent,
): readonly Series[] {
  const [cancels, standing] = partition(
    group.flatMap((event) => withStart(event, report)),
    isCancellation,
  );
  const [changed, whole] = partition(standing, isOfOccurrence);
  const copies = changed.filter(({ rules }) => rules.length > 0);
  for (const copy of copies) report(whole.length > 0 ? 'rule-on-occurrence' : 'id-on-series', copy);
  // Beside a series of its own such an event is one occurrence (RFC 5545 3.8.4.4); alone it is Outlook's copy of a series.
  const runs =
    whole.length > 0 ? [whole] : [...Map.groupBy(copies, ({ start }) => JSON.stringify(start)).values()];
  const changes = whole.length > 0 ? changed : changed.filter(({ rules }) => rules.length === 0);
  const [occurrenceCancels, wholeCancels] = partition(cancels, isOfOccurrence);
  const reached = cancelledBy(wholeCancels);
  const masters = runs.flatMap((revisions) => placed(reached(latest(revisions)), zones));
  const exceptions = [...changes.map(reached), ...occurrenceCancels.map(asCancelled)];
  if (masters.length > 0 || exceptions.length > 0) return assignExceptions(masters, exceptions, zones);
  // Of what was cancelled nothing else is left: it stands here as cancelled.
  return wholeCancels.length === 0
    ? []
    : placed(asCancelled(latest(wholeCancels)), zones).map((master) => ({ master, exceptions: [] }));
}

/** A cancelled occurrence may leave its start out; anything else without one stands nowhere. */
function withStart(event: IcsEvent, report: ReportOfEvent): readonly IcsEvent[] {
  if (event.start !== null || isCancellation(event))
    return [{ ...event, start: event.start ?? event.recurrenceId }];
  report('start-missing', event);
  return [];
}

/** A message that takes an event back, or an event that holds nothing but that. */
function isCancellation({ calendar, isCancelled, start }: IcsEvent): boolean {
  return calendar.method === 'CANCEL' || (isCancelled && start === null);
}

function isOfOccurrence({ recurrenceId }: IcsEvent): boolean {
  return recurrenceId !== null;
}

/** Cancellations reach every revision that is no younger; its calendar and its place in the file do not matter. */
function cancelledBy(cancels: readonly IcsEvent[]): (event: IcsEvent) => IcsEvent {
  const upTo = cancels.reduce((most, { sequence }) => Math.max(most, sequence), -Infinity);
  return (event) => (event.sequence <= upTo ? asCancelled(event) : event);
}

function asCancelled(event: IcsEvent): IcsEvent {
  return { ...event, isCancelled: true };
}

function assignExceptions(
  masters: readonly PlacedEvent[],
  changes: readonly IcsEvent[],
  zones: ZoneResolver,
): readonly Series[] {
  const ordered = masters.toSorted((a, b) => beginOf(a) - beginOf(b));
  const begins = ordered.map(beginOf);
  const found = Map.groupBy(
    changes.flatMap((event) => placeException(event, ordered, begins, zones)),
    ({ master }) => master,
  );
  const series = ordered.length === 0 ? [null] : ordered;
  return series.map((master) => ({
    master,
    exceptions: latestOfEachPosition(found.get(master) ?? []),
  }));
}

interface Found extends Exception {
  readonly master: PlacedEvent | null;
}

/** Which occurrence of which run: the last one that had begun by then. `begins` are the runs' own, in order. */
function placeException(
  event: IcsEvent,
  masters: readonly PlacedEvent[],
  begins: readonly Instant[],
  zones: ZoneResolver,
): readonly Found[] {
  const { recurrenceId } = event;
  const [own] = placed(event, zones);
  if (recurrenceId === null || own === undefined) return [];
  const positionOf = (master: PlacedEvent): Position =>
    positionIn(recurrenceId, master.placement, event.calendar, zones);
  // Runs of one series are on the same clock; where the first to begin says when it was, the others agree.
  const reached = endOf(positionOf(masters[0] ?? own));
  const master = masters[Math.max(0, countUpTo(begins, reached) - 1)] ?? null;
  return [{ ...own, master, position: positionOf(master ?? own) }];
}

/** Until when a position may begin; a day may in any zone. */
function endOf(position: Position): Instant {
  return 'at' in position ? position.at : (position.day + 1) * DAY;
}

/** How many of the instants, in order, are no later than another. */
function countUpTo(instants: readonly Instant[], last: Instant): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instants[middle] ?? Infinity) <= last) low = middle + 1;
    else high = middle;
  }
  return low;
}

function beginOf({ placement }: PlacedEvent): Instant {
  return instantIn(placement, placement.start);
}

function latestOfEachPosition(exceptions: readonly Found[]): readonly Exception[] {
  return [...Map.groupBy(exceptions, ({ position }) => JSON.stringify(position)).values()].map((same) => {
    const event = latest(same.map((exception) => exception.event));
    return same.find((exception) => exception.event === event) ?? first(same);
  });
}

function placed(event: IcsEvent, zones: ZoneResolver): readonly PlacedEvent[] {
  return event.start === null ? [] : [{ event, placement: placeEvent(event, event.start, zones) }];
}

/** The revision that holds. Of two with the same number a cancellation does, whenever it was written, then the later one. */
function latest(revisions: readonly IcsEvent[]): IcsEvent {
  return revisions.reduce((best, event) => (compareRevisions(event, best) > 0 ? event : best));
}

function compareRevisions(a: IcsEvent, b: IcsEvent): number {
  return (
    a.sequence - b.sequence ||
    Number(a.calendar.method === 'CANCEL') - Number(b.calendar.method === 'CANCEL') ||
    a.stamp - b.stamp ||
    (a.lastModifiedAt ?? 0) - (b.lastModifiedAt ?? 0) ||
    compareText(contentOf(a), contentOf(b))
  );
}

/** Two that differ in nothing but their place are the same; what else differs settles it the same way in any order. */
function contentOf(event: IcsEvent): string {
  return JSON.stringify({ ...event, calendar: null, line: 0 });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function first<T>(list: readonly T[]): T {
  const [item] = list;
  if (item === undefined) throw new RangeError('A group has at least one member');
  return item;
}

function partition<T>(list: readonly T[], fits: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [list.filter(fits), list.filter((item) => !fits(item))];
}
