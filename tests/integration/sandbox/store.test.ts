import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSandboxDatabase } from '../../../sandbox/store/sandbox-database.ts';
import { listSubscriptions, saveSubscription } from '../../../sandbox/store/subscription-store.ts';
import { freshSandboxDatabase, REAL_START, type SandboxDatabaseUrl } from './fresh-sandbox.ts';

let database: SandboxDatabaseUrl;
beforeEach(async () => {
  database = await freshSandboxDatabase();
});
afterEach(() => database.drop());

describe('the sandbox’s database', () => {
  it('may be the app’s own: tables of the same name do not meet', async () => {
    const app = new pg.Client({ connectionString: database.url });
    await app.connect();
    await app.query('create table subscription (of_the_app int)');
    const db = await openSandboxDatabase(database.url);
    const subscription = {
      id: '1',
      mailbox: 'maja',
      resource: '/users/1/events',
      changeTypes: 'created',
      notificationUrl: 'http://127.0.0.1:3978/graph/notifications',
      lifecycleUrl: null,
      clientState: null,
      idFormat: 'immutable' as const,
      expiresAt: REAL_START + 1,
    };
    await saveSubscription(db, subscription);
    expect(await listSubscriptions(db, REAL_START)).toEqual([subscription]);
    expect(await listSubscriptions(db, REAL_START + 1)).toEqual([]);
    expect((await app.query('select * from subscription')).rows).toEqual([]);
    await db.destroy();
    await app.end();
  });

  it('can be opened by two processes at once', async () => {
    const opened = await Promise.all([1, 2, 3].map(() => openSandboxDatabase(database.url)));
    const readings = await Promise.all(
      opened.map((db) => db.selectFrom('clock_reading').selectAll().execute()),
    );
    expect(readings).toEqual([[], [], []]);
    for (const db of opened) await db.destroy();
  });
});
