import { sql, type Transaction } from 'kysely';
import type { CalendarEvent } from '../../shared/calendar/event.ts';
import type { Instant, Interval } from '../../shared/calendar/time.ts';
import type { ActivityType, TimeClass } from '../../shared/classification/classification.ts';
import { at } from './instant.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** What is known of an event without opening it. Keys are hexadecimal. */
export interface KnownEvent {
  readonly eventId: string;
  readonly graphId: string;
  readonly instanceKey: string;
  readonly seriesKey: string | null;
  readonly seriesMasterId: string | null;
  readonly kind: CalendarEvent['type'];
  readonly bookedAt: Instant;
  /** The version that stands; null where the event is gone. */
  readonly current: KnownVersion | null;
}

export interface KnownVersion {
  readonly versionId: number;
  readonly validFrom: Instant;
  readonly start: Instant;
  readonly end: Instant;
  readonly contentHash: string;
  readonly isOrganizer: boolean;
  readonly isCancelled: boolean;
  readonly response: string;
  readonly class: TimeClass;
  readonly activity: ActivityType;
  readonly confidence: number;
}

/** As worker: events that stand and overlap the interval. */
export async function listKnown(trx: Trx, personId: string, interval: Interval): Promise<KnownEvent[]> {
  const rows = await selectKnown(trx)
    .where('event.person_id', '=', personId)
    .where('event_version.start_at', '<', at(interval.end))
    .where('event_version.end_at', '>', at(interval.start))
    .execute();
  return rows.map(knownOf);
}

/** As worker: events by their id in the mailbox, gone ones too. */
export async function listKnownByGraphIds(
  trx: Trx,
  personId: string,
  graphIds: readonly string[],
): Promise<KnownEvent[]> {
  if (graphIds.length === 0) return [];
  const rows = await selectKnown(trx)
    .where('event.person_id', '=', personId)
    .where('event.graph_id', '=', sql<string>`any(${[...graphIds]}::text[])`)
    .execute();
  return rows.map(knownOf);
}

function selectKnown(trx: Trx) {
  return trx
    .selectFrom('event')
    .leftJoin('event_version', (join) =>
      join.onRef('event_version.event_id', '=', 'event.event_id').on('event_version.valid_to', 'is', null),
    )
    .select([
      'event.event_id',
      'event.graph_id',
      'event.instance_key',
      'event.series_key',
      'event.series_master_id',
      'event.kind',
      'event.booked_at',
      'event_version.version_id',
      'event_version.valid_from',
      'event_version.start_at',
      'event_version.end_at',
      'event_version.content_hash',
      'event_version.is_organizer',
      'event_version.is_cancelled',
      'event_version.response',
      'event_version.class',
      'event_version.activity',
      'event_version.confidence',
    ]);
}
type KnownRow = Awaited<ReturnType<ReturnType<typeof selectKnown>['execute']>>[number];

function knownOf(row: KnownRow): KnownEvent {
  return {
    eventId: row.event_id,
    graphId: row.graph_id,
    instanceKey: row.instance_key.toString('hex'),
    seriesKey: row.series_key?.toString('hex') ?? null,
    seriesMasterId: row.series_master_id,
    kind: row.kind,
    bookedAt: row.booked_at,
    current: currentOf(row),
  };
}

/** The columns of a left join are there together or not at all. */
function currentOf(row: KnownRow): KnownVersion | null {
  const { version_id, valid_from, start_at, end_at, content_hash, is_organizer, is_cancelled } = row;
  const { response, class: timeClass, activity, confidence } = row;
  if (version_id === null || valid_from === null || start_at === null || end_at === null) return null;
  if (content_hash === null || is_organizer === null || is_cancelled === null) return null;
  if (response === null || timeClass === null || activity === null || confidence === null) return null;
  return {
    versionId: version_id,
    validFrom: valid_from,
    start: start_at,
    end: end_at,
    contentHash: content_hash.toString('hex'),
    isOrganizer: is_organizer,
    isCancelled: is_cancelled,
    response,
    class: timeClass,
    activity,
    confidence,
  };
}
