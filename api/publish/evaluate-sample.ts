import type { Transaction } from 'kysely';
import { addWeeks } from '../../shared/calendar/week.ts';
import type { Instant, IsoWeek } from '../../shared/calendar/time.ts';
import { estimatePrecision } from '../../shared/patterns/precision.ts';
import { isEvaluated, savePrecision } from '../store/precision-store.ts';
import { listCountedDraws } from '../store/sample-store.ts';
import type { Database } from '../store/schema.ts';

/** As long as events and answers are kept. */
const WEEKS = 26;

/**
 * As worker: how right the classes are, from what reps were asked about up to the end of a week: once, with the figures of
 * that week, so that nobody can read one rep's answer off a change. Running again changes nothing.
 */
export async function evaluateSample(
  trx: Transaction<Database>,
  week: IsoWeek,
  made: { readonly minimum: number; readonly classifierVersion: string; readonly now: Instant },
): Promise<void> {
  if (await isEvaluated(trx, week)) return;
  const { minimum, classifierVersion, now } = made;
  const draws = await listCountedDraws(trx, {
    first: addWeeks(week, 1 - WEEKS),
    last: week,
    classifierVersion,
  });
  const precision = estimatePrecision({
    answers: draws.flatMap(({ personId, askedClass, saidClass, confidence, weight, minutes }) =>
      saidClass === null
        ? []
        : [{ rep: personId, asked: askedClass, said: saidClass, confidence, weight, minutes }],
    ),
    asked: draws.length,
    weeks: new Set(draws.map(({ askedWeek }) => askedWeek)).size,
    through: week,
    minimum,
  });
  await savePrecision(trx, { week, classifierVersion, precision }, now);
}
