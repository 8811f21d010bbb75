import type { Transaction } from 'kysely';
import { CLASSIFIER_VERSION } from '../../shared/classification/classify.ts';
import type { AdminClassification } from '../../shared/contract/precision.ts';
import { NOTHING_ANSWERED } from '../../shared/patterns/precision.ts';
import { findPrecision } from '../store/precision-store.ts';
import type { Database } from '../store/schema.ts';

/** *Classification*: how right the classes are by the reps' own word, as last evaluated. No event, no rep. */
export async function loadClassification(trx: Transaction<Database>): Promise<AdminClassification> {
  const found = await findPrecision(trx);
  return found ?? { week: null, classifierVersion: CLASSIFIER_VERSION, precision: NOTHING_ANSWERED };
}
