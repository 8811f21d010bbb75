import type { Transaction } from 'kysely';
import { type Topic, TOPICS } from '../../shared/contract/admin.ts';
import type { Database } from './schema.ts';

/** On what the organisation has not decided yet; until there is nothing left, nobody is read and nobody is written to (R9). */
export async function listUndecided(trx: Transaction<Database>): Promise<Topic[]> {
  const rows = await trx.selectFrom('governance_decision').select('topic').distinct().execute();
  const decided = new Set(rows.map(({ topic }) => topic));
  return TOPICS.filter((topic) => !decided.has(topic));
}
