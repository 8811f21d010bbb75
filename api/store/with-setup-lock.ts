import pg from 'pg';

/** Any number that nobody else uses. */
const LOCK = 7_205_302;

/**
 * As owner: one at a time, however many instances start together. Who comes later finds the work done; without it two
 * grants on one table at once would fail one of them.
 */
export async function withSetupLock<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  // Raised beside the rejection of the query under way; unheard, it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    return await work();
  } finally {
    // Ends the lock too.
    await client.end();
  }
}
