import { sql } from 'kysely';
import { failureName } from '../jobs/queue.ts';
import { jobs } from '../start/start-product.ts';
import { connect } from '../store/connect.ts';
import { TOPICS } from '../../shared/contract/admin.ts';
import { assertRolesAreSafe } from '../store/database-roles.ts';
import { listUndecided } from '../store/decision-store.ts';
import { createVault } from '../store/encryption.ts';
import { pendingMigrations } from '../store/migrate.ts';
import { migrations } from '../store/migrations/all.ts';
import { StoreError } from '../store/store-error.ts';
import type { DoctorWorld } from './doctor-world.ts';
import { fault, note, ok, type Said } from './finding.ts';
import { withStore } from './with-store.ts';

const LEAST_VERSION = 16;
const MOST_SKEW_MS = 120_000;

/** Server, roles, schema, and whether its clock and ours agree. */
export async function checkDatabase(world: DoctorWorld): Promise<Said[]> {
  try {
    await assertRolesAreSafe(world.database);
  } catch (error) {
    if (error instanceof StoreError) return [fault(error.message, error.action)];
    throw error;
  }
  const { version, now } = await askServer(world);
  if (version < LEAST_VERSION)
    return [fault(`PostgreSQL ${version} is too old.`, `Move to ${LEAST_VERSION} or later.`)];
  const skew = Math.abs(now - world.realNow());
  if (skew > MOST_SKEW_MS)
    return [
      fault(
        `The clocks of this machine and of the database are ${Math.round(skew / 1000)} s apart.`,
        'Set both by NTP: tokens and subscriptions are judged by this machine’s.',
      ),
    ];
  const pending = await pendingMigrations(world.database.appUrl, migrations);
  if (pending.length > 0)
    return [
      fault(
        `The schema is behind: ${pending.join(', ')} ${pending.length === 1 ? 'is' : 'are'} missing.`,
        'Set DATABASE_OWNER_URL and run "npm run migrate" with this version of the program.',
      ),
    ];
  return [ok(`PostgreSQL ${version}, roles are safe, ${Object.keys(migrations).length} migrations.`)];
}

async function askServer({ database }: DoctorWorld): Promise<{ version: number; now: number }> {
  const { db, close } = connect(database.appUrl, { max: 1 });
  try {
    const { rows } = await sql<{ version: string; now: number }>`
      select current_setting('server_version_num') as version, clock_timestamp() as now`.execute(db);
    const [row] = rows;
    if (!row) throw new Error('The server told nothing of itself.');
    return { version: Math.floor(Number(row.version) / 10_000), now: row.now };
  } finally {
    await close();
  }
}

/** Every kind of work has its queue, and the app's role may use it. */
export async function checkQueue({ database }: DoctorWorld): Promise<Said[]> {
  const { db, close } = connect(database.appUrl, { max: 1 });
  const action = 'Run "npm run migrate": it makes the queues and gives the rights.';
  try {
    const { rows } = await sql<{ name: string }>`select name from pgboss.queue`.execute(db);
    const known = new Set(rows.map(({ name }) => name));
    const missing = jobs.map(({ name }) => name).filter((name) => !known.has(name));
    if (missing.length > 0) return [fault(`There is no queue for ${missing.join(', ')}.`, action)];
    return [ok(`${jobs.length} kinds of work have their queue.`)];
  } catch (error) {
    return [fault(`The queue cannot be read (${failureName(error)}).`, action)];
  } finally {
    await close();
  }
}

/** Whether the two keys are those with which the stored people were written. */
export async function checkKeys(world: DoctorWorld): Promise<Said[]> {
  const person = await withStore(world, (trx) =>
    trx.selectFrom('person').select(['address_sealed', 'address_hash']).limit(1).executeTakeFirst(),
  );
  if (!person) return [ok('Nothing is stored yet that the keys must fit.')];
  const vault = createVault(world.keys);
  try {
    const address = vault.open(person.address_sealed);
    if (vault.fingerprint('address', address).equals(person.address_hash))
      return [ok('DATA_KEY opens what is stored, DATA_INDEX_KEY finds it.')];
    return [
      fault(
        'DATA_INDEX_KEY is not the key with which what is stored was indexed.',
        'Set the one from the vault: with another, known meetings and customers look new.',
      ),
    ];
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return [
      fault(
        'DATA_KEY does not open what is stored.',
        'Set the one from the vault or from the backup: without it titles and addresses stay unreadable.',
      ),
    ];
  }
}

/** R9: before all six are recorded, no calendar is read. */
export async function checkDecisions(world: DoctorWorld): Promise<Said[]> {
  const undecided = await withStore(world, listUndecided);
  return undecided.length === 0
    ? [ok('All six decisions are recorded.')]
    : [
        note(
          `${TOPICS.length - undecided.length} of ${TOPICS.length} decisions are recorded: no calendar is read before all are.`,
          'An administrator records them in the tab, Set-up.',
        ),
      ];
}
