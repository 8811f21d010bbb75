import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type DatabaseUrls, ensureRolesAndDatabase } from '../../api/store/database-roles.ts';
import './global-postgres.ts';

export interface FreshDatabase extends DatabaseUrls {
  /** Ends what is still connected and removes the database. */
  drop(): Promise<void>;
}

/** A migrated, empty database of its own on the run's server. Needs `globalSetup: ['tests/fakes/global-postgres.ts']`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { superuserUrl, folder, template } = inject('postgres');
  const database = `t_${randomBytes(6).toString('hex')}`;
  const urls = await ensureRolesAndDatabase({ superuserUrl, folder, database, template });
  return { ...urls, drop: () => dropDatabase(superuserUrl, database) };
}

async function dropDatabase(superuserUrl: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`drop database if exists ${pg.escapeIdentifier(database)} with (force)`);
  await client.end();
}
