import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Router } from 'express';
import type { Logger } from 'pino';
import { classifyTaught } from '../../shared/classification/apply-lessons.ts';
import { CLASSIFIER_VERSION } from '../../shared/classification/classify.ts';
import type { Clock } from '../../shared/clock.ts';
import { createHolidayCalendar } from '../calendar/public-holidays.ts';
import type { Config, MicrosoftConfig } from '../config.ts';
import { createGraph } from '../graph/create-graph.ts';
import { acceptDoorbells } from '../http/accept-doorbells.ts';
import { createApp } from '../http/create-app.ts';
import { watchCalendars } from '../http/calendar-metrics.ts';
import { createMetrics } from '../http/metrics.ts';
import type { HealthDeps } from '../http/routes/health.ts';
import { loadAppCredential } from '../identity/app-credential.ts';
import { createBotToken } from '../identity/bot-token.ts';
import { createAppToken } from '../identity/graph-token.ts';
import { tokenProblem, tokenRefusalCode } from '../identity/token-problem.ts';
import { listPermissions } from '../identity/list-permissions.ts';
import { createTokenVerifier } from '../identity/verify-token.ts';
import type { AnyJob } from '../jobs/job.ts';
import { failureName, startQueue, type Queue } from '../jobs/queue.ts';
import { startTicker } from '../jobs/ticker.ts';
import { settleMovesJob } from '../moves/settle-moves.ts';
import { planNoteJob } from '../notes/plan-notes.ts';
import { closeNoteJob, sendNoteJob } from '../notes/send-note.ts';
import { checkBotJob } from '../prompts/check-bot.ts';
import { planPromptJob } from '../prompts/plan-prompts.ts';
import { reachPersonJob } from '../prompts/reach-person.ts';
import { nextNight, reconcileChatsJob } from '../prompts/reconcile-chats.ts';
import { rejudgeAnswersJob } from '../prompts/rejudge-answers.ts';
import { refreshPromptJob } from '../prompts/refresh-prompt.ts';
import { closePromptJob, sendPromptJob } from '../prompts/send-prompt.ts';
import { publishWeeksJob } from '../publish/publish-weeks.ts';
import { applySetup, type Setup } from '../setup/apply-setup.ts';
import { enrolAdmin } from '../setup/enrol-admin.ts';
import { forgetEverything, isEverythingRead, loadGeneration, saveGeneration } from '../setup/generation.ts';
import { sendNoticesJob } from '../setup/send-notices.ts';
import { connect } from '../store/connect.ts';
import { createVault } from '../store/encryption.ts';
import { createEventStore } from '../store/event-store.ts';
import { countByState } from '../store/mailbox-store.ts';
import { insertNotifications } from '../store/notification-store.ts';
import { createPersonStore } from '../store/person-store.ts';
import { countBells } from '../store/subscription-store.ts';
import { hastenTimer } from '../store/team-store.ts';
import { openStore } from '../store/transaction.ts';
import { createClientStateCheck, createNotificationWriter } from '../sync/notifications.ts';
import {
  drainNotificationsJob,
  renewSubscriptionsJob,
  syncDirectoryJob,
  syncMailboxJob,
} from '../sync/sync-jobs.ts';
import { resortEventsJob } from '../sync/resort-events.ts';
import type { SyncDeps } from '../sync/sync-deps.ts';
import { sortAnewJob } from '../sync/sort-anew.ts';
import { spreadLessonsJob } from '../sync/spread-lessons.ts';
import { syncDirectory } from '../sync/sync-directory.ts';
import { loadDataKeys } from './data-keys.ts';
import { noteAddress } from './note-address.ts';
import { openBot } from './open-bot.ts';
import { findMisfit, restoreProduct, type RecordedProduct } from './recording/recorded-product.ts';
import type { PreparedDatabase } from './prepare-database.ts';
import { serve } from './serve.ts';
import type { Stops } from './stops.ts';

/** Every kind of background work there is. A name without a handler, or with two, does not start. */
const allJobs = [
  syncMailboxJob,
  drainNotificationsJob,
  syncDirectoryJob,
  renewSubscriptionsJob,
  resortEventsJob,
  sortAnewJob,
  spreadLessonsJob,
  settleMovesJob,
  planPromptJob,
  sendPromptJob,
  refreshPromptJob,
  closePromptJob,
  rejudgeAnswersJob,
  planNoteJob,
  sendNoteJob,
  closeNoteJob,
  publishWeeksJob,
  checkBotJob,
  reachPersonJob,
  reconcileChatsJob,
  sendNoticesJob,
] as const;
export const jobs: readonly AnyJob<never>[] = allJobs;

const APP_CONNECTIONS = 10;
const GRACE_MS = 8_000;
/** Reading a small company takes seconds; a start that waits for it gives up after this. */
const READ_AT_MOST_MS = 90_000;
const LOOK_EVERY_MS = 250;
const DEFAULT_SERVICE_URL = 'https://smba.trafficmanager.net/teams/';

export interface ProductOptions {
  readonly config: Config;
  readonly microsoft: MicrosoftConfig;
  readonly database: PreparedDatabase;
  readonly clock: Clock;
  readonly log: Logger;
  /** Takes what is to be ended at a stop, or where the start fails half way. */
  readonly stops: Stops;
  readonly root: string;
  readonly sandboxRoutes: Router | null;
  /** Work is done by whoever steps this queue. Without one it is done as it comes, each second. */
  readonly steppedQueue?: Queue;
  /** Hears why a recorded organisation was passed over. */
  readonly reportMisfit?: (why: string) => void;
  /** What else must be well before the app calls itself ready. */
  readonly readiness?: HealthDeps['checks'];
}

export interface Product {
  readonly port: number;
  /**
   * Sets an invented organisation up, once a generation: a new one begins with nothing known, or as it was recorded,
   * where this product can go on from there.
   */
  setUpOnce(
    generation: string,
    setup: () => Setup,
    recorded?: () => Promise<RecordedProduct | null>,
  ): Promise<void>;
  /**
   * Until every calendar has been read once and its weeks are published, or a minute and a half has passed.
   * Rejects when `stopping` is aborted.
   */
  untilRead(stopping: AbortSignal): Promise<void>;
}

/** Wires the product: every part gets what it needs here and nowhere else. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const { config, microsoft, database, clock, log, stops } = options;
  const { endpoints } = config;
  const connection = connect(database.appUrl, {
    max: APP_CONNECTIONS,
    onIdleError: (error) =>
      log.warn({ failure: failureName(error) }, 'The database closed an idle connection.'),
  });
  stops.add(() => connection.close());
  const store = openStore(connection.db, microsoft.tenantId);
  const vault = createVault(await loadDataKeys(config, database.folder));
  const events = createEventStore(vault);
  const people = createPersonStore(vault);
  const holidaysBetween = createHolidayCalendar();
  const credential = await loadAppCredential(microsoft.credential);
  const graphOrigin = new URL(endpoints.graphBaseUrl).origin;
  const graphToken = createAppToken({
    authority: endpoints.authorityHost,
    tenantId: microsoft.tenantId,
    appId: microsoft.appId,
    credential,
    scope: `${graphOrigin}/.default`,
  });
  const graph = createGraph({ baseUrl: endpoints.graphBaseUrl, getToken: graphToken });
  const shared = { store, vault, clock, events, people, holidaysBetween };
  const bot = openBot({
    ...shared,
    microsoft,
    endpoints,
    token: createBotToken({ microsoft, endpoints, credential }),
    realNow: Date.now,
    log,
  });
  const metrics = createMetrics();
  const queue =
    options.steppedQueue ??
    (await startQueue(database.appUrl, jobs, log, (job, outcome) => metrics.jobs.inc({ job, outcome })));
  stops.add(() => queue.stop(GRACE_MS));
  let publicUrl = config.publicUrl ?? '';
  const deps = {
    ...shared,
    enqueue: queue.enqueue,
    graph,
    installs: graph,
    manifestId: microsoft.appId,
    classify: classifyTaught,
    classifierVersion: CLASSIFIER_VERSION,
    ...bot.sends,
    tenantId: microsoft.tenantId,
    defaultServiceUrl: DEFAULT_SERVICE_URL,
    publicUrl: () => publicUrl,
    realNow: Date.now,
    log,
  };
  const acceptNotifications = acceptDoorbells({
    keepTrue: createClientStateCheck(store),
    write: createNotificationWriter((rows) => insertNotifications(connection.db, microsoft.tenantId, rows))
      .accept,
    now: Date.now,
  });
  watchCalendars(metrics.registry, () =>
    store.as({ kind: 'worker' })(async (trx) => ({
      byState: await countByState(trx),
      bells: await countBells(trx),
    })),
  );
  const app = createApp({
    ...deps,
    metrics,
    listPermissions: () => listPermissions(graphToken),
    signInRefusal: () => tokenRefusalCode(graphToken),
    syncDirectory: () => syncDirectory(deps),
    enrol: (trx, caller) => enrolAdmin(trx, people, caller),
    verifyToken: createTokenVerifier({ ...microsoft, authorityHost: endpoints.authorityHost }),
    acceptNotifications,
    botMessages: bot.messages,
    readiness: {
      database: async () => ((await canRead(store)) ? null : 'unreachable'),
      queue: async () => (queue.isHealthy() ? null : 'failing'),
      identity: () => tokenProblem(graphToken),
      bot: bot.problem,
      ...options.readiness,
    },
    notes: { bot: bot.state },
    client: { ...microsoft, authorityHost: endpoints.authorityHost, publicUrl: () => publicUrl },
    tabFolder: path.join(options.root, 'dist', 'tab'),
    sandboxRoutes: options.sandboxRoutes,
  });
  const isWorker = config.role !== 'web';
  const serving = await serve(app, config.host, config.port);
  stops.add(() => serving.stop(GRACE_MS));
  publicUrl ||= `http://${config.host}:${serving.port}`;
  if (isWorker) {
    await noteAddress(publicUrl, shared);
    await beginTimers(deps);
  }
  const work: readonly AnyJob<typeof deps>[] = isWorker ? allJobs : [];
  await queue.work(work, deps);
  if (isWorker && !options.steppedQueue) stops.add(startTicker({ store, clock, queue }, log).stop);
  return {
    port: serving.port,
    setUpOnce: async (generation, setup, recorded = async () => null) => {
      if ((await loadGeneration(store)) === generation) return;
      await forgetEverything(store);
      const restored = await restoreIfFit(deps, await recorded());
      if (restored.kind === 'misfit') options.reportMisfit?.(restored.why);
      if (restored.kind !== 'restored')
        await applySetup(setup(), { ...shared, syncDirectory: () => syncDirectory(deps) });
      await saveGeneration(store, generation, clock.now());
      await beginTimers(deps);
    },
    untilRead: async (signal) => {
      const giveUpAt = Date.now() + READ_AT_MOST_MS;
      while (Date.now() < giveUpAt && !(await isEverythingRead(store)))
        await wait(LOOK_EVERY_MS, undefined, { signal });
    },
  };
}

type Restored = { readonly kind: 'nothing' | 'restored' } | { readonly kind: 'misfit'; readonly why: string };

/** What begins with the program itself, and then sets its own next time. */
async function beginTimers({ store, clock }: Pick<SyncDeps, 'store' | 'clock'>): Promise<void> {
  const now = clock.now();
  await store.as({ kind: 'worker' })(async (trx) => {
    await hastenTimer(trx, 'check-bot', now);
    await hastenTimer(trx, 'reconcile-chats', await nextNight(trx, now));
  });
}

/** All or nothing: where the database refuses some of it, or it was made by another product, none of it stands. */
async function restoreIfFit(
  { store, vault, clock, classifierVersion }: SyncDeps,
  recorded: RecordedProduct | null,
): Promise<Restored> {
  if (!recorded) return { kind: 'nothing' };
  const asWorker = store.as({ kind: 'worker' });
  const why = await asWorker((trx) => findMisfit(trx, recorded, classifierVersion));
  if (why !== null) return { kind: 'misfit', why };
  try {
    await asWorker((trx) => restoreProduct(trx, vault, recorded, clock.now()));
    return { kind: 'restored' };
  } catch (error) {
    return { kind: 'misfit', why: `the database refuses it (${failureName(error)})` };
  }
}

async function canRead(store: ReturnType<typeof openStore>): Promise<boolean> {
  try {
    await store.as({ kind: 'worker' })((trx) => trx.selectFrom('timer').select('job').limit(1).execute());
    return true;
  } catch {
    return false;
  }
}
