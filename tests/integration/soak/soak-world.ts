import type { Transaction } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import { createGraph } from '../../../api/graph/create-graph.ts';
import { createAppToken } from '../../../api/identity/graph-token.ts';
import { settleMoves } from '../../../api/moves/settle-moves.ts';
import { connect } from '../../../api/store/connect.ts';
import { createVault } from '../../../api/store/encryption.ts';
import { createEventStore } from '../../../api/store/event-store.ts';
import { insertNotifications } from '../../../api/store/notification-store.ts';
import { createPersonStore } from '../../../api/store/person-store.ts';
import type { Database } from '../../../api/store/schema.ts';
import { hashClientState, save } from '../../../api/store/subscription-store.ts';
import { openStore, type Store } from '../../../api/store/transaction.ts';
import { createNotificationWriter, drainNotifications } from '../../../api/sync/notifications.ts';
import { syncDirectory } from '../../../api/sync/sync-directory.ts';
import { syncMailboxJob } from '../../../api/sync/sync-jobs.ts';
import { DAY, type Instant } from '../../../shared/calendar/time.ts';
import { defaultWorkingHours } from '../../../shared/calendar/working-hours.ts';
import { redirectEgress } from '../../../sandbox/egress.ts';
import { startEmulator } from '../../../sandbox/emulator.ts';
import { createFaults, type Faults } from '../../../sandbox/graph/faults.ts';
import { createGraphApp } from '../../../sandbox/graph/graph-app.ts';
import { createRequestLog, type RequestLog } from '../../../sandbox/request-log.ts';
import { createIdentity } from '../../../sandbox/identity/identity.ts';
import { createMicrosoftLogin } from '../../../sandbox/identity/microsoft-login.ts';
import { createRegistration, seededGuid } from '../../../sandbox/identity/registration.ts';
import { type Announcement, createMailboxes, type Mailboxes } from '../../../sandbox/mailbox.ts';
import { openSandboxDatabase } from '../../../sandbox/store/sandbox-database.ts';
import { freshDatabase } from '../../fakes/postgres.ts';
import { freshSandboxDatabase } from '../sandbox/fresh-sandbox.ts';
import { classifyByWord } from './classify-by-word.ts';
import { createSoakCompany } from './soak-company.ts';
import { recordDecisions } from '../../factories/decisions.ts';
import { addReportingTeams } from '../sync/found-tenant.ts';

/** Nobody has the bot, and nobody asks for it. */
const NO_BOT = { isInstalled: async () => false, install: async () => undefined };

export interface SoakWorld {
  readonly clock: { now: () => Instant; set: (instant: Instant) => void };
  readonly mailboxes: Mailboxes;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** What the product wrote into its log, and what of it failed. */
  readonly logLines: readonly string[];
  readonly reps: readonly string[];
  /** Called with what each edit announces, before anything is delivered. */
  onAnnounce(listener: (announcements: readonly Announcement[]) => void): void;
  addressOf(key: string): string;
  personIdOf(key: string): string;
  /** Brings notifications about these mailboxes to the product, and lets it act on them. */
  ring(keys: readonly string[]): Promise<void>;
  /** Takes what is due: whom to read, and whose moves to settle. */
  takeDue(): Promise<Due>;
  /** When anything is next due; null = never. */
  nextDue(): Promise<Instant | null>;
  sync(personId: string): Promise<void>;
  settle(personId: string): Promise<void>;
  asWorker<T>(fn: (trx: Transaction<Database>) => Promise<T>): Promise<T>;
  readonly events: ReturnType<typeof createEventStore>;
  stop(): Promise<void>;
}

/** What each subscription's secret begins with. */
export const CLIENT_STATE = 'Rohrdommel';

export class Crash extends Error {}

/**
 * Reps with empty calendars at a pretend Graph, read by the product's own code over HTTP and kept in a real database.
 * `crashes` is asked in the middle of each transaction of the product's, and right after: where it says so, the work dies
 * there. Each work has a name that is the same in every run.
 */
export async function startSoakWorld(options: {
  readonly reps: number;
  readonly start: Instant;
  readonly crashes: (work: string) => boolean;
}): Promise<SoakWorld> {
  let now = options.start;
  const clock = { now: () => now, set: (instant: Instant) => void (now = Math.max(now, instant)) };
  const company = createSoakCompany(options.reps);
  const sandboxDatabase = await freshSandboxDatabase();
  const database = await freshDatabase();
  // The disk is no part of what is tried here.
  for (const url of [sandboxDatabase.url, database.appUrl])
    await commitWithoutDisk(new URL(url).pathname.slice(1));
  const sandboxDb = await openSandboxDatabase(sandboxDatabase.url);
  const identity = await createIdentity(sandboxDb, createRegistration('soak'), Date.now);
  const [faults, requests] = [createFaults(), createRequestLog()];
  const logLines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void logLines.push(line) });
  let announce: (announcements: readonly Announcement[]) => void = () => undefined;
  const inside = { db: sandboxDb, company: () => company, generation: () => 1, identity, realNow: clock.now };
  const mailboxes = createMailboxes({
    ...inside,
    clock,
    faults,
    announce: (announcements) => announce(announcements),
  });
  const emulator = await startEmulator({
    'login.microsoftonline.com': createMicrosoftLogin(identity),
    'graph.microsoft.com': createGraphApp({
      ...inside,
      graph: { faults, log: requests },
      teams: { chat: NO_BOT },
    }),
  });
  const hosts = ['login.microsoftonline.com', 'graph.microsoft.com'];
  const restoreEgress = redirectEgress({ emulator: emulator.url, hosts });

  const connection = connect(database.appUrl, { max: 12 });
  const { tenantId, appId, appSecret } = identity.registration;
  const calm = openStore(connection.db, tenantId);
  const vault = createVault({
    dataKey: Buffer.alloc(32, 1).toString('base64'),
    indexKey: Buffer.alloc(32, 2).toString('base64'),
  });
  const events = createEventStore(vault);
  const deps = {
    store: calm,
    vault,
    clock,
    events,
    people: createPersonStore(vault),
    graph: createGraph({
      baseUrl: 'https://graph.microsoft.com/v1.0',
      getToken: createAppToken({
        authority: 'https://login.microsoftonline.com',
        tenantId,
        appId,
        credential: { secret: appSecret },
        scope: 'https://graph.microsoft.com/.default',
      }),
    }),
    classify: classifyByWord,
    classifierVersion: 'soak',
    holidaysBetween: () => [],
    publicUrl: () => 'https://soak.example',
    realNow: clock.now,
    log,
  };
  const asWorker = calm.as({ kind: 'worker' });
  const ids = await asWorker((trx) => decide(trx, company.teams, company.people, now)).then(async () => {
    await asWorker((trx) => nameEverybody(trx, deps.people, company.people));
    await syncDirectory(deps);
    return asWorker((trx) => tellAndSubscribe(trx, now));
  });
  const personIdOf = (key: string): string => {
    const id = ids.get(company.people.find((person) => person.key === key)?.objectId ?? '');
    if (id === undefined) throw new Error(`There is no ${key}.`);
    return id;
  };
  const mortal = (work: string): typeof deps => ({
    ...deps,
    store: crashing(calm, () => options.crashes(work)),
  });
  const keys = new Map(company.people.map((person) => [ids.get(person.objectId), person.key]));
  const keyOf = (personId: string): string => keys.get(personId) ?? '';
  const writer = createNotificationWriter((rows) => insertNotifications(connection.db, tenantId, rows));
  const ticker = await connectTicker(database.appUrl);
  return {
    clock,
    mailboxes,
    faults,
    requests,
    logLines,
    reps: company.teams.flatMap((team) => team.repKeys),
    onAnnounce: (listener) => void (announce = listener),
    addressOf: (key) => company.people.find((person) => person.key === key)?.address ?? '',
    personIdOf,
    ring: async (keys) => {
      const rows = keys.map((key) => ({ subscriptionId: personIdOf(key), kind: 'changed', receivedAt: now }));
      if (rows.length > 0) await writer.accept(rows);
      await drainNotifications(mortal('ring'));
    },
    takeDue: () => takeDue(ticker, now),
    nextDue: async () => {
      const { rows } = await ticker.query<{ next: Date | null }>(
        'select min(least(sync_due_at, settle_due_at)) as next from mailbox',
      );
      return rows[0]?.next?.getTime() ?? null;
    },
    sync: (personId) => syncMailboxJob.runWith({ personId }, mortal(`sync ${keyOf(personId)}`)),
    settle: (personId) => settleMoves(personId, mortal(`settle ${keyOf(personId)}`)),
    asWorker,
    events,
    stop: async () => {
      await ticker.end();
      await connection.close();
      await database.drop();
      restoreEgress();
      await emulator.stop();
      await sandboxDb.destroy();
      await sandboxDatabase.drop();
    },
  };
}

async function commitWithoutDisk(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres').superuserUrl });
  await client.connect();
  await client.query(`alter database ${pg.escapeIdentifier(name)} set synchronous_commit = off`);
  await client.end();
}

/** What a kill does to a transaction: it is rolled back, or it is there and nobody was told. */
function crashing(store: Store, crashes: () => boolean): Store {
  return {
    as: (actor) => {
      const run = store.as(actor);
      return async (fn) => {
        const result = await run(async (trx) => {
          const made = await fn(trx);
          if (crashes()) throw new Crash('in the middle');
          return made;
        });
        if (crashes()) throw new Crash('right after');
        return result;
      };
    },
  };
}

async function decide(
  trx: Transaction<Database>,
  teams: ReturnType<typeof createSoakCompany>['teams'],
  people: ReturnType<typeof createSoakCompany>['people'],
  now: Instant,
): Promise<void> {
  await recordDecisions(trx, { weeks: 1, at: now });
  await addReportingTeams(trx, teams, people);
}

/** Ids that are the same in every run: what is jittered by person is then, too. */
async function nameEverybody(
  trx: Transaction<Database>,
  store: ReturnType<typeof createPersonStore>,
  people: ReturnType<typeof createSoakCompany>['people'],
): Promise<void> {
  await store.saveEntries(
    trx,
    people.map(({ objectId, name, address, timeZone }) => ({
      entraId: objectId,
      name,
      address,
      otherAddresses: [],
      language: 'sv',
      timeZone,
      country: 'SE',
      workingHours: defaultWorkingHours(timeZone),
    })),
  );
  for (const { objectId } of people)
    await trx
      .updateTable('person')
      .set({ person_id: seededGuid('soak person', objectId) })
      .where('entra_id', '=', objectId)
      .execute();
}

/** Every rep has been told, and Graph rings for each; subscriptions themselves are tested elsewhere. */
async function tellAndSubscribe(
  trx: Transaction<Database>,
  now: Instant,
): Promise<ReadonlyMap<string, string>> {
  const people = await trx.selectFrom('person').select(['person_id', 'entra_id', 'is_rep']).execute();
  for (const { person_id: personId } of people.filter((person) => person.is_rep)) {
    await trx
      .insertInto('notice')
      .values({ person_id: personId, told_at: new Date(now), reading_from: new Date(0) })
      .execute();
    await save(trx, {
      subscriptionId: personId,
      personId,
      clientStateHash: hashClientState(`${CLIENT_STATE} ${personId}`),
      expiresAt: now + 365 * DAY,
      renewAt: now + 365 * DAY,
      silentSince: null,
    });
  }
  return new Map(people.map((person) => [person.entra_id, person.person_id]));
}

/** As superuser, whom row-level security does not concern. */
async function connectTicker(appUrl: string): Promise<pg.Client> {
  const url = new URL(inject('postgres').superuserUrl);
  url.pathname = new URL(appUrl).pathname;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return client;
}

interface Due {
  readonly sync: readonly string[];
  readonly settle: readonly string[];
  /** When anything is due after that; null = never. */
  readonly next: Instant | null;
}

/** What the tick does for mailboxes, in one statement: it is asked thousands of times. */
async function takeDue(client: pg.Client, now: Instant): Promise<Due> {
  const at = new Date(now);
  const { rows } = await client.query<{ sync: string[]; settle: string[]; next: Date | null }>(
    `with sync as (update mailbox m set sync_due_at = null
        where m.sync_due_at <= $1 returning m.person_id),
      settle as (select person_id from mailbox where settle_due_at <= $1)
    select array(select person_id from sync) as sync, array(select person_id from settle) as settle,
      (select min(due) from (select sync_due_at as due from mailbox union all select settle_due_at from mailbox) d
        where due > $1) as next`,
    [at],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('There is no answer.');
  if (row.settle.length > 0)
    await client.query('update mailbox set settle_due_at = null where person_id = any($1)', [row.settle]);
  return { sync: row.sync, settle: row.settle, next: row.next?.getTime() ?? null };
}
