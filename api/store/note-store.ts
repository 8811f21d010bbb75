import { sql, type Transaction } from 'kysely';
import type { Instant, IsoWeek } from '../../shared/calendar/time.ts';
import { at } from './instant.ts';
import type { Database } from './schema.ts';
import type { NoteState } from './schema-prompts.ts';

type Trx = Transaction<Database>;

export interface StoredNote {
  readonly noteId: string;
  readonly personId: string;
  readonly week: IsoWeek;
  readonly state: NoteState;
  readonly lapseAt: Instant;
  readonly activityId: string | null;
  readonly attempts: number;
}

/** Whether the person wants a weekly note. */
export async function findWantsNote(trx: Trx, personId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('person')
    .select('wants_note')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.wants_note ?? false;
}

/** Wanted, the next one is planned at once; not wanted, what is planned falls at its claim. */
export async function saveWantsNote(trx: Trx, personId: string, wants: boolean, now: Instant): Promise<void> {
  await trx
    .updateTable('person')
    .set({ wants_note: wants, note_due_at: wants ? new Date(now) : null })
    .where('person_id', '=', personId)
    .execute();
}

export async function hastenNote(trx: Trx, personId: string, dueAt: Instant): Promise<void> {
  await trx
    .updateTable('person')
    .set((eb) => ({ note_due_at: eb.fn<Date>('least', ['note_due_at', at(dueAt)]) }))
    .where('person_id', '=', personId)
    .where('wants_note', '=', true)
    .execute();
}

/** As worker: into the outbox. A person has one note of a week for ever; a second is refused without an error, and null. */
export async function addNote(
  trx: Trx,
  note: {
    readonly personId: string;
    readonly week: IsoWeek;
    readonly plannedAt: Instant;
    readonly lapseAt: Instant;
  },
): Promise<string | null> {
  const row = await trx
    .insertInto('weekly_note')
    .values({
      person_id: note.personId,
      week: note.week,
      state: 'due',
      planned_at: new Date(note.plannedAt),
      lapse_at: new Date(note.lapseAt),
    })
    .onConflict((conflict) => conflict.columns(['person_id', 'week']).doNothing())
    .returning('note_id')
    .executeTakeFirst();
  return row?.note_id ?? null;
}

export async function listNoteWeeks(trx: Trx, personId: string): Promise<ReadonlySet<IsoWeek>> {
  const rows = await trx.selectFrom('weekly_note').select('week').where('person_id', '=', personId).execute();
  return new Set(rows.map(({ week }) => week));
}

/** When notes reached the person, or may have. */
export async function listNoteTimes(trx: Trx, personId: string, since: Instant): Promise<Instant[]> {
  const rows = await trx
    .selectFrom('weekly_note')
    .select('sent_at')
    .where('person_id', '=', personId)
    .where('sent_at', '>=', at(since))
    .execute();
  return rows.flatMap(({ sent_at }) => sent_at ?? []);
}

/** As worker: holds the note until the transaction ends. */
export async function holdNote(trx: Trx, noteId: string): Promise<StoredNote | null> {
  const row = await trx
    .selectFrom('weekly_note')
    .selectAll()
    .where('note_id', '=', noteId)
    .forUpdate()
    .executeTakeFirst();
  return row
    ? {
        noteId: row.note_id,
        personId: row.person_id,
        week: row.week,
        state: row.state,
        lapseAt: row.lapse_at,
        activityId: row.activity_id,
        attempts: row.attempts,
      }
    : null;
}

export interface NoteChange {
  readonly state?: NoteState;
  readonly dueAt?: Instant | null;
  readonly closeDueAt?: Instant | null;
  readonly sendingSince?: Instant;
  readonly sentAt?: Instant;
  readonly activityId?: string;
  readonly conversationId?: string;
  readonly attempts?: number;
  readonly goneReason?: string;
}

export async function saveNote(trx: Trx, noteId: string, change: NoteChange): Promise<void> {
  const { state, dueAt, closeDueAt, sendingSince, sentAt, activityId, conversationId, attempts, goneReason } =
    change;
  await trx
    .updateTable('weekly_note')
    .set({
      ...(state && { state }),
      ...(dueAt !== undefined && { due_at: dueAt === null ? null : new Date(dueAt) }),
      ...(closeDueAt !== undefined && { close_due_at: closeDueAt === null ? null : new Date(closeDueAt) }),
      ...(sendingSince !== undefined && { sending_since: new Date(sendingSince) }),
      ...(sentAt !== undefined && { sent_at: new Date(sentAt) }),
      ...(activityId !== undefined && { activity_id: activityId }),
      ...(conversationId !== undefined && { conversation_id: conversationId }),
      ...(attempts !== undefined && { attempts }),
      ...(goneReason !== undefined && { gone_reason: goneReason }),
    })
    .where('note_id', '=', noteId)
    .execute();
}

/** A selling activity that stands in anybody's calendar, with fingerprints of who takes part from outside. */
export interface StandingSelling {
  readonly start: Instant;
  readonly people: readonly string[];
}

/**
 * As worker, across the organisation (domain §8: an enrolled colleague's counts too): what stands after `from` with one of these
 * people or domains, given and answered as fingerprints in hexadecimal. Whose it is, is not read.
 */
export async function listStandingSelling(
  trx: Trx,
  from: Instant,
  people: readonly string[],
): Promise<StandingSelling[]> {
  if (people.length === 0) return [];
  const hashes = people.map((one) => Buffer.from(one, 'hex'));
  const rows = await trx
    .selectFrom('event_version')
    .select(['start_at', 'external_domains', 'external_addresses'])
    .where('valid_to', 'is', null)
    .where('class', '=', 'selling')
    .where('is_cancelled', '=', false)
    .where('response', '!=', 'declined')
    .where('start_at', '>=', at(from))
    .where(sql<boolean>`(external_domains && ${hashes}::bytea[] or external_addresses && ${hashes}::bytea[])`)
    .execute();
  return rows.map((row) => ({
    start: row.start_at,
    people: [...row.external_domains, ...row.external_addresses].map((one) => one.toString('hex')),
  }));
}
