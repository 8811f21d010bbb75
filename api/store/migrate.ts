import { Kysely, PostgresDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { StoreError } from './store-error.ts';

/**
 * Brings the schema up to date as its owner, one transaction a migration, and says what it did. Instances that start
 * together wait for each other. Throws `migration-failed` with the migration's name; what came before it stands.
 */
export async function migrate(
  ownerUrl: string,
  migrations: Readonly<Record<string, Migration>>,
  report: (line: string) => void,
): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, connectionTimeoutMillis: 10_000 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
    // Step by step: migrateToLatest would put all of them into one transaction.
    while (await migrateOne(migrator, report));
  } finally {
    await db.destroy();
  }
}

async function migrateOne(migrator: Migrator, report: (line: string) => void): Promise<boolean> {
  const { error, results = [] } = await migrator.migrateUp();
  const [step] = results;
  if (error !== undefined) throw migrationFailed(step?.migrationName, error);
  if (step === undefined) return false;
  report(`Migrated the database: ${step.migrationName}.`);
  return true;
}

function migrationFailed(name: string | undefined, cause: unknown): StoreError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StoreError({
    code: 'migration-failed',
    message:
      name === undefined
        ? `The database cannot be migrated: ${reason}`
        : `The migration ${name} failed: ${reason}`,
    action:
      'The database stands as before this migration. Check the owner role and the version of the program.',
    cause,
  });
}
