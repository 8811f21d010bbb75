import type { Transaction } from 'kysely';
import type { CalendarEvent } from '../../shared/calendar/event.ts';
import type { ClassifiedEvent } from '../../shared/calendar/time-split.ts';
import type { Instant, Interval } from '../../shared/calendar/time.ts';
import { changeDate } from '../../shared/moves/change-date.ts';
import {
  endVersions,
  type EventUpdate,
  insertEvents,
  insertVersions,
  markGone,
  type NewVersion,
  updateEvents,
  type WrittenEvent,
} from '../store/event-journal.ts';
import { type KnownEvent } from '../store/known-events.ts';
import { saveSeriesInvites } from '../store/series-invite-store.ts';
import type { Database } from '../store/schema.ts';
import { describeEvent, type Sorting } from './describe-event.ts';
import type { LookBefore } from './plan-round.ts';
import type { ReadEvent } from './read-events.ts';
import type { EventChange } from './record-changes.ts';
import type { Gone, Resolution } from './resolve-absent.ts';
import type { Masters } from './series-masters.ts';
import type { SyncDeps } from './sync-deps.ts';

type Trx = Transaction<Database>;

/** What one round found, matched with what was known. */
export interface Findings {
  readonly matched: readonly { readonly known: KnownEvent; readonly read: ReadEvent }[];
  readonly added: readonly ReadEvent[];
  readonly resolved: readonly Resolution[];
  /** Of the series of which something is missing or stands elsewhere. */
  readonly masters: Masters;
  /** When the calendar was read. */
  readonly readAt: Instant;
  /** null at the first look. */
  readonly before: LookBefore | null;
}

export interface Written {
  readonly changes: readonly EventChange[];
  /** When each new event was made. */
  readonly added: readonly Instant[];
  /** Events of the calendar as it now stands, among those read. */
  readonly standing: readonly ClassifiedEvent[];
  /** Old and new times of everything that is otherwise than before. */
  readonly touched: readonly Interval[];
  readonly newEvents: number;
  readonly newVersions: number;
  readonly gone: number;
}

/**
 * As worker: writes events and versions for what is otherwise than before, and nothing for the rest. A version is dated
 * by the event's own last change, never before our last look that still showed the old.
 */
export async function writeReading(
  trx: Trx,
  personId: string,
  findings: Findings,
  sorting: Sorting,
  deps: Pick<SyncDeps, 'classify' | 'vault'>,
): Promise<Written> {
  const { readAt, before } = findings;
  const describe = (read: ReadEvent, eventId: string | null): WrittenEvent =>
    describeEvent(read, eventId, deps, sorting);

  const moved = findings.resolved.filter((resolution) => resolution.kind === 'moved');
  const gone = findings.resolved
    .filter((resolution) => resolution.kind === 'gone')
    .map((resolution) => ({ ...resolution, goneAt: goneAtOf(resolution, readAt, before) }));
  const pairs = [...findings.matched, ...moved];
  const changed = pairs
    .filter(({ known, read }) => known.current?.contentHash !== read.contentHash)
    .map(({ known, read }): Changed => ({
      known,
      written: describe(read, known.eventId),
      changedAt: dateOf(read.event, readAt, lastShown(known, before)),
    }));
  const first = findings.added.map((read): First => ({
    written: describe(read, null),
    validFrom: dateOf(
      read.event,
      readAt,
      before !== null && overlap(read.event, before.interval) ? before.at : null,
    ),
  }));

  await endVersions(trx, [
    ...changed.flatMap(({ known, changedAt }) => endOf(known, changedAt)),
    ...gone.flatMap(({ known, goneAt }) => endOf(known, goneAt)),
  ]);
  await markGone(
    trx,
    gone.map(({ known, goneAt }) => ({ eventId: known.eventId, goneAt })),
  );
  await updateEvents(trx, updatesOf(pairs, changed));
  const versions = [
    ...changed.map(({ known, written, changedAt }) => ({
      eventId: known.eventId,
      written,
      validFrom: changedAt,
      isBackfill: false,
    })),
    ...(await addEvents(trx, personId, first, findings)),
  ];
  await insertVersions(trx, deps.vault, personId, readAt, versions);
  await saveSeriesInvites(
    trx,
    personId,
    readAt,
    versions.map(({ written }) => written),
  );

  return {
    changes: [...changed.map(changeOf), ...gone.map(goneChangeOf)],
    added: first.map(({ validFrom }) => validFrom),
    standing: standingOf(versions, findings.matched),
    touched: touchedBy(versions, [...changed, ...gone]),
    newEvents: first.length,
    newVersions: versions.length,
    gone: gone.length,
  };
}

interface Changed {
  readonly known: KnownEvent;
  readonly written: WrittenEvent;
  readonly changedAt: Instant;
}

interface First {
  readonly written: WrittenEvent;
  readonly validFrom: Instant;
}

function dateOf(event: CalendarEvent, readAt: Instant, lookedAt: Instant | null): Instant {
  return changeDate({ lastModifiedAt: event.lastModifiedAt, seenAt: readAt }, lookedAt);
}

/** When we last saw the event as it stood: at the last look, if that looked there. */
function lastShown({ current }: KnownEvent, before: Findings['before']): Instant | null {
  if (before !== null && (current === null || overlap(current, before.interval))) return before.at;
  return current?.validFrom ?? null;
}

function overlap(a: Interval, b: Interval): boolean {
  return a.start < b.end && a.end > b.start;
}

function endOf({ current }: KnownEvent, validTo: Instant): { versionId: number; validTo: Instant }[] {
  return current === null ? [] : [{ versionId: current.versionId, validTo }];
}

/** Events that changed their slot, their name in Graph, or came back; the others' rows are right as they are. */
function updatesOf(pairs: Findings['matched'], changed: readonly Changed[]): EventUpdate[] {
  const changedAt = new Map(changed.map((change) => [change.known.eventId, change.changedAt]));
  return pairs.flatMap(({ known, read: { event, fingerprints } }) => {
    const { eventId, current } = known;
    const isInPlace = current !== null && current.start === event.start && current.end === event.end;
    const movedAt = isInPlace ? undefined : changedAt.get(eventId);
    const isSameName =
      known.graphId === event.id &&
      known.kind === event.type &&
      known.seriesMasterId === event.seriesMasterId;
    if (movedAt === undefined && isSameName) return [];
    return [{ eventId, event, fingerprints, bookedAt: movedAt ?? known.bookedAt }];
  });
}

async function addEvents(
  trx: Trx,
  personId: string,
  first: readonly First[],
  { readAt, before }: Findings,
): Promise<NewVersion[]> {
  const events = first.map((event) => ({
    ...event,
    // It may have been moved since, before we came: then this is too early, but never too late.
    bookedAt: Math.min(event.written.event.createdAt ?? event.validFrom, readAt),
    isBackfill: before === null,
  }));
  return insertEvents(trx, personId, readAt, events);
}

function changeOf({ known, written, changedAt }: Changed): EventChange {
  const isOccurrence = known.kind !== 'singleInstance' && written.event.type === 'occurrence';
  return {
    eventId: known.eventId,
    before: known.current,
    after: written.event,
    changedAt,
    goneEvidence: null,
    // An occurrence that is changed alone becomes an exception; one that is none followed its series, most likely.
    series: isOccurrence ? partOf(known, null) : null,
  };
}

/** What a series' master shows is dated by it; of what left nothing behind only that it was no longer seen. */
function goneAtOf({ known, modifiedAt }: Gone, readAt: Instant, before: Findings['before']): Instant {
  if (modifiedAt === null) return readAt;
  return changeDate({ lastModifiedAt: modifiedAt, seenAt: readAt }, lastShown(known, before));
}

function goneChangeOf({ known, evidence, withSeries, goneAt }: Gone & { goneAt: Instant }): EventChange {
  return {
    eventId: known.eventId,
    before: known.current,
    after: null,
    changedAt: goneAt,
    goneEvidence: evidence,
    series: withSeries === false ? null : partOf(known, withSeries),
  };
}

function partOf({ seriesKey, seriesMasterId }: KnownEvent, isTold: true | null): EventChange['series'] {
  return seriesKey === null ? null : { key: seriesKey, masterId: seriesMasterId, isTold: isTold === true };
}

function standingOf(versions: readonly NewVersion[], matched: Findings['matched']): ClassifiedEvent[] {
  const written = new Map(versions.map((version) => [version.eventId, version.written]));
  const unchanged = matched.flatMap(({ known: { eventId, current }, read }): ClassifiedEvent[] =>
    current === null || written.has(eventId)
      ? []
      : [{ key: eventId, event: read.event, class: current.class, activity: current.activity }],
  );
  const fresh = versions.map(({ eventId, written: { event, classification } }): ClassifiedEvent => ({
    key: eventId,
    event,
    class: classification.class,
    activity: classification.activity,
  }));
  return [...unchanged, ...fresh];
}

function touchedBy(versions: readonly NewVersion[], before: readonly { known: KnownEvent }[]): Interval[] {
  const spans = [
    ...versions.map(({ written }) => written.event),
    ...before.flatMap(({ known }) => known.current ?? []),
  ];
  return spans.map(({ start, end }) => ({ start, end }));
}
