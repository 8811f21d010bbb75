import { type Selectable, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../shared/calendar/time.ts';
import type { TimeClass } from '../../shared/classification/classification.ts';
import type { LessonKind } from '../../shared/classification/corrections.ts';
import type { StandingCorrection } from '../../shared/classification/standing-corrections.ts';
import type { Vault } from './encryption.ts';
import { at } from './instant.ts';
import { makeSortingDue } from './resort-store.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** How far a correction reaches. The series key is its fingerprint, in hexadecimal. */
export type CorrectionReach =
  | { readonly scope: 'event' }
  | { readonly scope: 'series'; readonly seriesKey: string }
  | { readonly scope: 'domain'; readonly domain: string }
  /** One that teaches: `key` names the thing for whoever looks it up, `about` for the person. */
  | { readonly scope: LessonKind; readonly key: string; readonly about: string };

export interface NewCorrection {
  readonly personId: string;
  readonly eventId: string;
  readonly class: TimeClass;
  readonly reach: CorrectionReach;
  readonly correctedAt: Instant;
  readonly fromClass: TimeClass;
  readonly changedEvents: number;
  readonly seconds: number;
}

/** Saves what a person said, and returns its id. A job gives the events their class, which is made due at once. */
export async function saveCorrection(trx: Trx, vault: Vault, correction: NewCorrection): Promise<string> {
  const { reach, personId, correctedAt } = correction;
  const lesson = 'key' in reach ? reach : null;
  const row = await trx
    .insertInto('correction')
    .values({
      person_id: personId,
      event_id: correction.eventId,
      class: correction.class,
      scope: reach.scope,
      series_key: reach.scope === 'series' ? Buffer.from(reach.seriesKey, 'hex') : null,
      domain_hash: reach.scope === 'domain' ? vault.fingerprint('domain', reach.domain) : null,
      domain_sealed: reach.scope === 'domain' ? vault.seal(reach.domain) : null,
      lesson_hash: lesson && lessonHash(vault, lesson.key),
      lesson_sealed: lesson && vault.seal(JSON.stringify({ key: lesson.key, about: lesson.about })),
      corrected_at: new Date(correctedAt),
      from_class: correction.fromClass,
      changed_events: correction.changedEvents,
      seconds: correction.seconds,
    })
    .returning('correction_id')
    .executeTakeFirstOrThrow();
  await makeSortingDue(trx, personId, correctedAt);
  await noteTaught(trx, personId, correction.eventId);
  return row.correction_id;
}

/** What the last word on an event teaches, or taught until now, is weighed anew: for the person, and then for others. */
async function noteTaught(trx: Trx, personId: string, eventId: string): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('correction')
    .set({ spread_due: true })
    .where('event_id', '=', eventId)
    .where((eb) => eb.or([eb('lesson_hash', 'is not', null), eb('domain_hash', 'is not', null)]))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await trx.updateTable('person').set({ resort_taught: true }).where('person_id', '=', personId).execute();
}

const lessonSchema = z.object({ key: z.string(), about: z.string() });

/** By it what was said of the same thing is found, without the words. */
export function lessonHash(vault: Vault, key: string): Buffer {
  return vault.fingerprint('title', `lesson\0${key}`);
}

/** What a person said of one event alone, in place of what they said of it alone before. */
export async function saveEventCorrection(
  trx: Trx,
  correction: {
    readonly personId: string;
    readonly eventId: string;
    readonly class: TimeClass;
    readonly correctedAt: Instant;
  },
): Promise<void> {
  const { personId, eventId } = correction;
  const correctedAt = new Date(correction.correctedAt);
  await trx
    .updateTable('correction')
    .set({ undone_at: correctedAt })
    .where('event_id', '=', eventId)
    .where('scope', '=', 'event')
    .where('undone_at', 'is', null)
    .execute();
  const standing = await trx
    .selectFrom('event_version')
    .select('class')
    .where('event_id', '=', eventId)
    .orderBy('version_id', 'desc')
    .executeTakeFirst();
  await trx
    .insertInto('correction')
    .values({
      person_id: personId,
      event_id: eventId,
      class: correction.class,
      scope: 'event',
      corrected_at: correctedAt,
      from_class: standing?.class ?? null,
    })
    .execute();
  await makeSortingDue(trx, personId, correction.correctedAt);
  await noteTaught(trx, personId, eventId);
}

/** Takes a correction back. False where there is none, it is another's, or it was taken back before. */
export async function undoCorrection(
  trx: Trx,
  personId: string,
  correctionId: string,
  undoneAt: Instant,
): Promise<boolean> {
  const undone = await trx
    .updateTable('correction')
    .set({ undone_at: new Date(undoneAt) })
    .where('correction_id', '=', correctionId)
    .where('person_id', '=', personId)
    .where('undone_at', 'is', null)
    .returning('event_id')
    .executeTakeFirst();
  if (!undone) return false;
  // Where it answered whether a class is right, that is asked again.
  await trx
    .updateTable('sample_draw')
    .set({ said_class: null, answered_at: null, correction_id: null })
    .where('correction_id', '=', correctionId)
    .execute();
  await makeSortingDue(trx, personId, undoneAt);
  await noteTaught(trx, personId, undone.event_id);
  return true;
}

/** What the person said and has not taken back. Series and domains are named by their fingerprints, in hexadecimal. */
export async function listStandingCorrections(trx: Trx, personId: string): Promise<StandingCorrection[]> {
  const rows = await trx
    .selectFrom('correction')
    .selectAll()
    .where('person_id', '=', personId)
    .where('undone_at', 'is', null)
    .orderBy('corrected_at')
    .execute();
  return rows.map(standingOf);
}

export interface StoredCorrection extends StandingCorrection {
  /** In words, for the person's own eyes. */
  readonly domainName: string | null;
  /** What it teaches about, as it stood in the event. */
  readonly about: string | null;
  readonly fromClass: TimeClass | null;
  readonly changedEvents: number;
}

/** The same from an instant on, with what the person is shown of them; oldest first. */
export async function listCorrectionsSince(
  trx: Trx,
  vault: Vault,
  personId: string,
  since: Instant,
): Promise<StoredCorrection[]> {
  const rows = await trx
    .selectFrom('correction')
    .selectAll()
    .where('person_id', '=', personId)
    .where('undone_at', 'is', null)
    .where('corrected_at', '>=', at(since))
    .orderBy('corrected_at')
    .execute();
  return rows.map((row) => ({
    ...standingOf(row),
    domainName: row.domain_sealed === null ? null : vault.open(row.domain_sealed),
    about:
      row.lesson_sealed === null ? null : lessonSchema.parse(JSON.parse(vault.open(row.lesson_sealed))).about,
    fromClass: row.from_class,
    changedEvents: row.changed_events,
  }));
}

/** What the person said, unless they took it back; null where it is another's. */
export async function findStandingCorrection(
  trx: Trx,
  personId: string,
  correctionId: string,
): Promise<(StandingCorrection & { readonly fromClass: TimeClass | null }) | null> {
  const row = await trx
    .selectFrom('correction')
    .selectAll()
    .where('correction_id', '=', correctionId)
    .where('person_id', '=', personId)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return row ? { ...standingOf(row), fromClass: row.from_class } : null;
}

/** When the person corrected something since then, and how many seconds each time took, also what was taken back. */
export async function listCorrectionTimes(
  trx: Trx,
  personId: string,
  since: Instant,
): Promise<{ readonly at: Instant; readonly seconds: number }[]> {
  const rows = await trx
    .selectFrom('correction')
    .select(['corrected_at', 'seconds'])
    .where('person_id', '=', personId)
    .where('corrected_at', '>=', at(since))
    .execute();
  return rows.map((row) => ({ at: row.corrected_at, seconds: row.seconds }));
}

/** Seconds that correcting took since then, also what was taken back. */
export async function sumCorrectionSeconds(trx: Trx, personId: string, since: Instant): Promise<number> {
  const row = await trx
    .selectFrom('correction')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('seconds'), sql<number>`0`).as('seconds'))
    .where('person_id', '=', personId)
    .where('corrected_at', '>=', at(since))
    .executeTakeFirstOrThrow();
  return row.seconds;
}

/** Events in the calendar that one of these may reach, or that were sorted by one before. */
export async function listReachedEvents(
  trx: Trx,
  personId: string,
  corrections: readonly Pick<StandingCorrection, 'eventId' | 'seriesKey' | 'domain'>[],
): Promise<string[]> {
  const bytes = (keys: readonly (string | null)[]): Buffer[] =>
    keys.flatMap((key) => (key === null ? [] : [Buffer.from(key, 'hex')]));
  const eventIds = corrections.map(({ eventId }) => eventId);
  const series = bytes(corrections.map(({ seriesKey }) => seriesKey));
  const domains = bytes(corrections.map(({ domain }) => domain));
  const { rows } = await sql<{ event_id: string }>`select event.event_id from event
    join event_version version on version.event_id = event.event_id and version.valid_to is null
    where event.person_id = ${personId}::uuid and event.gone_at is null and (
      version.correction_id is not null or event.event_id = any(${eventIds}::uuid[])
      or event.series_key = any(${series}::bytea[]) or version.external_domains && ${domains}::bytea[])`.execute(
    trx,
  );
  return rows.map((row) => row.event_id);
}

function standingOf(row: Selectable<Database['correction']>): StandingCorrection {
  return {
    id: row.correction_id,
    eventId: row.event_id,
    scope: row.scope,
    seriesKey: row.series_key?.toString('hex') ?? null,
    domain: row.domain_hash?.toString('hex') ?? null,
    class: row.class,
    at: row.corrected_at,
  };
}
