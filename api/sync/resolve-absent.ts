import type { EventContext } from '../../shared/calendar/parse-graph-event.ts';
import type { Interval } from '../../shared/calendar/time.ts';
import type { GoneEvidence } from '../../shared/moves/detect-move.ts';
import type { GraphPort } from '../graph/port.ts';
import type { Vault } from '../store/encryption.ts';
import type { KnownEvent, KnownVersion } from '../store/known-events.ts';
import { type ReadEvent, readEvents } from './read-events.ts';

/** What became of an event that a plain read of its time no longer shows. */
export type Resolution =
  | { readonly kind: 'moved'; readonly known: KnownEvent; readonly read: ReadEvent }
  /** Evidence is null where its end was seen before: then this is no second change (fault F13). */
  | { readonly kind: 'gone'; readonly known: KnownEvent; readonly evidence: GoneEvidence | null };

/**
 * Asks the mailbox for each missing event. One that answers from outside `readInterval` was moved there. One that still
 * answers at its old place lies among the deleted items. Rejects with `GraphFailure`; then nothing may be concluded.
 */
export async function resolveAbsent(
  absent: readonly KnownEvent[],
  readInterval: Interval,
  deps: { readonly graph: GraphPort; readonly vault: Vault },
  context: EventContext,
): Promise<Resolution[]> {
  const resolutions = absent.map(async (known): Promise<Resolution[]> => {
    const { current } = known;
    if (current === null) return [];
    if (current.isCancelled || current.response === 'declined')
      return [{ kind: 'gone', known, evidence: null }];
    const row = await deps.graph.fetchEvent(context.mailbox, known.graphId);
    if (row === null) return [{ kind: 'gone', known, evidence: goneFrom(current) }];
    const [read] = readEvents([row], deps.vault, context).events;
    // Unreadable: it exists, so it is not gone, and what it has become will be seen when it can be read.
    if (read === undefined) return [];
    return [found(known, current, read, readInterval)];
  });
  return (await Promise.all(resolutions)).flat();
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
  if (event.isCancelled) return { kind: 'gone', known, evidence: 'cancelled' };
  if (event.response === 'declined') return { kind: 'gone', known, evidence: 'declined' };
  return { kind: 'gone', known, evidence: goneFrom(current) };
}

function goneFrom(current: KnownVersion): GoneEvidence {
  return current.isOrganizer ? 'gone-own' : 'gone-copy';
}
