import path from 'node:path';
import pg from 'pg';
import { randomPassword, readOrWriteSecret } from './secret-file.ts';
import { StoreError } from './store-error.ts';

export const OWNER_ROLE = 'followthrough_owner';
export const APP_ROLE = 'followthrough_app';

/** Serialises several instances that set up the same server at once; any number that nobody else uses. */
const SETUP_LOCK = 7_205_301;

export interface DatabaseUrls {
  /** Owns the schema, migrates, installs the job queue. */
  readonly ownerUrl: string;
  /** Owns nothing; what the running product uses. */
  readonly appUrl: string;
}

/**
 * Makes the two roles and one database on the embedded server, or finds them as they are. The superuser does nothing
 * else, ever: row-level security does not bind it. Passwords stay in `folder`, in files of mode 0600.
 * With `template`, a new database is a copy of that one.
 */
export async function ensureRolesAndDatabase(options: {
  superuserUrl: string;
  folder: string;
  database: string;
  template?: string;
}): Promise<DatabaseUrls> {
  const { superuserUrl, folder, database } = options;
  const ownerPassword = await readOrWriteSecret(path.join(folder, 'owner-password'), randomPassword());
  const appPassword = await readOrWriteSecret(path.join(folder, 'app-password'), randomPassword());
  await withClient(superuserUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [SETUP_LOCK]);
    await ensureRole(client, OWNER_ROLE, ownerPassword);
    await ensureRole(client, APP_ROLE, appPassword);
    await ensureDatabase(client, database, options.template);
  });
  return {
    ownerUrl: urlFor(superuserUrl, OWNER_ROLE, ownerPassword, database),
    appUrl: urlFor(superuserUrl, APP_ROLE, appPassword, database),
  };
}

/**
 * Refuses to go on (`database-role-unsafe`) when a role could read past row-level security: superusers, BYPASSRLS,
 * members of such a role, and an app that is the owner or may become it (who could lift the policies). Without the owner's
 * URL, whoever owns the tables is taken for the owner.
 */
export async function assertRolesAreSafe(urls: {
  readonly ownerUrl: string | null;
  readonly appUrl: string;
}): Promise<void> {
  const owner = urls.ownerUrl === null ? null : await readRole(urls.ownerUrl);
  const app = await readRole(urls.appUrl);
  for (const role of [owner, app]) {
    if (role && role.bypasses !== null) throw unsafe(`The database role ${role.name} ${role.bypasses}`);
  }
  const ownerName = owner?.name ?? (await ownerOfTables(urls.appUrl));
  if (ownerName === null) return;
  if (ownerName === app.name) throw unsafe(`The database role ${app.name} is both owner and app`);
  if (await mayBecome(urls.appUrl, ownerName)) {
    throw unsafe(`The database role ${app.name} may become ${ownerName}`);
  }
}

async function ensureRole(client: pg.Client, name: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  const rights = 'login nosuperuser nobypassrls nocreatedb nocreaterole noreplication';
  await client.query(
    `${verb} role ${pg.escapeIdentifier(name)} ${rights} password ${pg.escapeLiteral(password)}`,
  );
}

async function ensureDatabase(client: pg.Client, name: string, template: string | undefined): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount !== 0) return;
  const database = pg.escapeIdentifier(name);
  const from = template === undefined ? '' : ` template ${pg.escapeIdentifier(template)}`;
  await client.query(`create database ${database} owner ${OWNER_ROLE}${from}`);
  await client.query(`revoke connect, temporary on database ${database} from public`);
  await client.query(`grant connect on database ${database} to ${APP_ROLE}`);
}

interface RoleFacts {
  readonly name: string;
  readonly bypasses: string | null;
}

async function readRole(url: string): Promise<RoleFacts> {
  const rows = await withClient(url, async (client) => {
    const result = await client.query<{ name: string; bypasses: string | null }>(
      `select current_user as name, (
         select case when r.rolname = current_user then '' else 'may become ' || r.rolname || ', which ' end
           || case when r.rolsuper then 'is a superuser' else 'bypasses row-level security' end
         from pg_roles r
         where (r.rolsuper or r.rolbypassrls) and pg_has_role(current_user, r.oid, 'member')
         order by r.rolname <> current_user, r.rolname
         limit 1) as bypasses`,
    );
    return result.rows;
  });
  const [role] = rows;
  if (role === undefined) throw unreachable('no role');
  return role;
}

/** Null in a database without tables. */
async function ownerOfTables(url: string): Promise<string | null> {
  const tables = `select tableowner as name from pg_tables where schemaname = 'public' limit 1`;
  const { rows } = await withClient(url, (client) => client.query<{ name: string }>(tables));
  return rows[0]?.name ?? null;
}

async function mayBecome(url: string, name: string): Promise<boolean> {
  const member = `select from pg_roles where rolname = $1 and pg_has_role(current_user, oid, 'member')`;
  const { rowCount } = await withClient(url, (client) => client.query(member, [name]));
  return rowCount !== 0;
}

async function withClient<T>(url: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // Raised beside the rejection of the query under way; unheard, it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    throw unreachable(reasonOf(cause), cause);
  }
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}

/** A name with two addresses that both refuse gives an error without a message, only with a code. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.message === '' && 'code' in cause ? String(cause.code) : cause.message;
}

function urlFor(superuserUrl: string, role: string, password: string, database: string): string {
  const url = new URL(superuserUrl);
  url.username = role;
  url.password = password;
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

function unsafe(what: string): StoreError {
  return new StoreError({
    code: 'database-role-unsafe',
    message: `${what}, so row-level security would not hold.`,
    action: 'Give DATABASE_URL and DATABASE_OWNER_URL two ordinary roles (nosuperuser, nobypassrls).',
  });
}

function unreachable(reason: string, cause?: unknown): StoreError {
  return new StoreError({
    code: 'database-unreachable',
    message: `The database does not answer (${reason}).`,
    action: 'Check that the server runs and that DATABASE_URL and DATABASE_OWNER_URL are right.',
    cause,
  });
}
