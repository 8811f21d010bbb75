import type { Transaction } from 'kysely';
import {
  type Decisions,
  decisionSchemas,
  decisionsSchema,
  type Topic,
  TOPICS,
} from '../../shared/contract/admin.ts';
import type { Database } from '../store/schema.ts';

type Trx = Transaction<Database>;

/** As worker or admin: the last word on each topic; null where there is none, or none that can be read any more. */
export async function loadDecisions(trx: Trx): Promise<Decisions> {
  const rows = await trx
    .selectFrom('governance_decision')
    .distinctOn('topic')
    .select(['topic', 'decision'])
    .orderBy('topic')
    .orderBy('decision_id', 'desc')
    .execute();
  const found = new Map(rows.map(({ topic, decision }) => [topic, decision]));
  const entries = TOPICS.map((topic) => [
    topic,
    decisionSchemas[topic].safeParse(found.get(topic)).data ?? null,
  ]);
  return decisionsSchema.parse(Object.fromEntries(entries));
}

/** Topics without a decision: while there is one, no calendar is read (R9). */
export function missingTopics(decisions: Decisions): Topic[] {
  return TOPICS.filter((topic) => decisions[topic] === null);
}
