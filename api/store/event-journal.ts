import { randomUUID } from 'node:crypto';
import { type Insertable, sql, type Transaction } from 'kysely';
import type { CalendarEvent } from '../../shared/calendar/event.ts';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Classification } from '../../shared/classification/classification.ts';
import type { Vault } from './encryption.ts';
import type { EventFingerprints } from './event-fingerprints.ts';
import type { SealedContent } from './event-store.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** An event as it is written: read, fingerprinted and classified. */
export interface WrittenEvent {
  readonly event: CalendarEvent;
  readonly fingerprints: EventFingerprints;
  readonly classification: Classification;
  /** The person's own word that it was sorted by; null = the classifier's answer. */
  readonly correctionId: string | null;
  /** Fingerprints of who takes part from outside. */
  readonly externalDomains: readonly Buffer[];
  readonly externalAddresses: readonly Buffer[];
  readonly titleHash: Buffer;
}

export interface NewVersion {
  readonly eventId: string;
  readonly written: WrittenEvent;
  readonly validFrom: Instant;
  readonly isBackfill: boolean;
}

export interface NewEvent {
  readonly written: WrittenEvent;
  readonly bookedAt: Instant;
}

/** As worker: writes events that are seen for the first time, and gives each its id. */
export async function insertEvents<T extends NewEvent>(
  trx: Trx,
  personId: string,
  firstSeenAt: Instant,
  events: readonly T[],
): Promise<(T & { readonly eventId: string })[]> {
  const named = events.map((event) => ({ ...event, eventId: randomUUID() }));
  await insertChunks(
    trx,
    'event',
    named.map(({ eventId, bookedAt, written: { event, fingerprints } }) => ({
      event_id: eventId,
      person_id: personId,
      ...identityColumns(event, fingerprints),
      created_at: event.createdAt === null ? null : new Date(event.createdAt),
      first_seen_at: new Date(firstSeenAt),
      booked_at: new Date(bookedAt),
    })),
  );
  return named;
}

function identityColumns(event: CalendarEvent, fingerprints: EventFingerprints) {
  return {
    graph_id: event.id,
    instance_key: fingerprints.instanceKey,
    series_key: fingerprints.seriesKey,
    series_master_id: event.seriesMasterId,
    kind: event.type,
  };
}

/** As worker: writes versions that stand from now on; what stood before must have been ended. */
export async function insertVersions(
  trx: Trx,
  vault: Vault,
  personId: string,
  seenAt: Instant,
  versions: readonly NewVersion[],
): Promise<void> {
  const seen = new Date(seenAt);
  const rows = versions.map(({ eventId, written, validFrom, isBackfill }) => ({
    event_id: eventId,
    person_id: personId,
    valid_from: new Date(validFrom),
    seen_at: seen,
    is_backfill: isBackfill,
    ...contentColumns(vault, written),
  }));
  await insertChunks(trx, 'event_version', rows);
}

function contentColumns(vault: Vault, written: WrittenEvent) {
  const { event, classification } = written;
  return {
    start_at: new Date(event.start),
    end_at: new Date(event.end),
    all_day_start: event.allDay?.start ?? null,
    all_day_end: event.allDay?.end ?? null,
    ...classColumns(vault, event, classification, written.correctionId),
    content_hash: written.fingerprints.content,
    title_hash: written.titleHash,
    external_domains: [...written.externalDomains],
    external_addresses: [...written.externalAddresses],
    is_organizer: event.isOrganizer,
    response: event.response,
    show_as: event.showAs,
    sensitivity: event.sensitivity,
    is_cancelled: event.isCancelled,
  };
}

/** As worker: sorts a version anew; its content and the time in which it stood stay what they were. */
export async function saveSorting(
  trx: Trx,
  vault: Vault,
  versionId: number,
  event: CalendarEvent,
  sorted: Pick<WrittenEvent, 'classification' | 'correctionId'>,
): Promise<void> {
  await trx
    .updateTable('event_version')
    .set(classColumns(vault, event, sorted.classification, sorted.correctionId))
    .where('version_id', '=', versionId)
    .execute();
}

function classColumns(
  vault: Vault,
  event: CalendarEvent,
  classification: Classification,
  correctionId: string | null,
) {
  return {
    content_sealed: vault.seal(JSON.stringify(sealedContentOf(event, classification))),
    class: classification.class,
    top_class: classification.top,
    activity: classification.activity,
    confidence: classification.confidence,
    classifier_version: classification.classifierVersion,
    correction_id: correctionId,
  };
}

function sealedContentOf(event: CalendarEvent, classification: Classification): SealedContent {
  return {
    title: event.title,
    organizer: event.organizer,
    attendees: event.attendees,
    categories: event.categories,
    isOnlineMeeting: event.isOnlineMeeting,
    response: event.response,
    showAs: event.showAs,
    sensitivity: event.sensitivity,
    instanceKey: event.instanceKey,
    seriesKey: event.seriesKey,
    type: event.type,
    createdAt: event.createdAt,
    lastModifiedAt: event.lastModifiedAt,
    because: classification.because,
  };
}

/** As worker: versions that stood until then. */
export async function endVersions(
  trx: Trx,
  ends: readonly { readonly versionId: number; readonly validTo: Instant }[],
): Promise<void> {
  if (ends.length === 0) return;
  await sql`update event_version set valid_to = ended.at
    from unnest(${ends.map((end) => end.versionId)}::bigint[], ${ends.map((end) => new Date(end.validTo))}::timestamptz[])
      as ended (version_id, at)
    where event_version.version_id = ended.version_id`.execute(trx);
}

export interface EventUpdate {
  readonly eventId: string;
  readonly event: CalendarEvent;
  readonly fingerprints: EventFingerprints;
  readonly bookedAt: Instant;
}

/** As worker: events that go on under what Graph now calls them, and are in the calendar. */
export async function updateEvents(trx: Trx, updates: readonly EventUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  const column = <T>(read: (update: EventUpdate) => T): T[] => updates.map(read);
  await sql`update event set graph_id = now.graph_id, instance_key = now.instance_key, series_key = now.series_key,
      series_master_id = now.series_master_id, kind = now.kind, booked_at = now.booked_at, gone_at = null
    from unnest(
      ${column((update) => update.eventId)}::uuid[], ${column((update) => update.event.id)}::text[],
      ${column((update) => update.fingerprints.instanceKey)}::bytea[],
      ${column((update) => update.fingerprints.seriesKey)}::bytea[],
      ${column((update) => update.event.seriesMasterId)}::text[], ${column((update) => update.event.type)}::text[],
      ${column((update) => new Date(update.bookedAt))}::timestamptz[]
    ) as now (event_id, graph_id, instance_key, series_key, series_master_id, kind, booked_at)
    where event.event_id = now.event_id`.execute(trx);
}

/** As worker: events that left the calendar. */
export async function markGone(
  trx: Trx,
  gone: readonly { readonly eventId: string; readonly goneAt: Instant }[],
): Promise<void> {
  if (gone.length === 0) return;
  await sql`update event set gone_at = left_at.at
    from unnest(${gone.map((event) => event.eventId)}::uuid[], ${gone.map((event) => new Date(event.goneAt))}::timestamptz[])
      as left_at (event_id, at)
    where event.event_id = left_at.event_id`.execute(trx);
}

/** A statement takes at most 65,535 parameters; a version has two dozen. */
const ROWS_PER_STATEMENT = 1_000;

async function insertChunks<T extends 'event' | 'event_version'>(
  trx: Trx,
  table: T,
  rows: readonly Insertable<Database[T]>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    await trx
      .insertInto(table)
      .values(rows.slice(from, from + ROWS_PER_STATEMENT))
      .execute();
  }
}
