import { instanceKeyOf } from '../../shared/calendar/identity.ts';
import type { EventContext } from '../../shared/calendar/parse-graph-event.ts';
import type { Instant, Interval } from '../../shared/calendar/time.ts';
import type { GoneEvidence } from '../../shared/moves/detect-move.ts';
import type { GraphPort, SeriesMaster } from '../graph/port.ts';
import type { Vault } from '../store/encryption.ts';
import { meetingFingerprint } from '../store/event-fingerprints.ts';
import type { KnownEvent, KnownVersion } from '../store/known-events.ts';
import { type ReadEvent, readEvents } from './read-events.ts';

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

/** Masters of series by their id; null = the mailbox no longer has it. */
export type Masters = ReadonlyMap<string, SeriesMaster | null>;

interface ResolveDeps {
  readonly graph: GraphPort;
  readonly vault: Vault;
}

/** Reads the masters of series. Rejects with `GraphFailure`; then nothing may be concluded. */
export async function fetchMasters(
  ids: ReadonlySet<string>,
  { graph }: ResolveDeps,
  { mailbox }: EventContext,
): Promise<Masters> {
  const read = [...ids].map(async (id) => [id, await graph.fetchSeriesMaster(mailbox, id)] as const);
  return new Map(await Promise.all(read));
}

/**
 * Asks for each missing event: of a series its master, for only that tells whether an occurrence was taken out, moved far
 * away or went with its series (fault F5); else the mailbox. An event that answers from outside `readInterval` was moved
 * there. One that still answers at its old place lies among the deleted items. Rejects with `GraphFailure`; then nothing
 * may be concluded.
 */
export async function resolveAbsent(
  absent: readonly KnownEvent[],
  masters: Masters,
  readInterval: Interval,
  deps: ResolveDeps,
  context: EventContext,
): Promise<Resolution[]> {
  const series = new Map(
    [...masters].map(([id, master]) => [id, master && describeMaster(master, deps, context)]),
  );
  const resolutions = absent.map(async (known): Promise<Resolution[]> => {
    const { current } = known;
    if (current === null) return [];
    if (current.isCancelled || current.response === 'declined') return [gone(known, null, false)];
    const master = known.seriesMasterId === null ? undefined : series.get(known.seriesMasterId);
    if (master === null) return [gone(known, goneFrom(current), true)];
    const told = master && resolveBySeries(known, current, master, readInterval);
    return told ? [told] : ask(known, current, readInterval, deps, context);
  });
  return (await Promise.all(resolutions)).flat();
}

interface DescribedMaster {
  readonly modifiedAt: Instant | null;
  /** Keys of the occurrences that were taken out; null where Graph does not say. */
  readonly cancelled: ReadonlySet<string> | null;
  readonly exceptions: readonly ReadEvent[] | null;
}

function describeMaster(
  master: SeriesMaster,
  { vault }: ResolveDeps,
  context: EventContext,
): DescribedMaster {
  const { cancelledOccurrences, exceptions } = master;
  const keyOf = (occurrenceId: string): string =>
    meetingFingerprint(
      vault,
      instanceKeyOf({
        mailbox: context.mailbox,
        id: '',
        type: 'occurrence',
        seriesMasterId: master.id,
        uid: null,
        iCalUId: master.iCalUId,
        occurrenceId,
        originalStartDate: null,
        startDate: '',
      }),
    ).toString('hex');
  const read = exceptions && readEvents(exceptions, vault, context);
  return {
    modifiedAt: master.lastModifiedAt,
    cancelled: cancelledOccurrences && new Set(cancelledOccurrences.map(keyOf)),
    // One that cannot be read may be any of those that are missing: then each is asked for.
    exceptions: read === null || read.unreadable.length > 0 ? null : read.events,
  };
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
  if (exception !== undefined) return found(known, current, exception, readInterval);
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
  const row = await graph.fetchEvent(context.mailbox, known.graphId);
  if (row === null) return [gone(known, goneFrom(current), isSingle ? false : null)];
  const [read] = readEvents([row], vault, context).events;
  // Unreadable: it exists, so it is not gone, and what it has become will be seen when it can be read.
  return read === undefined ? [] : [found(known, current, read, readInterval)];
}

function found(
  known: KnownEvent,
  current: KnownVersion,
  read: ReadEvent,
  readInterval: Interval,
): Resolution {
  const { event } = read;
  const isOutside = event.start >= readInterval.end || event.end <= readInterval.start;
  const isElsewhere = event.start !== current.start || event.end !== current.end;
  if (isOutside || isElsewhere) return { kind: 'moved', known, read };
  if (event.isCancelled) return gone(known, 'cancelled', false);
  return gone(known, event.response === 'declined' ? 'declined' : goneFrom(current), false);
}

function gone(known: KnownEvent, evidence: GoneEvidence | null, withSeries: boolean | null): Gone {
  return { kind: 'gone', known, evidence, withSeries, modifiedAt: null };
}

function goneFrom(current: KnownVersion): GoneEvidence {
  return current.isOrganizer ? 'gone-own' : 'gone-copy';
}
