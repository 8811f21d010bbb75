import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Logger } from 'pino';
import type { Clock } from '../shared/clock.ts';
import { ConfigurationError, loadConfig, type Config, type MicrosoftConfig } from './config.ts';
import { createLog } from './log.ts';
import { type Deployment, examine } from './doctor/examine.ts';
import { fetchFrom } from './doctor/fetch-from.ts';
import { ListenError } from './start/serve.ts';
import { migrateDatabase, prepareDatabase, type PreparedDatabase } from './start/prepare-database.ts';
import { jobs, startProduct, type Product } from './start/start-product.ts';
import { recordCompany } from './start/recording/record-company.ts';
import { buildPages, PageBuildError } from './start/build-tab.ts';
import { sandboxSetup } from './start/sandbox-setup.ts';
import { createStops, type Stops } from './start/stops.ts';
import { watchForStartOver } from './start/watch-for-start-over.ts';
import { StoreError } from './store/store-error.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const USAGE = 'Usage: npm start | npm run migrate | npm run doctor | npm run seed';

const systemClock: Clock = { now: () => Date.now() };

/** Resolves to the exit code. */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    strict: true,
    options: { new: { type: 'boolean', default: false } },
  });
  const [command = 'start'] = positionals;
  switch (command) {
    case 'start':
      await start(loadConfig(), values.new);
      return 0;
    case 'migrate':
      await migrateOnly(loadConfig());
      return 0;
    case 'doctor':
      return (await doctor()) ? 0 : 1;
    case 'seed':
      await seed(loadConfig());
      return 0;
    default:
      throw new ConfigurationError(`There is no command "${command}". ${USAGE}`);
  }
}

/** One run of the product: what its parts need to begin and to end. */
interface Run {
  readonly config: Config;
  readonly log: Logger;
  readonly stops: Stops;
  /** Aborted when the process is told to stop, which may be in the middle of the start. */
  readonly stopping: AbortSignal;
}

/** Runs until it is told to stop. What has begun by then ends, even where the start was not through. */
async function start(config: Config, isNew: boolean): Promise<void> {
  const log = createLog(config.microsoft ? config.logLevel : 'warn');
  const stops = createStops();
  const stopping = stopSignal();
  const run = { config, log, stops, stopping };
  try {
    const { port } = config.microsoft
      ? await startWithTenant(run, config.microsoft)
      : (await startSandbox(run, isNew)).product;
    report(`Followthrough listens on http://${config.host}:${port}`);
    if (!stopping.aborted) await once(stopping, 'abort');
  } catch (error) {
    // Ctrl-C reaches the programs that a start calls, too: that they fail then is no news.
    if (!stopping.aborted) throw error;
  } finally {
    await stops.run();
  }
}

async function startWithTenant(run: Run, microsoft: MicrosoftConfig): Promise<Product> {
  const { config, log, stops } = run;
  const database = await openDatabase(run);
  return startProduct({
    config,
    microsoft,
    database,
    clock: systemClock,
    log,
    stops,
    root: ROOT,
    sandboxRoutes: null,
  });
}

async function openDatabase({ config, stops, stopping }: Run): Promise<PreparedDatabase> {
  const database = await prepareDatabase(config, stops, report);
  stopping.throwIfAborted();
  if (database.ownerUrl) await migrateDatabase(database.ownerUrl, jobs, report);
  stopping.throwIfAborted();
  return database;
}

interface SandboxRun {
  readonly product: Product;
  readonly deployment: Deployment;
}

/**
 * No tenant: the same product, with a pretend Microsoft 365 in the place of the real one and no way out. `isNew`: as on an
 * administrator's first day, where the data folder is new as well: nothing is decided and nobody known.
 */
async function startSandbox(run: Run, isNew = false): Promise<SandboxRun> {
  const { config, log, stops, stopping } = run;
  report('No Microsoft tenant is configured: starting the sandbox, with an invented company.');
  const database = await openDatabase(run);
  await buildPages(ROOT, report, stopping);
  let port = config.port;
  let readGeneration: number | null = null;
  const sandbox = await openSandboxFor(config, database, () => `http://${config.host}:${port}`);
  stops.add(() => sandbox.stop());
  stopping.throwIfAborted();
  const microsoft = microsoftOf(sandbox);
  const product = await startProduct({
    config,
    microsoft,
    database,
    clock: sandbox.clock,
    log,
    stops,
    root: ROOT,
    sandboxRoutes: sandbox.routes,
    reportMisfit: (why) => report(misfitText(why)),
    readiness: {
      company: async () =>
        readGeneration === sandbox.company().generation ? null : 'its calendars are being read',
    },
  });
  port = product.port;
  const setUp = async (): Promise<void> => {
    const { generation } = sandbox.company();
    if (generation === readGeneration) return;
    if (!isNew) {
      await product.setUpOnce(
        String(generation),
        () => sandboxSetup({ ...sandbox.company(), people: sandbox.people() }),
        () => sandbox.recorded(),
      );
      await product.untilRead(stopping);
    }
    readGeneration = generation;
  };
  await setUp();
  stops.add(watchForStartOver(setUp, { log, stopping }));
  const origin = `http://${config.host}:${product.port}`;
  for (const { label, path: page } of sandbox.addresses()) report(`${label.padEnd(14)} ${origin}${page}`);
  return { product, deployment: { microsoft, database, folder: database.folder, publicUrl: origin } };
}

async function openSandboxFor(config: Config, database: PreparedDatabase, publicUrl: () => string) {
  const { openSandbox } = await import('../sandbox/open-sandbox.ts');
  const databaseUrl = database.sandboxUrl ?? database.ownerUrl ?? database.appUrl;
  return openSandbox({ origin: config.sandboxOrigin, databaseUrl, publicUrl });
}

/** What the app would have been configured with. */
function microsoftOf({ microsoft }: Awaited<ReturnType<typeof openSandboxFor>>): MicrosoftConfig {
  const { tenantId, appId, appSecret, botAppId } = microsoft;
  return { tenantId, appId, botAppId, credential: { kind: 'secret', secret: appSecret } };
}

/** Looks at this deployment: the running app's, or in the sandbox one that is started for it. True where all is well. */
async function doctor(): Promise<boolean> {
  const stops = createStops();
  const stopping = stopSignal();
  try {
    return await examine({
      loadConfig,
      open: (config) => openDeployment({ config, log: createLog('silent'), stops, stopping }),
      root: ROOT,
      inColour: process.stdout.isTTY,
      write: report,
    });
  } finally {
    await stops.run();
  }
}

async function openDeployment(run: Run): Promise<Deployment> {
  const { config, stops } = run;
  const { microsoft, database } = config;
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  if (microsoft && database) return { microsoft, database, folder: null, publicUrl };
  const isRunning = (await fetchFrom(`${publicUrl}/healthz`)).kind === 'answer';
  if (!isRunning && !microsoft) return (await startSandbox(run)).deployment;
  // A running app's server is ended by the app.
  const prepared = await prepareDatabase(config, isRunning ? createStops() : stops, () => undefined);
  const { folder } = prepared;
  if (microsoft) return { microsoft, database: prepared, folder, publicUrl };
  const sandbox = await openSandboxFor(config, prepared, () => publicUrl);
  stops.add(() => sandbox.stop());
  return { microsoft: microsoftOf(sandbox), database: prepared, folder, publicUrl };
}

/** Tells the sandbox's story anew and keeps it in the repository. Needs no running product and disturbs none. */
async function seed(config: Config): Promise<void> {
  const { openRecording } = await import('../sandbox/journal/open-recording.ts');
  await recordCompany({ config, root: ROOT, report, open: openRecording });
}

async function migrateOnly(config: Config): Promise<void> {
  const stops = createStops();
  try {
    const database = await prepareDatabase(config, stops, report);
    if (!database.ownerUrl)
      throw new ConfigurationError('Set DATABASE_OWNER_URL: only the owner can migrate.');
    await migrateDatabase(database.ownerUrl, jobs, report);
    report('The database is up to date.');
  } finally {
    await stops.run();
  }
}

/** Ctrl-C and a stop from outside: finish what is in hand, leave no process behind. A second signal ends at once. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  const stop = (): void => {
    if (stopping.signal.aborted) process.exit(1);
    report('Stopping …');
    stopping.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return stopping.signal;
}

function misfitText(why: string): string {
  return (
    `The stored company is too old for this version: ${why}. Its calendars are read anew, with ` +
    'twelve weeks of history instead of twenty-six. "npm run seed" stores it anew.'
  );
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What a person can mend is one line; anything else is shown as it is. */
function explain(error: unknown): string {
  if (error instanceof ConfigurationError || error instanceof ListenError || error instanceof PageBuildError)
    return error.message;
  if (error instanceof StoreError) return `${error.message} ${error.action}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  },
);
