import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from '../../api/store/connect.ts';
import { ensureRolesAndDatabase } from '../../api/store/database-roles.ts';
import { startEmbeddedPostgres } from '../../api/store/embedded-postgres.ts';
import { migrate } from '../../api/store/migrate.ts';
import { migrations } from '../../api/store/migrations/all.ts';
import type { Kysely } from 'kysely';
import type { Database } from '../../api/store/schema.ts';
import { openStore, type Store } from '../../api/store/transaction.ts';

export const TENANT = '5f0c3b5e-1111-4222-8333-944455556666';

export interface BenchDatabase {
  /** As `TENANT`. */
  readonly store: Store;
  readonly db: Kysely<Database>;
  storeOf(tenantId: string): Store;
  /** An empty database beside it, for the sandbox. */
  readonly sandboxUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
}

/** A server of its own with the product's schema, gone afterwards. */
export async function withBenchDatabase<T>(run: (database: BenchDatabase) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'followthrough-bench-'));
  const server = await startEmbeddedPostgres({ dataDir, report: () => undefined });
  try {
    const urls = await ensureRolesAndDatabase({ ...server, database: 'bench' });
    await migrate(urls.ownerUrl, migrations, () => undefined);
    const sandbox = await ensureRolesAndDatabase({ ...server, database: 'bench_sandbox' });
    const connection = connect(urls.appUrl, { max: 10 });
    const storeOf = (tenantId: string): Store => openStore(connection.db, tenantId);
    try {
      return await run({
        ...urls,
        db: connection.db,
        sandboxUrl: sandbox.ownerUrl,
        store: storeOf(TENANT),
        storeOf,
      });
    } finally {
      await connection.close();
    }
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
