import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CLASSIFIER_VERSION } from '../../../shared/classification/classify.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Config } from '../../config.ts';
import { createLog } from '../../log.ts';
import { connect } from '../../store/connect.ts';
import { createVault } from '../../store/encryption.ts';
import { openStore } from '../../store/transaction.ts';
import { loadDataKeys } from '../data-keys.ts';
import { migrateDatabase, prepareDatabase, type PreparedDatabase } from '../prepare-database.ts';
import { sandboxSetup, type CompanyStory } from '../sandbox-setup.ts';
import { jobs, startProduct } from '../start-product.ts';
import { createStops, type Stops } from '../stops.ts';
import { recordProduct } from './recorded-product.ts';
import { createSteppedProduct, type SteppedProduct } from './stepped-product.ts';
import { createSteppedQueue } from './stepped-queue.ts';
import { tuneScratch } from './tune-scratch.ts';

/** What is drawn by keyed hash is the same in each recording; nothing that these seal outlives it. */
const KEYS = { data: Buffer.alloc(32, 1).toString('base64'), index: Buffer.alloc(32, 2).toString('base64') };

/** A sandbox at the beginning of its company's story. */
export interface Recording {
  readonly clock: Clock;
  readonly microsoft: {
    readonly tenantId: string;
    readonly appId: string;
    readonly appSecret: string;
    readonly botAppId: string;
  };
  readonly weeksBefore: number;
  company(): Omit<CompanyStory, 'people'>;
  people(): CompanyStory['people'];
  replay(product: SteppedProduct, said: (date: string) => void): Promise<void>;
  save(
    product: (renamed: ReadonlyMap<string, string>) => Promise<{ made: unknown; tables: readonly unknown[] }>,
  ): Promise<number>;
  stop(): Promise<void>;
}

export interface RecordOptions {
  readonly config: Config;
  readonly root: string;
  readonly report: (line: string) => void;
  readonly open: (options: {
    readonly databaseUrl: string;
    readonly publicUrl: () => string;
  }) => Promise<Recording>;
}

/**
 * Tells the company's story through the product itself, from the day on which it came, in databases of its own that
 * are gone afterwards; and keeps what the calendars, the chats and the product hold at the end.
 */
export async function recordCompany(options: RecordOptions): Promise<void> {
  const { report } = options;
  const dataDir = await mkdtemp(path.join(tmpdir(), 'followthrough-seed-'));
  const config = { ...options.config, dataDir, database: null, keys: KEYS, port: 0, microsoft: null };
  const stops = createStops();
  stops.add(() => rm(dataDir, { recursive: true, force: true }));
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1000);
  try {
    const database = await openScratch(config, stops, report);
    const recorder = await openRecorder({ ...options, config }, database, stops);
    await recorder.replay((date) => report(`The story has come to ${date} (${seconds()} s).`));
    const bytes = await recorder.save();
    report(`The company is recorded: ${Math.round(bytes / 1024)} kB, ${seconds()} s.`);
  } finally {
    await stops.run();
  }
}

type Scratch = PreparedDatabase & { readonly ownerUrl: string; readonly sandboxUrl: string };

async function openScratch(config: Config, stops: Stops, report: (line: string) => void): Promise<Scratch> {
  // Where the server is stopped its folder goes too; it need not lie in the data folder.
  const folder = { root: '' };
  stops.add(() => (folder.root ? rm(folder.root, { recursive: true, force: true }) : Promise.resolve()));
  const database = await prepareDatabase(config, stops, report);
  const { ownerUrl, sandboxUrl } = database;
  if (database.folder) folder.root = path.dirname(database.folder);
  if (!ownerUrl || !sandboxUrl) throw new Error('A recording needs an embedded server of its own.');
  await migrateDatabase(ownerUrl, jobs, () => undefined);
  await tuneScratch({ ...database, ownerUrl });
  return { ...database, ownerUrl, sandboxUrl };
}

interface Recorder {
  replay(said: (date: string) => void): Promise<void>;
  save(): Promise<number>;
}

async function openRecorder(options: RecordOptions, database: Scratch, stops: Stops): Promise<Recorder> {
  const { config, root, open } = options;
  let port = 0;
  const recording = await open({
    databaseUrl: database.sandboxUrl,
    publicUrl: () => `http://${config.host}:${port}`,
  });
  stops.add(() => recording.stop());
  const { tenantId, appId, appSecret, botAppId } = recording.microsoft;
  const queue = createSteppedQueue();
  const product = await startProduct({
    config,
    microsoft: { tenantId, appId, botAppId, credential: { kind: 'secret', secret: appSecret } },
    database,
    clock: recording.clock,
    log: createLog('warn'),
    stops,
    root,
    sandboxRoutes: null,
    steppedQueue: queue,
  });
  port = product.port;
  await product.setUpOnce('recording', () => setupOf(recording));
  const connection = connect(database.appUrl, { max: 2 });
  stops.add(() => connection.close());
  const store = openStore(connection.db, tenantId);
  const vault = createVault(await loadDataKeys(config, database.folder));
  return {
    replay: (said) => recording.replay(createSteppedProduct(store, recording.clock, queue), said),
    save: () =>
      recording.save((renamed) =>
        store.as({ kind: 'worker' })((trx) => recordProduct(trx, vault, CLASSIFIER_VERSION, renamed)),
      ),
  };
}

/** As any admin would set it up: the reps have been told, may be read, and have yet to say that they know. */
function setupOf(recording: Recording) {
  const usual = sandboxSetup({ ...recording.company(), people: recording.people() });
  return {
    ...usual,
    decisions: { ...usual.decisions, history: { weeks: recording.weeksBefore } },
    notice: { toldDaysAgo: 12, acknowledgedDaysAgo: null },
  };
}
