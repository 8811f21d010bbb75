import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { APP_ROLE } from './database-roles.ts';
import { StoreError } from './store-error.ts';
import { withSetupLock } from './with-setup-lock.ts';

/**
 * Brings the schema up to date as its owner, one transaction a migration, and says what it did. Instances that start
 * together wait for each other. Throws `migration-failed` with the migration's name; what came before it stands.
 */
export async function migrate(
  ownerUrl: string,
  migrations: Readonly<Record<string, Migration>>,
  report: (line: string) => void,
): Promise<void> {
  await withSetupLock(ownerUrl, () => migrateAlone(ownerUrl, migrations, report));
}

async function migrateAlone(
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
    // So that an instance without the owner's role can tell whether the schema is its own.
    await sql.raw(`grant select on kysely_migration to ${APP_ROLE}`).execute(db);
  } finally {
    await db.destroy();
  }
}

/**
 * As app: the migrations of this program that the database has not seen, by name. One that a later program made is none of
 * them: the schema is only ever added to while an older one runs.
 */
export async function pendingMigrations(
  appUrl: string,
  migrations: Readonly<Record<string, Migration>>,
): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: appUrl, max: 1, connectionTimeoutMillis: 10_000 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const readable = await sql<{ is_readable: boolean | null }>`
      select has_table_privilege(to_regclass('kysely_migration'), 'select') as is_readable`.execute(db);
    const known = readable.rows[0]?.is_readable
      ? await sql<{ name: string }>`select name from kysely_migration`.execute(db)
      : { rows: [] };
    const names = new Set(known.rows.map(({ name }) => name));
    return Object.keys(migrations).filter((name) => !names.has(name));
  } finally {
    await db.destroy();
  }
}

/** @throws StoreError `schema-behind` where the owner has yet to migrate. */
export async function assertMigrated(
  appUrl: string,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const pending = await pendingMigrations(appUrl, migrations);
  if (pending.length === 0) return;
  throw new StoreError({
    code: 'schema-behind',
    message: `The schema is behind this program: ${pending.join(', ')} ${pending.length === 1 ? 'is' : 'are'} missing.`,
    action:
      'Run "npm run migrate" as the owner (DATABASE_OWNER_URL) with this version of the program, then start again.',
  });
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
