import type { Config } from '../config.ts';
import { installQueue } from '../jobs/queue.ts';
import type { AnyJob } from '../jobs/job.ts';
import { assertRolesAreSafe, ensureRolesAndDatabase } from '../store/database-roles.ts';
import { startEmbeddedPostgres } from '../store/embedded-postgres.ts';
import { assertMigrated, migrate } from '../store/migrate.ts';
import { migrations } from '../store/migrations/all.ts';
import { withSetupLock } from '../store/with-setup-lock.ts';
import type { Stops } from './stops.ts';

const DATABASE = 'followthrough';
const SANDBOX_DATABASE = 'followthrough_sandbox';

export interface PreparedDatabase {
  readonly appUrl: string;
  /** null where only an administrator migrates, and has. */
  readonly ownerUrl: string | null;
  /** The sandbox's own database on the embedded server; null with a server of one's own. */
  readonly sandboxUrl: string | null;
  /** 0700 folder for secrets that are made once; null with a server of one's own. */
  readonly folder: string | null;
}

/**
 * The server and its roles: the configured one, or the embedded one. Refuses roles that see past row-level security, and a
 * schema that is behind and that this instance may not migrate.
 */
export async function prepareDatabase(
  config: Config,
  stops: Stops,
  report: (line: string) => void,
): Promise<PreparedDatabase> {
  if (config.database) {
    const { appUrl, ownerUrl } = config.database;
    await assertRolesAreSafe({ ownerUrl, appUrl });
    if (!ownerUrl) await assertMigrated(appUrl, migrations);
    return { appUrl, ownerUrl, sandboxUrl: null, folder: null };
  }
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, report });
  stops.add(() => server.stop());
  const urls = await ensureRolesAndDatabase({ ...server, database: DATABASE });
  const sandbox = await ensureRolesAndDatabase({ ...server, database: SANDBOX_DATABASE });
  await assertRolesAreSafe(urls);
  return { ...urls, sandboxUrl: sandbox.ownerUrl, folder: server.folder };
}

/** As owner: schema, queue and rights. May be run again, and by several instances at once. */
export async function migrateDatabase(
  ownerUrl: string,
  jobs: readonly AnyJob<never>[],
  report: (line: string) => void,
): Promise<void> {
  await migrate(ownerUrl, migrations, report);
  await withSetupLock(ownerUrl, () => installQueue(ownerUrl, jobs));
}
