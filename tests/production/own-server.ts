import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../api/store/embedded-postgres.ts';

const ROLES = fileURLToPath(new URL('../../deploy/postgres/roles.sql', import.meta.url));

/** A PostgreSQL as an administrator has one, with what `deploy/postgres/roles.sql` makes on it. */
export interface OwnServer {
  readonly superuserUrl: string;
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** Of the sandbox, which plays Microsoft 365 and has nothing to do with the product's. */
  readonly sandboxUrl: string;
  /** Holds the cluster, in `postgres/cluster`. */
  readonly dataDir: string;
  query<T extends object>(url: string, text: string): Promise<T[]>;
  remove(): Promise<void>;
}

export async function startOwnServer(): Promise<OwnServer> {
  const dataDir = await realpath(await mkdtemp(path.join(tmpdir(), 'followthrough-server-')));
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir, report: () => undefined });
  const words = { owner_password: 'owner’s word', app_password: 'app word' };
  for (const statement of await statementsOf(ROLES, words)) await query(server.superuserUrl, statement);
  await query(server.superuserUrl, 'create database pretend_microsoft');
  const urlOf = (database: string, role?: string, word?: string): string => {
    const url = new URL(server.superuserUrl);
    url.pathname = `/${database}`;
    if (role !== undefined && word !== undefined) {
      url.username = role;
      url.password = encodeURIComponent(word);
    }
    return url.href;
  };
  return {
    superuserUrl: urlOf('followthrough'),
    appUrl: urlOf('followthrough', 'followthrough_app', words.app_password),
    ownerUrl: urlOf('followthrough', 'followthrough_owner', words.owner_password),
    sandboxUrl: urlOf('pretend_microsoft'),
    dataDir,
    query,
    remove: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** As psql reads the file: comments out, `:'name'` filled in. */
async function statementsOf(file: string, values: Readonly<Record<string, string>>): Promise<string[]> {
  const text = (await readFile(file, 'utf8')).replaceAll(/^--.*$/gm, '');
  return text
    .split(';')
    .map((statement) => statement.trim())
    .filter(Boolean)
    .map((statement) => statement.replaceAll(/:'(\w+)'/g, (_, name) => pg.escapeLiteral(values[name] ?? '')));
}

async function query<T extends object>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}
