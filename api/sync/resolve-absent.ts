import type { EventContext } from '../../shared/calendar/parse-graph-event.ts';
import { type Instant, type Interval, MINUTE } from '../../shared/calendar/time.ts';
import type { GoneEvidence } from '../../shared/moves/detect-move.ts';
import type { GraphPort } from '../graph/port.ts';
import type { Vault } from '../store/encryption.ts';
import type { KnownEvent, KnownVersion } from '../store/known-events.ts';
import { type ReadEvent, readEvents } from './read-events.ts';
import { catchNotHere, type DescribedMaster, type Masters, NOT_HERE } from './series-masters.ts';

/** What became of an event that a plain read of its time no longer shows. */
export type Resolution =
  | { readonly kind: 'moved'; readonly known: KnownEvent; readonly read: ReadEvent }
  | Gone;

export interface Gone {
  readonly kind: 'gone';
  readonly known: KnownEvent;
  /** Null where its end was seen before: then this is no second change (fault F13). */
  readonly evidence: GoneEvidence | null;
  /** Whether its series went, or changed so that it no longer falls there; null = nobody says. */
  readonly withSeries: boolean | null;
  /** When its series was last modified, which shows the change; null where nothing is left that could show it. */
  readonly modifiedAt: Instant | null;
}

interface ResolveDeps {
  readonly graph: GraphPort;
  readonly vault: Vault;
}

/**
 * Asks for each missing event: of a series its master, for only that tells whether an occurrence was taken out, moved far
 * away or went with its series (fault F5); else the mailbox. An event that answers from another place, and that a view of
 * that place shows, was moved there. Any other that still answers lies among the deleted items. Rejects with
 * `GraphFailure`; then nothing may be concluded.
 */
export async function resolveAbsent(
  absent: readonly KnownEvent[],
  masters: Masters,
  readInterval: Interval,
  deps: ResolveDeps,
  context: EventContext,
): Promise<Resolution[]> {
  const resolutions = absent.map(async (known): Promise<Resolution[]> => {
    const { current } = known;
    if (current === null) return [];
    if (current.isCancelled || current.response === 'declined') return [gone(known, null, false)];
    const master = known.seriesMasterId === null ? undefined : masters.get(known.seriesMasterId);
    if (master === null) return [gone(known, goneFrom(current), true)];
    if (master?.isDeleted) return [gone(known, master.isCancelled ? 'cancelled' : goneFrom(current), true)];
    const told = master && resolveBySeries(known, current, master, readInterval);
    return told ? [told] : ask(known, current, readInterval, deps, context);
  });
  return (await Promise.all(resolutions)).flat();
}

/** Null where the master does not tell. */
function resolveBySeries(
  known: KnownEvent,
  current: KnownVersion,
  { cancelled, exceptions, modifiedAt }: DescribedMaster,
  readInterval: Interval,
): Resolution | null {
  const exception = exceptions?.find(
    ({ event, instanceKey }) => event.id === known.graphId || instanceKey === known.instanceKey,
  );
  if (exception !== undefined)
    return isElsewhere(exception, current, readInterval)
      ? { kind: 'moved', known, read: exception }
      : goneOf(known, current, exception);
  if (cancelled === null || exceptions === null) return null;
  return { ...gone(known, goneFrom(current), !cancelled.has(known.instanceKey)), modifiedAt };
}

async function ask(
  known: KnownEvent,
  current: KnownVersion,
  readInterval: Interval,
  { graph, vault }: ResolveDeps,
  context: EventContext,
): Promise<Resolution[]> {
  const isSingle = known.seriesMasterId === null;
  const row = await graph.fetchEvent(context.mailbox, known.graphId).catch(catchNotHere);
  // Another mailbox stands in the place of the one that had it: not here, and nobody took it out.
  if (row === NOT_HERE) return [gone(known, null, false)];
  if (row === null) return [gone(known, goneFrom(current), isSingle ? false : null)];
  const [read] = readEvents([row], vault, context).events;
  // Unreadable: it exists, so it is not gone, and what it has become will be seen when it can be read.
  if (read === undefined) return [];
  const isMoved = isElsewhere(read, current, readInterval) && (await isShown(read, graph, context));
  return [isMoved ? { kind: 'moved', known, read } : goneOf(known, current, read)];
}

/** What was moved and then deleted answers with its last time from among the deleted items: a view there shows nothing. */
async function isShown({ event }: ReadEvent, graph: GraphPort, { mailbox }: EventContext): Promise<boolean> {
  const { id, start, end } = event;
  const rows = await graph.fetchCalendarView(mailbox, { start, end: Math.max(end, start + MINUTE) });
  return rows.some((row) => typeof row === 'object' && row !== null && 'id' in row && row.id === id);
}

function isElsewhere({ event }: ReadEvent, current: KnownVersion, { start, end }: Interval): boolean {
  const isOutside = event.start >= end || event.end <= start;
  return isOutside || event.start !== current.start || event.end !== current.end;
}

function goneOf(known: KnownEvent, current: KnownVersion, { event }: ReadEvent): Gone {
  if (event.isCancelled) return gone(known, 'cancelled', false);
  return gone(known, event.response === 'declined' ? 'declined' : goneFrom(current), false);
}

function gone(known: KnownEvent, evidence: GoneEvidence | null, withSeries: boolean | null): Gone {
  return { kind: 'gone', known, evidence, withSeries, modifiedAt: null };
}

function goneFrom(current: KnownVersion): GoneEvidence {
  return current.isOrganizer ? 'gone-own' : 'gone-copy';
}
