import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../shared/calendar/time.ts';
import type { WorkingHours } from '../../shared/calendar/working-hours.ts';
import type { Database } from './schema.ts';
import type { QuietHours } from './schema-people.ts';

type Trx = Transaction<Database>;

export interface StatedHours {
  readonly mailbox: WorkingHours;
  readonly own: WorkingHours | null;
}

/** Both words about a person's hours: the mailbox's, and their own, which stands before it. */
export async function findStatedHours(trx: Trx, personId: string): Promise<StatedHours | null> {
  const row = await trx
    .selectFrom('person')
    .select(['working_hours', 'working_hours_override'])
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row ? { mailbox: row.working_hours, own: row.working_hours_override } : null;
}

export async function saveOwnHours(trx: Trx, personId: string, own: WorkingHours | null): Promise<void> {
  await trx
    .updateTable('person')
    .set({ working_hours_override: own === null ? null : JSON.stringify(own) })
    .where('person_id', '=', personId)
    .execute();
}

export async function saveQuietHours(trx: Trx, personId: string, quiet: QuietHours | null): Promise<void> {
  await trx
    .updateTable('person')
    .set({ quiet_hours: quiet === null ? null : JSON.stringify(quiet) })
    .where('person_id', '=', personId)
    .execute();
}

export interface StoredCounts {
  readonly events: number;
  readonly moves: number;
  readonly answers: number;
  readonly corrections: number;
  /** Events that were drawn to be confirmed. */
  readonly samples: number;
  readonly weeks: number;
  /** When the first of it was stored. */
  readonly since: Instant | null;
}

/** How many rows there are of a person, by what they tell. */
export async function countStored(trx: Trx, personId: string): Promise<StoredCounts> {
  const { rows } = await sql<StoredCounts>`select
      (select count(*) from event where person_id = ${personId}::uuid) as events,
      (select count(*) from move where person_id = ${personId}::uuid and state <> 'void') as moves,
      (select count(*) from answer where person_id = ${personId}::uuid) as answers,
      (select count(*) from correction where person_id = ${personId}::uuid) as corrections,
      (select count(*) from sample_draw where person_id = ${personId}::uuid) as samples,
      (select count(*) from person_week where person_id = ${personId}::uuid) as weeks,
      (select min(first_seen_at) from event where person_id = ${personId}::uuid) as since`.execute(trx);
  return rows[0] ?? { events: 0, moves: 0, answers: 0, corrections: 0, samples: 0, weeks: 0, since: null };
}

const retentionSchema = z.object({ weeks: z.number().int() });
const contactSchema = z.object({ name: z.string() });

/** What the organisation decided that every rep may read: how long is kept what, and whom to ask. */
export async function findDecided(
  trx: Trx,
): Promise<{ readonly keptWeeks: number | null; readonly contact: string | null }> {
  const rows = await trx
    .selectFrom('governance_decision')
    .select(['topic', 'decision'])
    .where('topic', 'in', ['retention', 'contact'])
    .orderBy('decision_id', 'desc')
    .execute();
  const of = (topic: string) => rows.find((row) => row.topic === topic)?.decision;
  return {
    keptWeeks: retentionSchema.safeParse(of('retention')).data?.weeks ?? null,
    contact: contactSchema.safeParse(of('contact')).data?.name ?? null,
  };
}
