import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Database } from './schema.ts';
import { findSetting, saveSetting } from './setting-store.ts';

const KEY = 'graph';

/** What was learnt of how this cloud gives subscriptions. */
const graphFactsSchema = z.object({
  /** The longest life in minutes, where it is less than a week. */
  ceilingMinutes: z.number().positive().nullable().default(null),
  /** When orphans were last looked for, by real time. */
  sweptAt: z.number().default(0),
  /** Subscriptions that nobody knew then. */
  orphans: z.array(z.string()).default([]),
});
export type GraphFacts = z.infer<typeof graphFactsSchema>;

/** As worker. */
export async function loadGraphFacts(trx: Transaction<Database>): Promise<GraphFacts> {
  return graphFactsSchema.parse((await findSetting(trx, KEY)) ?? {});
}

/** As worker: adds to what is known. */
export async function saveGraphFacts(
  trx: Transaction<Database>,
  learnt: Partial<GraphFacts>,
  now: Instant,
): Promise<void> {
  await saveSetting(trx, KEY, { ...(await loadGraphFacts(trx)), ...learnt }, now);
}
