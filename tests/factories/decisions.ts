import type { Transaction } from 'kysely';
import type { Database } from '../../api/store/schema.ts';
import { type Topic, TOPICS } from '../../shared/contract/admin.ts';

/** What an organisation might decide; the back-fill is the test's. */
const DECISIONS: Readonly<Record<Exclude<Topic, 'history'>, object>> = {
  legal_basis: { basis: 'legitimate_interest' },
  impact_assessment: { reference: 'DPIA 7', date: '2026-04-20' },
  union_negotiation: { with: 'Unionen', date: '2026-05-12', document: 'MBL-protokoll 4' },
  retention: { weeks: 26 },
  contact: { name: 'Dataskyddsombudet', address: 'dpo@nordvik.example' },
};

/** As worker: records all six decisions, or all but those left out. */
export async function recordDecisions(
  trx: Transaction<Database>,
  { weeks, at, without = [] }: { weeks: number; at: number; without?: readonly Topic[] },
): Promise<void> {
  const decisions: Readonly<Record<Topic, object>> = { ...DECISIONS, history: { weeks } };
  await trx
    .insertInto('governance_decision')
    .values(
      TOPICS.filter((topic) => !without.includes(topic)).map((topic) => ({
        topic,
        decision: JSON.stringify(decisions[topic]),
        decided_at: new Date(at),
        decided_by: null,
      })),
    )
    .execute();
}
