import path from 'node:path';
import { type Kysely, sql, type Transaction } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, expect } from 'vitest';
import { parseConfig } from '../../api/config.ts';
import { tick } from '../../api/jobs/tick.ts';
import { sandboxSetup } from '../../api/start/sandbox-setup.ts';
import { startProduct } from '../../api/start/start-product.ts';
import { createStops } from '../../api/start/stops.ts';
import { connect } from '../../api/store/connect.ts';
import { createVault, type Vault } from '../../api/store/encryption.ts';
import type { Database } from '../../api/store/schema.ts';
import { openStore, type Store } from '../../api/store/transaction.ts';
import { redirectEgress } from '../../sandbox/egress.ts';
import type { Mailboxes } from '../../sandbox/mailbox.ts';
import { startSandbox, type RunningSandbox, type SandboxOptions } from '../../sandbox/start.ts';
import { deleteAllCalendars } from '../../sandbox/store/calendar-store.ts';
import { saveReading } from '../../sandbox/store/clock-store.ts';
import { openSandboxDatabase } from '../../sandbox/store/sandbox-database.ts';
import type { Instant } from '../../shared/calendar/time.ts';
import { freshSandboxDatabase } from '../integration/sandbox/fresh-sandbox.ts';
import { at } from '../factories/event.ts';
import { freshDatabase } from './postgres.ts';
import { createSteppedQueue, type SteppedQueue } from './stepped-queue.ts';

/** A Wednesday. */
const BEGINS_AT = at('2026-11-25 10:05');
const KEYS = {
  dataKey: Buffer.alloc(32, 1).toString('base64'),
  indexKey: Buffer.alloc(32, 2).toString('base64'),
};

/** What the product answered; `body` is parsed where it is JSON, else the text. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** The whole product over HTTP, with a pretend Microsoft 365 around it and a clock that only the test moves. */
export interface RunningProduct {
  readonly sandbox: RunningSandbox;
  readonly origin: string;
  readonly store: Store;
  /** As app, and as nobody: outside the store's transactions row-level security shows no row. */
  readonly db: Kysely<Database>;
  readonly vault: Vault;
  readonly queue: SteppedQueue;
  readonly urls: { readonly ownerUrl: string; readonly appUrl: string };
  /** Every line that the product logged, with nothing taken out. */
  readonly logLines: readonly string[];
  now(): Instant;
  /** Turns what is due into jobs, once. */
  tick(): Promise<number>;
  /** Lets everything happen that happens at this instant: notifications arrive, jobs run, until nothing is left to do. */
  settle(): Promise<void>;
  /** Moves the clock there, stopping wherever something is due on the way. */
  walkTo(instant: Instant): Promise<void>;
  walk(milliseconds: number): Promise<void>;
  /** Moves the clock there at once, as if nothing had run in between. */
  skipTo(instant: Instant): Promise<void>;
  /** A request as this person of the company, or without a token for null. */
  call(as: string | null, path: string, init?: RequestInit & { json?: unknown }): Promise<Answer>;
  /** The body of a GET that succeeds. */
  get(as: string, path: string): Promise<unknown>;
  personId(key: string): string;
  asWorker<T>(fn: (trx: Transaction<Database>) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

export interface ProductOptions {
  readonly company?: SandboxOptions['company'];
  /** Where the clock stands when the company is made. */
  readonly beginsAt?: Instant;
  /** What stands in the calendars before the product comes, in place of the company's story. */
  readonly calendars?: (mailboxes: Mailboxes) => Promise<void>;
  /** As on an administrator's first day: nothing is decided, nobody is known. */
  readonly isNew?: boolean;
}

const WEEKS_BACK = 4;

/** One product for the tests of a file; they share its clock. */
export function useProduct(options: ProductOptions = {}): () => RunningProduct {
  let product: RunningProduct;
  beforeAll(async () => {
    product = await startTestProduct(options);
  });
  afterAll(() => product.remove());
  return () => product;
}

/** Starts a company and the product, sets the organisation up, reads every calendar and publishes what is due. */
export async function startTestProduct(options: ProductOptions = {}): Promise<RunningProduct> {
  const stops = createStops();
  let port = 0;
  const sandbox = await openSandbox(options, stops, () => `http://127.0.0.1:${port}`);
  const { urls, queue } = await openDatabases(stops);
  const logLines: string[] = [];
  const product = await startProduct({
    config: parseConfig({
      PORT: '0',
      DATABASE_URL: urls.appUrl,
      DATABASE_OWNER_URL: urls.ownerUrl,
      DATA_KEY: KEYS.dataKey,
      DATA_INDEX_KEY: KEYS.indexKey,
    }),
    microsoft: microsoftOf(sandbox),
    database: { ...urls, sandboxUrl: null, folder: null },
    clock: sandbox.clock,
    log: pino({ level: 'trace' }, { write: (line: string) => void logLines.push(line) }),
    stops,
    root: path.resolve(import.meta.dirname, '../..'),
    sandboxRoutes: null,
    steppedQueue: queue,
  });
  port = product.port;
  if (!options.isNew)
    await product.setUpOnce('1', () => setupOf(sandbox, options.company?.weeksBack ?? WEEKS_BACK));
  const running = await runningProduct({ sandbox, urls, queue, logLines, stops, port });
  await running.settle();
  return running;
}

type Stops = ReturnType<typeof createStops>;

async function openSandbox(
  { company, calendars, beginsAt = BEGINS_AT }: ProductOptions,
  stops: Stops,
  publicUrl: () => string,
): Promise<RunningSandbox> {
  const database = await freshSandboxDatabase();
  stops.add(() => database.drop());
  await setClock(database.url, beginsAt);
  const sandbox = await startSandbox({
    databaseUrl: database.url,
    publicUrl,
    company: { seed: 'test', teams: ['mitt'], weeksBack: WEEKS_BACK, weeksAhead: 3, ...company },
  });
  stops.add(() => sandbox.stop());
  if (calendars) {
    await deleteAllCalendars(sandbox.inside.db);
    await calendars(sandbox.inside.mailboxes);
  }
  const restore = redirectEgress({ emulator: sandbox.emulator, hosts: sandbox.hosts });
  stops.add(async () => restore());
  return sandbox;
}

/** As if this sandbox had run before: its clock goes on from where it stood, and stands still. */
async function setClock(databaseUrl: string, domainEpoch: Instant): Promise<void> {
  const db = await openSandboxDatabase(databaseUrl);
  await saveReading(db, { realEpoch: 0, domainEpoch, rate: 60, runningUntil: 0 });
  await db.destroy();
}

async function openDatabases(stops: Stops) {
  const database = await freshDatabase();
  stops.add(() => database.drop());
  const urls = { ownerUrl: database.ownerUrl, appUrl: database.appUrl };
  return { urls, queue: await createSteppedQueue(urls) };
}

function microsoftOf(sandbox: RunningSandbox) {
  const { tenantId, appId, botAppId, appSecret } = sandbox.microsoft;
  return { tenantId, appId, botAppId, credential: { kind: 'secret' as const, secret: appSecret } };
}

function setupOf(sandbox: RunningSandbox, weeks: number) {
  const setup = sandboxSetup({ ...sandbox.company(), people: sandbox.people() });
  return { ...setup, decisions: { ...setup.decisions, history: { weeks } } };
}

async function runningProduct(parts: {
  sandbox: RunningSandbox;
  urls: RunningProduct['urls'];
  queue: SteppedQueue;
  logLines: readonly string[];
  stops: Stops;
  port: number;
}): Promise<RunningProduct> {
  const { sandbox, urls, queue, stops } = parts;
  const { clock } = sandbox;
  const connection = connect(urls.appUrl, { max: 2 });
  stops.add(() => connection.close());
  const store = openStore(connection.db, sandbox.microsoft.tenantId);
  const asWorker = store.as({ kind: 'worker' });
  let ids = await asWorker((trx) => listIds(trx));
  const tickOnce = () => tick({ store, clock, queue });
  const settle = async () => {
    let isQuiet = false;
    while (!isQuiet) {
      await sandbox.inside.graph.notifier.settled();
      const due = await tickOnce();
      isQuiet = (await queue.drain()) + due === 0;
    }
  };
  const walkTo = async (instant: Instant) => {
    await settle();
    for (let due = await asWorker(nextDue); due !== null && due < instant; due = await asWorker(nextDue)) {
      await clock.stepTo(due);
      await settle();
    }
    await clock.stepTo(instant);
    await settle();
    ids = await asWorker((trx) => listIds(trx));
  };
  const origin = `http://127.0.0.1:${parts.port}`;
  const call: RunningProduct['call'] = (as, target, init) => request(sandbox, as, `${origin}${target}`, init);
  return {
    sandbox,
    origin,
    store,
    db: connection.db,
    vault: createVault(KEYS),
    queue,
    urls,
    logLines: parts.logLines,
    now: () => clock.now(),
    tick: tickOnce,
    settle,
    walkTo,
    walk: (milliseconds) => walkTo(clock.now() + milliseconds),
    skipTo: async (instant) => {
      await clock.stepTo(instant);
      await settle();
    },
    call,
    get: async (as, target) => {
      const { status, body } = await call(as, target);
      expect({ status, body }).toMatchObject({ status: 200 });
      return body;
    },
    personId: (key) => {
      const id = ids.get(personOf(sandbox, key).objectId);
      if (id === undefined) throw new Error(`The product does not know ${key}.`);
      return id;
    },
    asWorker,
    remove: () => stops.run(),
  };
}

function personOf(sandbox: RunningSandbox, key: string) {
  const person = sandbox.people().find((one) => one.key === key);
  if (!person) throw new Error(`Nobody in the company has the key ${key}.`);
  return person;
}

async function listIds(trx: Transaction<Database>): Promise<ReadonlyMap<string, string>> {
  const rows = await trx.selectFrom('person').select(['person_id', 'entra_id']).execute();
  return new Map(rows.map((row) => [row.entra_id, row.person_id]));
}

/** The earliest of all due times; null where nothing will happen by itself. */
async function nextDue(trx: Transaction<Database>): Promise<Instant | null> {
  const { rows } = await sql<{ due: Instant | null }>`select least(
      (select min(least(sync_due_at, settle_due_at)) from mailbox),
      (select min(least(plan_due_at, resort_due_at)) from person),
      (select min(least(due_at, close_due_at, refresh_due_at, rejudge_due_at)) from prompt),
      (select min(due_at) from reach),
      (select min(due_at) from timer)) as due`.execute(trx);
  return rows[0]?.due ?? null;
}

async function request(
  sandbox: RunningSandbox,
  as: string | null,
  url: string,
  { json, ...init }: RequestInit & { json?: unknown } = {},
): Promise<Answer> {
  const headers = new Headers(init.headers);
  if (as !== null)
    headers.set(
      'authorization',
      `Bearer ${await sandbox.inside.identity.issueUserToken(personOf(sandbox, as))}`,
    );
  if (json !== undefined) headers.set('content-type', 'application/json');
  const response = await fetch(url, {
    ...init,
    headers,
    ...(json === undefined ? {} : { method: init.method ?? 'POST', body: JSON.stringify(json) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
}
