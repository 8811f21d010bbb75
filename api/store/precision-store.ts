import type { Transaction } from 'kysely';
import type { Instant, IsoWeek } from '../../shared/calendar/time.ts';
import { precisionSchema, type Precision } from '../../shared/contract/precision.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

export interface PrecisionWeek {
  readonly week: IsoWeek;
  readonly classifierVersion: string;
  readonly precision: Precision;
}

/** The newest evaluation, whoever reads; null before the first. */
export async function findPrecision(trx: Trx): Promise<PrecisionWeek | null> {
  const row = await trx
    .selectFrom('precision_week')
    .selectAll()
    .orderBy('week', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    week: row.week,
    classifierVersion: row.classifier_version,
    precision: precisionSchema.parse(row.precision),
  };
}

/** As worker: frozen with the week that it is of, as published figures are (R2). */
export async function savePrecision(trx: Trx, { week, ...made }: PrecisionWeek, now: Instant): Promise<void> {
  await trx
    .insertInto('precision_week')
    .values({
      week,
      classifier_version: made.classifierVersion,
      estimated_at: new Date(now),
      precision: JSON.stringify(made.precision),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** As worker: whether the week has been evaluated. */
export async function isEvaluated(trx: Trx, week: IsoWeek): Promise<boolean> {
  const row = await trx
    .selectFrom('precision_week')
    .select('week')
    .where('week', '=', week)
    .executeTakeFirst();
  return row !== undefined;
}
