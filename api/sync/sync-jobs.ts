import { z } from 'zod';
import { DAY, MINUTE } from '../../shared/calendar/time.ts';
import { defineJob } from '../jobs/job.ts';
import { hastenSync } from '../store/mailbox-store.ts';
import { countBells } from '../store/subscription-store.ts';
import { hastenTimer, saveTimer } from '../store/team-store.ts';
import { drainNotifications } from './notifications.ts';
import {
  ensureSubscription,
  renewSubscriptions,
  type SubscriptionDeps,
  type SubscriptionResult,
} from './subscriptions.ts';
import { sweepSubscriptions } from './sweep-subscriptions.ts';
import { syncDirectory } from './sync-directory.ts';
import { syncMailbox, type SyncResult } from './sync-mailbox.ts';

const RENEWAL_EVERY = 30 * MINUTE;
const personPayload = z.object({ personId: z.guid() }).strict();
const nothing = z.object({}).strict();

/** Reads one calendar, and subscribes to it once it has been read. */
export const syncMailboxJob = defineJob<{ personId: string }, SubscriptionDeps>({
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
    await asWorker((trx) => hastenTimer(trx, 'publish-weeks', deps.clock.now()));
    await ensureSubscription(personId, deps);
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
export const syncDirectoryJob = defineJob<Record<string, never>, SubscriptionDeps>({
  name: 'sync-directory',
  payload: nothing,
  key: () => 'all',
  run: async (_, deps) => {
    await syncDirectory(deps);
    await deps.store.as({ kind: 'worker' })((trx) =>
      saveTimer(trx, 'sync-directory', deps.clock.now() + DAY),
    );
  },
});

/** Counts alone: whose calendars they are is in the table of subscriptions. */
function warnOfRefusals(results: readonly SubscriptionResult[], { log }: SubscriptionDeps): void {
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

export const renewSubscriptionsJob = defineJob<Record<string, never>, SubscriptionDeps>({
  name: 'renew-subscriptions',
  payload: nothing,
  key: () => 'all',
  run: async (_, deps) => {
    warnOfRefusals(await renewSubscriptions(deps), deps);
    await sweepSubscriptions(deps);
    const bells = await deps.store.as({ kind: 'worker' })(countBells);
    if (bells.silent > 0) deps.log?.warn(bells, 'Subscriptions that Graph calls active ring no more.');
    await deps.store.as({ kind: 'worker' })((trx) =>
      saveTimer(trx, 'renew-subscriptions', deps.clock.now() + RENEWAL_EVERY),
    );
  },
});
