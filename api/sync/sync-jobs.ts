import { z } from 'zod';
import { DAY, HOUR, MINUTE } from '../../shared/calendar/time.ts';
import { GraphFailure } from '../graph/graph-failure.ts';
import { TokenFailure } from '../identity/graph-token.ts';
import { defineJob } from '../jobs/job.ts';
import { hastenSync } from '../store/mailbox-store.ts';
import { countBells } from '../store/subscription-store.ts';
import { hastenTimer, saveTimer } from '../store/team-store.ts';
import { drainNotifications } from './notifications.ts';
import { renewSubscriptions } from './renew-subscriptions.ts';
import type { SubscriptionDeps, SubscriptionResult } from './subscriptions.ts';
import type { SyncDeps } from './sync-deps.ts';
import { sweepSubscriptions } from './sweep-subscriptions.ts';
import { syncDirectory } from './sync-directory.ts';
import { syncMailbox, type SyncResult } from './sync-mailbox.ts';

/** What sync and subscriptions need together. */
export type SyncJobDeps = SyncDeps & SubscriptionDeps;

const RENEWAL_EVERY = 30 * MINUTE;
const personPayload = z.object({ personId: z.guid() }).strict();
const nothing = z.object({}).strict();

/** Reads one calendar, and has it subscribed to once it has been read. */
export const syncMailboxJob = defineJob<{ personId: string }, SyncJobDeps>({
  name: 'sync-mailbox',
  payload: personPayload,
  key: ({ personId }) => personId,
  run: async ({ personId }, deps) => {
    const result = await syncMailbox(personId, deps);
    warnOf(personId, result, deps);
    const asWorker = deps.store.as({ kind: 'worker' });
    if (result.kind === 'not-read' && result.reason === 'waiting')
      await asWorker((trx) => hastenSync(trx, [personId], deps.clock.now() + DAY));
    if (result.kind !== 'synced' || !result.isBackfill) return;
    // One run at a time makes subscriptions: two at once would each end what the other has just made.
    await asWorker(async (trx) => {
      await hastenTimer(trx, 'publish-weeks', deps.clock.now());
      await hastenTimer(trx, 'renew-subscriptions', deps.clock.now());
    });
  },
});

function warnOf(personId: string, result: SyncResult, { log }: SubscriptionDeps): void {
  if (result.kind === 'unavailable')
    log?.warn(
      { personId, state: result.state, code: result.code },
      'A calendar cannot be read. It is tried again in a day.',
    );
  if (result.kind !== 'synced') return;
  if (result.isLooping)
    log?.warn({ personId }, 'Graph repeats a page for ever. A smaller window is asked for.');
  if (result.unreadable.length > 0) {
    const fields = [...new Set(result.unreadable.map(({ field }) => field))];
    log?.warn({ personId, events: result.unreadable.length, fields }, 'Some events cannot be read.');
  }
}

export const drainNotificationsJob = defineJob<Record<string, never>, SubscriptionDeps>({
  name: 'drain-notifications',
  payload: nothing,
  key: () => 'all',
  run: async (_, deps) => {
    await drainNotifications(deps);
  },
});

/** Who works there, who leads whom, and what the organisation calls itself: once a day. */
export const syncDirectoryJob = defineJob<Record<string, never>, SyncJobDeps>({
  name: 'sync-directory',
  payload: nothing,
  key: () => 'all',
  run: async (_, deps) => {
    const wait = await syncDirectory(deps).then(
      () => DAY,
      (error: unknown) => waitForDirectory(error, deps),
    );
    await deps.store.as({ kind: 'worker' })((trx) =>
      saveTimer(trx, 'sync-directory', deps.clock.now() + wait),
    );
  },
});

/** Nothing has changed then. @throws what is no refusal by Microsoft. */
function waitForDirectory(error: unknown, { log }: SubscriptionDeps): number {
  if (!(error instanceof GraphFailure) && !(error instanceof TokenFailure)) throw error;
  log?.warn({ code: error.code, kind: error.kind }, 'The directory cannot be read. It is tried again.');
  const asked = error instanceof GraphFailure ? (error.retryAfterMs ?? 0) : 0;
  return error.kind === 'transient' || error.kind === 'throttled' ? Math.max(asked, 5 * MINUTE) : HOUR;
}

/** Counts alone: whose calendars they are is in the table of subscriptions. */
function warnOfRefusals(results: readonly SubscriptionResult[], { log }: SubscriptionDeps): void {
  const withoutToken = results.find((result) => result.kind === 'no-token');
  if (withoutToken) log?.warn({ code: withoutToken.code }, 'Microsoft gives the app no token.');
  const because = results.flatMap((result) => (result.kind === 'refused' ? [result.because] : []));
  if (because.length === 0) return;
  const counts = Object.fromEntries(
    [...Map.groupBy(because, (kind) => kind)].map(([k, all]) => [k, all.length]),
  );
  log?.warn(
    { refused: counts },
    'Graph does not ring for some calendars. They are looked at every quarter of an hour.',
  );
}

/** What Graph refuses here is asked again with the next renewals. */
async function sweep(deps: SubscriptionDeps): Promise<void> {
  try {
    await sweepSubscriptions(deps);
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    deps.log?.warn({ code: error.code, kind: error.kind }, 'Graph does not list its subscriptions.');
  }
}

export const renewSubscriptionsJob = defineJob<Record<string, never>, SubscriptionDeps>({
  name: 'renew-subscriptions',
  payload: nothing,
  key: () => 'all',
  run: async (_, deps) => {
    const { results, againAt } = await renewSubscriptions(deps);
    warnOfRefusals(results, deps);
    const bells = await deps.store.as({ kind: 'worker' })(countBells);
    if (bells.silent > 0) deps.log?.warn(bells, 'Subscriptions that Graph calls active ring no more.');
    // Not later than whatever became due while this ran.
    const next = Math.min(againAt ?? Infinity, deps.clock.now() + RENEWAL_EVERY);
    await deps.store.as({ kind: 'worker' })((trx) => hastenTimer(trx, 'renew-subscriptions', next));
    if (!results.some(({ kind }) => kind === 'no-token')) await sweep(deps);
  },
});
