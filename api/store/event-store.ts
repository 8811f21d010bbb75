import { type SelectQueryBuilder, sql, type Transaction } from 'kysely';
import type { Attendee, CalendarEvent, Response, Sensitivity, ShowAs } from '../../shared/calendar/event.ts';
import type { Instant, Interval } from '../../shared/calendar/time.ts';
import type { Because } from '../../shared/classification/classification.ts';
import type { StandingEvent } from '../../shared/moves/move.ts';
import type { Vault } from './encryption.ts';
import { at } from './instant.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** One version of an event, opened. `key` is the event's own id: the activity before and after a move. */
export interface StoredEvent extends StandingEvent {
  readonly eventId: string;
  readonly versionId: number;
  /** The best guess behind an `unsure`. */
  readonly top: 'selling' | 'supporting' | 'internal' | 'ignored';
  readonly because: readonly Because[];
  readonly classifierVersion: string;
  readonly firstSeenAt: Instant;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly seenAt: Instant;
  readonly isBackfill: boolean;
  /** Set where the event is no longer in the calendar. */
  readonly goneAt: Instant | null;
  /** What corrections match: fingerprints in hexadecimal. */
  readonly seriesKey: string | null;
  readonly domains: readonly string[];
  /** The person's own word that it was sorted by; null = the classifier's answer. */
  readonly correctionId: string | null;
}

/** What of a version is sealed. The columns beside it carry no words. */
export interface SealedContent {
  readonly title: string;
  readonly organizer: string | null;
  readonly attendees: readonly Attendee[];
  readonly categories: readonly string[];
  readonly isOnlineMeeting: boolean;
  readonly response: Response;
  readonly showAs: ShowAs;
  readonly sensitivity: Sensitivity;
  readonly instanceKey: string;
  readonly seriesKey: string | null;
  readonly type: CalendarEvent['type'];
  readonly createdAt: Instant | null;
  readonly lastModifiedAt: Instant | null;
  readonly because: readonly Because[];
}

/** Reads one person's calendar. What the actor may not see is not there. */
export interface EventStore {
  /** Events that stand in the calendar and overlap the interval, by start. */
  listCurrent(trx: Trx, personId: string, interval: Interval): Promise<StoredEvent[]>;
  /** All that stands in the calendar, by start. */
  listStanding(trx: Trx, personId: string): Promise<StoredEvent[]>;
  /**
   * The same as it stood at a past instant. Before the first look at the calendar, it stands as it was read then
   * (domain §8: of a back-filled week the calendar as read stands for the plan).
   */
  listAsStoodAt(trx: Trx, personId: string, interval: Interval, instant: Instant): Promise<StoredEvent[]>;
  /** Events of the person, whatever became of them, as they last stood. */
  listByIds(trx: Trx, eventIds: readonly string[]): Promise<StoredEvent[]>;
  findVersion(trx: Trx, versionId: number): Promise<StoredEvent | null>;
  listVersionsById(trx: Trx, versionIds: readonly number[]): Promise<StoredEvent[]>;
  /** Every version that overlaps the interval, whether it stands or stood. */
  listVersionsIn(trx: Trx, personId: string, interval: Interval): Promise<StoredEvent[]>;
  /** What stands of a series; its key is a fingerprint in hexadecimal. */
  listSeries(trx: Trx, personId: string, seriesKey: string): Promise<StoredEvent[]>;
  /** All versions of an event, oldest first. */
  listVersions(trx: Trx, eventId: string): Promise<StoredEvent[]>;
}

export function createEventStore(vault: Vault): EventStore {
  const open = (rows: readonly Row[]): StoredEvent[] => rows.map((row) => openRow(vault, row));
  return {
    listCurrent: async (trx, personId, interval) =>
      open(
        await overlapping(selectVersions(trx), personId, interval)
          .where('event_version.valid_to', 'is', null)
          .orderBy('event_version.start_at')
          .execute(),
      ),
    listStanding: async (trx, personId) =>
      open(
        await selectVersions(trx)
          .where('event_version.person_id', '=', personId)
          .where('event_version.valid_to', 'is', null)
          .where('event.gone_at', 'is', null)
          .orderBy('event_version.start_at')
          .execute(),
      ),
    listAsStoodAt: async (trx, personId, interval, instant) =>
      open(
        await overlapping(selectVersions(trx), personId, interval)
          .where((where) =>
            where.or([
              where.and([
                where('event_version.valid_from', '<=', at(instant)),
                where.or([
                  where('event_version.valid_to', 'is', null),
                  where('event_version.valid_to', '>', at(instant)),
                ]),
              ]),
              where.and([
                where('event_version.is_backfill', '=', true),
                where('event_version.valid_from', '>', at(instant)),
              ]),
            ]),
          )
          .orderBy('event_version.start_at')
          .execute(),
      ),
    listByIds: async (trx, eventIds) =>
      eventIds.length === 0
        ? []
        : open(
            await selectVersions(trx)
              .where('event_version.event_id', '=', sql<string>`any(${[...eventIds]}::uuid[])`)
              .distinctOn('event_version.event_id')
              .orderBy('event_version.event_id')
              .orderBy('event_version.version_id', 'desc')
              .execute(),
          ),
    findVersion: async (trx, versionId) =>
      open(await selectVersions(trx).where('version_id', '=', versionId).execute())[0] ?? null,
    listVersionsById: async (trx, versionIds) =>
      open(
        await selectVersions(trx)
          .where('version_id', '=', sql<number>`any(${[...versionIds]}::bigint[])`)
          .execute(),
      ),
    listVersionsIn: async (trx, personId, interval) =>
      open(await overlapping(selectVersions(trx), personId, interval).execute()),
    listSeries: async (trx, personId, seriesKey) =>
      open(
        await selectVersions(trx)
          .where('event.person_id', '=', personId)
          .where('event.series_key', '=', Buffer.from(seriesKey, 'hex'))
          .where('event_version.valid_to', 'is', null)
          .orderBy('event_version.start_at')
          .execute(),
      ),
    listVersions: async (trx, eventId) =>
      open(
        await selectVersions(trx)
          .where('event_version.event_id', '=', eventId)
          .orderBy('valid_from')
          .orderBy('version_id')
          .execute(),
      ),
  };
}

function selectVersions(trx: Trx) {
  return trx
    .selectFrom('event_version')
    .innerJoin('event', 'event.event_id', 'event_version.event_id')
    .selectAll('event_version')
    .select([
      'event.graph_id',
      'event.series_key',
      'event.series_master_id',
      'event.first_seen_at',
      'event.booked_at',
      'event.gone_at',
    ]);
}
type Row = Awaited<ReturnType<ReturnType<typeof selectVersions>['execute']>>[number];

function overlapping<O>(
  query: SelectQueryBuilder<Database, 'event' | 'event_version', O>,
  personId: string,
  interval: Interval,
) {
  return query
    .where('event_version.person_id', '=', personId)
    .where('event_version.start_at', '<', at(interval.end))
    .where('event_version.end_at', '>', at(interval.start));
}

function openRow(vault: Vault, row: Row): StoredEvent {
  // Ours and authenticated by the seal, so it is what `sealedContentOf` wrote.
  const content: SealedContent = JSON.parse(vault.open(row.content_sealed));
  return {
    key: row.event_id,
    eventId: row.event_id,
    versionId: row.version_id,
    event: eventOf(row, content),
    class: row.class,
    activity: row.activity,
    confidence: row.confidence,
    top: row.top_class,
    because: content.because,
    classifierVersion: row.classifier_version,
    firstSeenAt: row.first_seen_at,
    bookedAt: row.booked_at,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    seenAt: row.seen_at,
    isBackfill: row.is_backfill,
    goneAt: row.gone_at,
    seriesKey: row.series_key?.toString('hex') ?? null,
    domains: row.external_domains.map((domain) => domain.toString('hex')),
    correctionId: row.correction_id,
  };
}

function eventOf(row: Row, content: SealedContent): CalendarEvent {
  const { because: _, ...words } = content;
  return {
    ...words,
    id: row.graph_id,
    seriesMasterId: row.series_master_id,
    start: row.start_at,
    end: row.end_at,
    allDay: row.all_day_start && row.all_day_end ? { start: row.all_day_start, end: row.all_day_end } : null,
    isOrganizer: row.is_organizer,
    isCancelled: row.is_cancelled,
  };
}
