import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Logger } from 'pino';
import type { Clock } from '../shared/clock.ts';
import { ConfigurationError, loadConfig, type Config } from './config.ts';
import { createLog } from './log.ts';
import { failureName } from './jobs/queue.ts';
import { ListenError } from './start/serve.ts';
import { migrateDatabase, prepareDatabase } from './start/prepare-database.ts';
import { jobs, startProduct, type Product } from './start/start-product.ts';
import { buildPages } from './start/build-tab.ts';
import { sandboxSetup } from './start/sandbox-setup.ts';
import { StoreError } from './store/store-error.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const USAGE = 'Usage: npm start | npm run migrate';

const LOOK_FOR_START_OVER_MS = 1000;

const systemClock: Clock = { now: () => Date.now() };

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true, strict: true });
  const [command = 'start'] = positionals;
  const config = loadConfig();
  switch (command) {
    case 'start':
      await start(config);
      return;
    case 'migrate':
      await migrateOnly(config);
      return;
    default:
      throw new ConfigurationError(`There is no command "${command}". ${USAGE}`);
  }
}

async function start(config: Config): Promise<void> {
  const log = createLog(config.microsoft ? config.logLevel : 'warn');
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async (): Promise<void> => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  onceSignalled(log, stopAll);
  try {
    const product = config.microsoft
      ? await startWithTenant(config, log, stops)
      : await startSandbox(config, log, stops);
    report(`Followthrough listens on http://${config.host}:${product.port}`);
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function startWithTenant(
  config: Config,
  log: Logger,
  stops: (() => Promise<void>)[],
): Promise<Product> {
  if (!config.microsoft) throw new ConfigurationError('No Microsoft tenant is configured.');
  const database = await prepareDatabase(config, report);
  stops.push(() => database.stop());
  if (database.ownerUrl) await migrateDatabase(database.ownerUrl, jobs, report);
  const product = await startProduct({
    config,
    microsoft: config.microsoft,
    database,
    clock: systemClock,
    log,
    root: ROOT,
    sandboxRoutes: null,
  });
  stops.push(() => product.stop());
  return product;
}

/** No tenant: the same product, with a pretend Microsoft 365 in the place of the real one and no way out. */
async function startSandbox(config: Config, log: Logger, stops: (() => Promise<void>)[]): Promise<Product> {
  report('No Microsoft tenant is configured: starting the sandbox, with an invented company.');
  await buildPages(ROOT, report);
  const database = await prepareDatabase(config, report);
  stops.push(() => database.stop());
  if (database.ownerUrl) await migrateDatabase(database.ownerUrl, jobs, report);
  const { openSandbox } = await import('../sandbox/open-sandbox.ts');
  let port = config.port;
  let isRead = false;
  const sandbox = await openSandbox({
    origin: config.sandboxOrigin,
    databaseUrl: database.sandboxUrl ?? database.ownerUrl ?? database.appUrl,
    publicUrl: () => `http://${config.host}:${port}`,
  });
  stops.push(() => sandbox.stop());
  const { tenantId, appId, appSecret, botAppId } = sandbox.microsoft;
  const product = await startProduct({
    config,
    microsoft: { tenantId, appId, botAppId, credential: { kind: 'secret', secret: appSecret } },
    database,
    clock: sandbox.clock,
    log,
    root: ROOT,
    sandboxRoutes: sandbox.routes,
    readiness: { company: async () => (isRead ? null : 'its calendars are being read') },
  });
  stops.push(() => product.stop());
  port = product.port;
  const setUp = (): Promise<void> =>
    product.setUpOnce(String(sandbox.company().generation), () =>
      sandboxSetup({ ...sandbox.company(), people: sandbox.people() }),
    );
  await setUp();
  stops.push(watchForStartOver(setUp, log));
  await product.untilRead();
  isRead = true;
  const origin = `http://${config.host}:${product.port}`;
  for (const { label, path: page } of sandbox.addresses()) report(`${label.padEnd(14)} ${origin}${page}`);
  return product;
}

/** *Start over* on the sandbox's page makes a new company; the app begins anew with it. Returns how to stop. */
function watchForStartOver(setUp: () => Promise<void>, log: Logger): () => Promise<void> {
  let underWay: Promise<void> | null = null;
  const timer = setInterval(() => {
    underWay ??= setUp()
      .catch((error: unknown) => log.error({ failure: failureName(error) }, 'Starting over failed.'))
      .finally(() => {
        underWay = null;
      });
  }, LOOK_FOR_START_OVER_MS);
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}

async function migrateOnly(config: Config): Promise<void> {
  const database = await prepareDatabase(config, report);
  try {
    if (!database.ownerUrl)
      throw new ConfigurationError('Set DATABASE_OWNER_URL: only the owner can migrate.');
    await migrateDatabase(database.ownerUrl, jobs, report);
    report('The database is up to date.');
  } finally {
    await database.stop();
  }
}

/** Ctrl-C and a stop from outside: finish what is in hand, leave no process behind. A second signal ends at once. */
function onceSignalled(log: Logger, stopAll: () => Promise<void>): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    report('Stopping …');
    stopAll().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ failure: failureName(error) }, 'The stop was not clean.');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What a person can mend is one line; anything else is shown as it is. */
function explain(error: unknown): string {
  if (error instanceof ConfigurationError || error instanceof ListenError) return error.message;
  if (error instanceof StoreError) return `${error.message} ${error.action}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
