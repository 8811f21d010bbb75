import type { Transaction } from 'kysely';
import type { WeekSplit } from '../../shared/calendar/time-split.ts';
import type { Instant, IsoWeek } from '../../shared/calendar/time.ts';
import type { Database } from './schema.ts';

/**
 * As worker: writes sums, each in place of the one before. Whether a week was back-filled is decided by its first sum:
 * what was not seen as it went by stays so.
 */
export async function saveWeeks(
  trx: Transaction<Database>,
  personId: string,
  weeks: readonly WeekSplit[],
  made: { readonly isBackfill: boolean; readonly classifierVersion: string; readonly at: Instant },
): Promise<void> {
  if (weeks.length === 0) return;
  await trx
    .insertInto('person_week')
    .values(
      weeks.map((split) => ({
        person_id: personId,
        week: split.week,
        ...split.minutes,
        by_activity: JSON.stringify(split.byActivity),
        overtime: JSON.stringify(split.overtime),
        scheduled: split.scheduled,
        available: split.available,
        normal: split.normal,
        absence: split.absence,
        is_valid: split.valid,
        is_backfill: made.isBackfill,
        classifier_version: made.classifierVersion,
        computed_at: new Date(made.at),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'week']).doUpdateSet((eb) => ({
        selling: eb.ref('excluded.selling'),
        unsure: eb.ref('excluded.unsure'),
        supporting: eb.ref('excluded.supporting'),
        internal: eb.ref('excluded.internal'),
        by_activity: eb.ref('excluded.by_activity'),
        overtime: eb.ref('excluded.overtime'),
        scheduled: eb.ref('excluded.scheduled'),
        available: eb.ref('excluded.available'),
        normal: eb.ref('excluded.normal'),
        absence: eb.ref('excluded.absence'),
        is_valid: eb.ref('excluded.is_valid'),
        classifier_version: eb.ref('excluded.classifier_version'),
        computed_at: eb.ref('excluded.computed_at'),
      })),
    )
    .execute();
}

/** The first week of the person's that was read; null where none was. */
export async function findFirstWeek(trx: Transaction<Database>, personId: string): Promise<IsoWeek | null> {
  const row = await trx
    .selectFrom('person_week')
    .select((eb) => eb.fn.min('week').as('week'))
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.week ?? null;
}

export interface OwnWeek {
  readonly week: IsoWeek;
  readonly minutes: WeekSplit['minutes'];
  readonly scheduled: number;
  readonly available: number;
  readonly isValid: boolean;
  readonly isBackfill: boolean;
  readonly classifierVersion: string;
}

/** A person's sums from `first` to `last`, both included, oldest first. */
export async function listOwnWeeks(
  trx: Transaction<Database>,
  personId: string,
  first: IsoWeek,
  last: IsoWeek,
): Promise<OwnWeek[]> {
  const rows = await trx
    .selectFrom('person_week')
    .selectAll()
    .where('person_id', '=', personId)
    .where('week', '>=', first)
    .where('week', '<=', last)
    .orderBy('week')
    .execute();
  return rows.map(({ selling, unsure, supporting, internal, ...row }) => ({
    week: row.week,
    minutes: { selling, unsure, supporting, internal },
    scheduled: row.scheduled,
    available: row.available,
    isValid: row.is_valid,
    isBackfill: row.is_backfill,
    classifierVersion: row.classifier_version,
  }));
}
