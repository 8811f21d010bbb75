import type { Transaction } from 'kysely';
import { connect } from '../store/connect.ts';
import type { Database } from '../store/schema.ts';
import { openStore } from '../store/transaction.ts';
import type { DoctorWorld } from './doctor-world.ts';

/** One look into the deployment's database, as the app's worker. */
export async function withStore<T>(
  { database, microsoft }: DoctorWorld,
  look: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  const connection = connect(database.appUrl, { max: 1 });
  try {
    return await openStore(connection.db, microsoft.tenantId).as({ kind: 'worker' })(look);
  } finally {
    await connection.close();
  }
}
