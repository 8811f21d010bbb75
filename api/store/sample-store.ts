import { sql, type Selectable, type Transaction } from 'kysely';
import type { Instant, IsoWeek } from '../../shared/calendar/time.ts';
import type { SaidClass } from '../../shared/contract/classes.ts';
import { SECONDS_UNANSWERED } from '../../shared/prompts/burden.ts';
import { at } from './instant.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** An event that a rep is asked about, and what they said. */
export interface StoredDraw {
  readonly eventId: string;
  readonly askedWeek: IsoWeek;
  readonly askedClass: SaidClass;
  /** null until it is answered. */
  readonly saidClass: SaidClass | null;
}

export interface NewDraw {
  readonly eventId: string;
  readonly askedClass: SaidClass;
  readonly confidence: number;
  readonly classifierVersion: string;
  readonly minutes: number;
}

/** Once a week: draws of a week that has some are not added to, so that two at once leave one set. */
export async function saveDraws(
  trx: Trx,
  personId: string,
  asked: { readonly week: IsoWeek; readonly at: Instant; readonly population: number },
  draws: readonly NewDraw[],
): Promise<void> {
  if (draws.length === 0) return;
  await trx
    .insertInto('sample_draw')
    .values(
      draws.map((draw, index) => ({
        person_id: personId,
        asked_week: asked.week,
        position: index + 1,
        event_id: draw.eventId,
        asked_at: new Date(asked.at),
        asked_class: draw.askedClass,
        confidence: draw.confidence,
        classifier_version: draw.classifierVersion,
        minutes: draw.minutes,
        population: asked.population,
        drawn: draws.length,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What the person was last asked about, the newest week first, in the order in which it was drawn. */
export async function listDraws(trx: Trx, personId: string, most: number): Promise<StoredDraw[]> {
  const rows = await trx
    .selectFrom('sample_draw')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('asked_week', 'desc')
    .orderBy('position')
    .limit(most)
    .execute();
  return rows.map(drawOf);
}

/** When the person was asked since then, and what each took of their time (domain §7). */
export async function listDrawTimes(
  trx: Trx,
  personId: string,
  since: Instant,
): Promise<{ readonly at: Instant; readonly seconds: number }[]> {
  const rows = await trx
    .selectFrom('sample_draw')
    .select(['asked_at', 'answered_at', 'seconds'])
    .where('person_id', '=', personId)
    .where('asked_at', '>=', at(since))
    .execute();
  return rows.map((row) => ({
    at: row.asked_at,
    seconds: row.answered_at === null ? SECONDS_UNANSWERED : row.seconds,
  }));
}

/** The rep says that the class is right. False where they were not asked about it this week, or their correction of it stands. */
export async function confirmDraw(
  trx: Trx,
  personId: string,
  draw: { readonly eventId: string; readonly week: IsoWeek; readonly at: Instant; readonly seconds: number },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('sample_draw')
    .set((eb) => ({
      said_class: eb.ref('asked_class'),
      answered_at: new Date(draw.at),
      seconds: draw.seconds,
    }))
    .where('person_id', '=', personId)
    .where('event_id', '=', draw.eventId)
    .where('asked_week', '=', draw.week)
    .where('correction_id', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * A correction of an event that the rep is asked about is the answer, wherever they made it: leaving out those that were put
 * right elsewhere would make the rest look better than all are.
 */
export async function answerDrawByCorrection(
  trx: Trx,
  personId: string,
  answer: {
    readonly eventId: string;
    readonly week: IsoWeek;
    readonly at: Instant;
    readonly class: SaidClass;
    readonly correctionId: string;
  },
): Promise<void> {
  await trx
    .updateTable('sample_draw')
    .set({
      said_class: answer.class,
      answered_at: new Date(answer.at),
      correction_id: answer.correctionId,
      seconds: 0,
    })
    .where('person_id', '=', personId)
    .where('event_id', '=', answer.eventId)
    .where('asked_week', '=', answer.week)
    .execute();
}

/** The rep takes back that a class is right. False where they had not said so this week. */
export async function reopenDraw(
  trx: Trx,
  personId: string,
  eventId: string,
  week: IsoWeek,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('sample_draw')
    .set({ said_class: null, answered_at: null })
    .where('person_id', '=', personId)
    .where('event_id', '=', eventId)
    .where('asked_week', '=', week)
    .where('answered_at', 'is not', null)
    .where('correction_id', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface CountedDraw {
  readonly personId: string;
  readonly askedWeek: IsoWeek;
  readonly askedClass: SaidClass;
  readonly saidClass: SaidClass | null;
  readonly confidence: number;
  readonly weight: number;
  readonly minutes: number;
}

/** As worker: what reps were asked about in these weeks, both included, by one classifier. */
export async function listCountedDraws(
  trx: Trx,
  weeks: { readonly first: IsoWeek; readonly last: IsoWeek; readonly classifierVersion: string },
): Promise<CountedDraw[]> {
  const rows = await trx
    .selectFrom('sample_draw')
    .selectAll()
    .select(sql<number>`population::double precision / drawn`.as('weight'))
    .where('asked_week', '>=', weeks.first)
    .where('asked_week', '<=', weeks.last)
    .where('classifier_version', '=', weeks.classifierVersion)
    .orderBy('person_id')
    .orderBy('asked_week')
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    askedWeek: row.asked_week,
    askedClass: row.asked_class,
    saidClass: row.said_class,
    confidence: row.confidence,
    weight: row.weight,
    minutes: row.minutes,
  }));
}

function drawOf(row: Selectable<Database['sample_draw']>): StoredDraw {
  return {
    eventId: row.event_id,
    askedWeek: row.asked_week,
    askedClass: row.asked_class,
    saidClass: row.said_class,
  };
}
