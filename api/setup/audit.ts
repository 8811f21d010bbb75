import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { AUDITED } from '../../shared/contract/admin.ts';
import type { Database } from '../store/schema.ts';

export interface Audited {
  readonly what: (typeof AUDITED)[number];
  /** A topic, a setting's key, a team's name, a list of domains. */
  readonly about: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Who acts, and when. */
export interface Act {
  readonly personId: string;
  readonly now: Instant;
}

/** In the transaction of what it tells of: neither stands without the other (R13). Rows are never changed or removed. */
export async function saveAudit(
  trx: Transaction<Database>,
  entries: readonly Audited[],
  { personId, now }: Act,
): Promise<void> {
  if (entries.length === 0) return;
  await trx
    .insertInto('audit_entry')
    .values(
      entries.map(({ what, ...detail }) => ({
        what,
        detail: JSON.stringify(detail),
        by_person: personId,
        at: new Date(now),
      })),
    )
    .execute();
}
