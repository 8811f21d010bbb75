import type { Transaction } from 'kysely';
import { connect } from '../../../api/store/connect.ts';
import { createVault } from '../../../api/store/encryption.ts';
import { insertNotifications, type NotificationRow } from '../../../api/store/notification-store.ts';
import type { Database } from '../../../api/store/schema.ts';
import { openStore } from '../../../api/store/transaction.ts';
import { syncDirectory } from '../../../api/sync/sync-directory.ts';
import type { SyncDeps } from '../../../api/sync/sync-deps.ts';
import { classifyTaught } from '../../../shared/classification/apply-lessons.ts';
import { CLASSIFIER_VERSION } from '../../../shared/classification/classify.ts';
import { redirectEgress } from '../../../sandbox/egress.ts';
import type { SandboxOptions, RunningSandbox } from '../../../sandbox/start.ts';
import { freshDatabase } from '../../fakes/postgres.ts';
import { freshSandbox } from '../sandbox/fresh-sandbox.ts';
import { decide, graphOf, tell } from './found-tenant.ts';

export interface FreshTenant {
  readonly sandbox: RunningSandbox;
  readonly deps: SyncDeps;
  readonly tenantId: string;
  readonly ownerUrl: string;
  /** The person id behind a sandbox person's key. */
  personId(key: string): string;
  /** Commits notifications, as the product's endpoint does. */
  insertNotifications(rows: readonly NotificationRow[]): Promise<void>;
  asWorker<T>(fn: (trx: Transaction<Database>) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

/**
 * A tenant as it is before the first calendar is read: the sandbox's people and teams in a database of their own, its
 * decisions recorded (`historyWeeks`; null = none yet), every rep told. Product code reaches the sandbox through the redirect.
 */
export async function freshTenant(
  options: { historyWeeks?: number | null; company?: SandboxOptions['company']; readingFrom?: number } = {},
): Promise<FreshTenant> {
  const { company, historyWeeks = 3, readingFrom = 0 } = options;
  const { sandbox, remove } = await freshSandbox(company ? { company } : {});
  const restoreEgress = redirectEgress({ emulator: sandbox.emulator, hosts: sandbox.hosts });
  const database = await freshDatabase();
  const connection = connect(database.appUrl, { max: 6 });
  const { tenantId } = sandbox.microsoft;
  const store = openStore(connection.db, tenantId);
  const deps: SyncDeps = {
    store,
    graph: graphOf(sandbox),
    vault: createVault({
      dataKey: Buffer.alloc(32, 1).toString('base64'),
      indexKey: Buffer.alloc(32, 2).toString('base64'),
    }),
    clock: sandbox.clock,
    classify: classifyTaught,
    classifierVersion: CLASSIFIER_VERSION,
    holidaysBetween: () => [],
  };
  const asWorker = store.as({ kind: 'worker' });
  await asWorker((trx) => decide(trx, sandbox, deps.vault, historyWeeks));
  await syncDirectory(deps);
  const ids = await asWorker((trx) => tell(trx, sandbox, readingFrom));
  return {
    sandbox,
    deps,
    tenantId,
    ownerUrl: database.ownerUrl,
    personId: (key) => {
      const id = ids.get(sandbox.people().find((person) => person.key === key)?.objectId ?? '');
      if (id === undefined) throw new Error(`There is no ${key}.`);
      return id;
    },
    insertNotifications: (rows) => insertNotifications(connection.db, tenantId, rows),
    asWorker,
    remove: async () => {
      await connection.close();
      await database.drop();
      restoreEgress();
      await remove();
    },
  };
}
