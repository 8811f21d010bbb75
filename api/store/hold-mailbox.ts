import type { Transaction } from 'kysely';
import type { Database } from './schema.ts';

/** As worker: until the transaction ends, nobody else writes what is read from this calendar. */
export async function holdMailbox(trx: Transaction<Database>, personId: string): Promise<void> {
  await trx.selectFrom('mailbox').select('person_id').where('person_id', '=', personId).forUpdate().execute();
}
