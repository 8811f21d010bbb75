import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { connect } from '../../api/store/connect.ts';
import { createVault } from '../../api/store/encryption.ts';
import { createEventStore, type StoredEvent } from '../../api/store/event-store.ts';
import { createPersonStore } from '../../api/store/person-store.ts';
import { readSecret } from '../../api/store/secret-file.ts';
import { openStore } from '../../api/store/transaction.ts';

const TENANT = /^[0-9a-f-]{36}$/;

/** The app's own database, seen from outside and without row-level security; it may be killed between two questions. */
export interface AppDatabase {
  /** Rows as plain objects. A database that is coming up is waited for. */
  query<T extends object>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** What stands in the reps' calendars, opened, by their object id. */
  openCalendars(interval: {
    start: number;
    end: number;
  }): Promise<ReadonlyMap<string, readonly StoredEvent[]>>;
  postmasterPid(): Promise<number>;
  close(): Promise<void>;
}

const PATIENCE_MS = 20_000;

export function openAppDatabase(dataDir: string): AppDatabase {
  const folder = path.join(dataDir, 'postgres');
  const secret = async (name: string) => (await readSecret(path.join(folder, name))) ?? '';
  const urlAs = async (role: string, passwordFile: string) =>
    `postgresql://${role}:${await secret(passwordFile)}@127.0.0.1:${await secret('port')}/followthrough`;
  let client: pg.Client | null = null;
  const connected = async (): Promise<pg.Client> => {
    if (client) return client;
    const fresh = new pg.Client({ connectionString: await urlAs('postgres', 'superuser-password') });
    fresh.on('error', () => undefined);
    await fresh.connect();
    fresh.on('end', () => {
      client = null;
    });
    return (client = fresh);
  };
  const query = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> => {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        const { rows } = await (await connected()).query<T>(text, [...values]);
        return rows;
      } catch (error) {
        if (error instanceof pg.DatabaseError && error.severity === 'ERROR') throw error;
        if (performance.now() > giveUpAt) throw error;
        client = null;
        await wait(50);
      }
    }
  };
  return {
    query,
    openCalendars: async (interval) => {
      const [tenant] = await query<{ tenant_id: string }>('select tenant_id from person limit 1');
      if (!tenant || !TENANT.test(tenant.tenant_id)) throw new Error('Nobody is known yet.');
      const connection = connect(await urlAs('followthrough_app', 'app-password'), { max: 2 });
      const vault = createVault({
        dataKey: await secret('data-key'),
        indexKey: await secret('data-index-key'),
      });
      const people = createPersonStore(vault);
      const events = createEventStore(vault);
      const calendars = await openStore(connection.db, tenant.tenant_id).as({ kind: 'worker' })(
        async (trx) => {
          const reps = (await people.list(trx)).filter((person) => person.isRep);
          const found = new Map<string, StoredEvent[]>();
          for (const { entraId, personId } of reps)
            found.set(entraId, await events.listCurrent(trx, personId, interval));
          return found;
        },
      );
      await connection.close();
      return calendars;
    },
    postmasterPid: async () => Number((await secret('cluster/postmaster.pid')).split('\n')[0]),
    close: async () => {
      await client?.end();
    },
  };
}
