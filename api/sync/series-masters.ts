import { instanceKeyOf } from '../../shared/calendar/identity.ts';
import type { EventContext } from '../../shared/calendar/parse-graph-event.ts';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { Instant, LocalDate } from '../../shared/calendar/time.ts';
import { toIanaZone } from '../../shared/calendar/windows-zone.ts';
import { GraphFailure } from '../graph/graph-failure.ts';
import type { GraphPort, SeriesMaster } from '../graph/port.ts';
import type { Vault } from '../store/encryption.ts';
import { meetingFingerprint } from '../store/event-fingerprints.ts';
import type { KnownEvent } from '../store/known-events.ts';
import { type ReadEvent, readEvents } from './read-events.ts';

/** What a series' master tells of its occurrences. */
export interface DescribedMaster {
  readonly modifiedAt: Instant | null;
  readonly isCancelled: boolean;
  /** It answers, and no view shows any of its occurrences, though it says that they stand: it lies among the deleted items. */
  readonly isDeleted: boolean;
  /** Keys of the occurrences that were taken out; null where Graph does not say. */
  readonly cancelled: ReadonlySet<string> | null;
  readonly exceptions: readonly ReadEvent[] | null;
  readonly endsOn: LocalDate | null;
  /** As Exchange names it. */
  readonly timeZone: string | null;
}

/** Masters of series by their id; null = the mailbox no longer has it. */
export type Masters = ReadonlyMap<string, DescribedMaster | null>;

interface MasterDeps {
  readonly graph: GraphPort;
  readonly vault: Vault;
}

/**
 * Reads the masters of series; one whose id is of another mailbox is left out. Rejects with `GraphFailure`; then nothing may
 * be concluded.
 */
export async function fetchMasters(
  ids: ReadonlySet<string>,
  { graph }: Pick<MasterDeps, 'graph'>,
  { mailbox }: EventContext,
): Promise<ReadonlyMap<string, SeriesMaster | null>> {
  const read = [...ids].map(async (id): Promise<[string, SeriesMaster | null][]> => {
    const master = await graph.fetchSeriesMaster(mailbox, id).catch(catchNotHere);
    return master === NOT_HERE ? [] : [[id, master]];
  });
  return new Map((await Promise.all(read)).flat());
}

/** For calls that name an item by an id which the mailbox may never have given. */
export function catchNotHere(error: unknown): typeof NOT_HERE {
  if (error instanceof GraphFailure && error.kind === 'not-here') return NOT_HERE;
  throw error;
}

export const NOT_HERE = Symbol('not here');

/** Reads what masters tell, beside what a plain read shows of their series and what is `missing` from it. */
export function describeMasters(
  masters: ReadonlyMap<string, SeriesMaster | null>,
  { missing, events }: { readonly missing: readonly KnownEvent[]; readonly events: readonly ReadEvent[] },
  deps: Pick<MasterDeps, 'vault'>,
  context: EventContext,
): Masters {
  const shown = new Set(events.map(({ event }) => event.seriesMasterId));
  return new Map(
    [...masters].map(([id, master]) => {
      if (master === null) return [id, null];
      const cancelled = cancelledOf(master, deps, context);
      const isClaimed = (known: KnownEvent): boolean =>
        known.seriesMasterId === id &&
        !cancelled?.has(known.instanceKey) &&
        isInRange(known, master, context);
      return [
        id,
        {
          modifiedAt: master.lastModifiedAt,
          isCancelled: master.isCancelled,
          isDeleted: !shown.has(id) && missing.some(isClaimed),
          cancelled,
          exceptions: exceptionsOf(master, deps, context),
          endsOn: master.endsOn,
          timeZone: master.timeZone,
        },
      ];
    }),
  );
}

/** By the dates of the series: one that was ended, or that begins later now, does not fall there. */
function isInRange(
  { current }: KnownEvent,
  { startsOn, endsOn, timeZone }: SeriesMaster,
  context: EventContext,
): boolean {
  if (current === null) return false;
  const date = toLocalDate(current.start, toIanaZone(timeZone ?? '', context.timeZone));
  return (startsOn === null || date >= startsOn) && (endsOn === null || date <= endsOn);
}

function cancelledOf(
  { id, iCalUId, cancelledOccurrences }: SeriesMaster,
  { vault }: Pick<MasterDeps, 'vault'>,
  { mailbox }: EventContext,
): ReadonlySet<string> | null {
  const keyOf = (occurrenceId: string): string =>
    meetingFingerprint(
      vault,
      instanceKeyOf({
        mailbox,
        id: '',
        type: 'occurrence',
        seriesMasterId: id,
        uid: null,
        iCalUId,
        occurrenceId,
        originalStartDate: null,
        startDate: '',
      }),
    ).toString('hex');
  return cancelledOccurrences && new Set(cancelledOccurrences.map(keyOf));
}

/** One that cannot be read may be any of those that are missing: then each is asked for. */
function exceptionsOf(
  { exceptions }: SeriesMaster,
  { vault }: Pick<MasterDeps, 'vault'>,
  context: EventContext,
): readonly ReadEvent[] | null {
  const read = exceptions && readEvents(exceptions, vault, context);
  return read === null || read.unreadable.length > 0 ? null : read.events;
}
