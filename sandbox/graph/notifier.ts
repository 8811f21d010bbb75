import { setTimeout as wait } from 'node:timers/promises';
import { toGraphId } from '../calendar/graph-id.ts';
import type { Announcement, ChangeType } from '../mailbox.ts';
import { listSubscriptions, type Subscription } from '../store/subscription-store.ts';
import type { SandboxInside } from '../inside.ts';
import { behaves, concerns, isOn, type Faults } from './faults.ts';

/** Waits between attempts; after the last one the notification is dropped, as Graph does after hours. */
const BACKOFF_MS = [300, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const DEADLINE_MS = 3_000;
const SECOND_COPY_MS = 150;

export type LifecycleEvent = 'missed' | 'subscriptionRemoved' | 'reauthorizationRequired';

/** Tells subscribers that a calendar changed: never what changed. */
export interface Notifier {
  announce(announcement: Announcement): void;
  sendLifecycle(mailbox: string, event: LifecycleEvent): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
  stop(): void;
}

export type NotifierDeps = Pick<SandboxInside, 'db' | 'company' | 'identity' | 'realNow'> & {
  readonly faults: Faults;
};

export function createNotifier(deps: NotifierDeps): Notifier {
  const underWay = new Set<Promise<void>>();
  const stopped = new AbortController();
  const begin = (work: Promise<void>) => {
    const tracked: Promise<void> = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };
  return {
    announce: (announcement) => begin(announceTo(deps, announcement, stopped.signal)),
    sendLifecycle: (mailbox, event) => begin(sendLifecycleTo(deps, mailbox, event, stopped.signal)),
    settled: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    stop: () => stopped.abort(),
  };
}

async function announceTo(deps: NotifierDeps, announcement: Announcement, stop: AbortSignal): Promise<void> {
  const { faults } = deps;
  const { mailbox } = announcement;
  if (isOn(faults, 'lostNotifications', mailbox)) return;
  const subscriptions = (await listSubscriptions(deps.db, deps.realNow())).filter(
    (one) => one.mailbox === mailbox,
  );
  const times = isOn(faults, 'duplicateNotifications', mailbox) ? 2 : 1;
  await pause(concerns(faults, mailbox) ? faults.delayedNotificationsMs : 0, stop);
  const sends = subscriptions.flatMap((subscription) =>
    saidAs(announcement.changeType, behaves(faults, 'severalNotificationsPerAction', mailbox))
      .filter((changeType) => subscription.changeTypes.split(',').includes(changeType))
      .flatMap((changeType) =>
        Array.from({ length: times }, (_, copy) => ({
          subscription,
          changeType,
          after: copy * SECOND_COPY_MS,
        })),
      ),
  );
  await Promise.all(
    sends.map(async ({ subscription, changeType, after }) => {
      await pause(after, stop);
      const body = notification(deps, subscription, announcement, changeType);
      await deliver(subscription.notificationUrl, body, stop);
    }),
  );
}

/** One action is announced several times, in no order, by design. */
function saidAs(changeType: ChangeType, several: boolean): ChangeType[] {
  if (!several || changeType === 'deleted') return [changeType];
  return [changeType, 'updated'];
}

function notification(
  deps: NotifierDeps,
  subscription: Subscription,
  announcement: Announcement,
  changeType: ChangeType,
) {
  const person = deps.company().people.find((one) => one.key === subscription.mailbox);
  const id = toGraphId(announcement.key, subscription.idFormat);
  const resource = `Users/${person?.objectId ?? ''}/Events/${id}`;
  const forged = isOn(deps.faults, 'wrongClientState', subscription.mailbox);
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: new Date(subscription.expiresAt).toISOString(),
    changeType,
    resource,
    resourceData: {
      '@odata.type': '#Microsoft.Graph.Event',
      '@odata.id': resource,
      '@odata.etag': `W/"${announcement.key.slice(0, 22)}=="`,
      id,
    },
    clientState: forged ? 'forged' : subscription.clientState,
    tenantId: deps.identity.registration.tenantId,
  };
}

async function sendLifecycleTo(
  deps: NotifierDeps,
  mailbox: string,
  lifecycleEvent: LifecycleEvent,
  stop: AbortSignal,
): Promise<void> {
  const all = await listSubscriptions(deps.db, deps.realNow());
  for (const subscription of all.filter((one) => one.mailbox === mailbox)) {
    if (subscription.lifecycleUrl === null) continue;
    const body = {
      subscriptionId: subscription.id,
      subscriptionExpirationDateTime: new Date(subscription.expiresAt).toISOString(),
      tenantId: deps.identity.registration.tenantId,
      clientState: subscription.clientState,
      lifecycleEvent,
    };
    await deliver(subscription.lifecycleUrl, body, stop);
  }
}

/** Any 2xx ends it; anything else, and silence, is tried again a few times. */
async function deliver(url: string, item: object, stop: AbortSignal): Promise<void> {
  for (const backoff of [0, ...BACKOFF_MS]) {
    await pause(backoff, stop);
    if (stop.aborted) return;
    const accepted = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ value: [item] }),
      signal: AbortSignal.any([stop, AbortSignal.timeout(DEADLINE_MS)]),
    }).then(
      (response) => response.ok,
      // Nobody listens, or not in time: that is what the next attempt is for.
      () => false,
    );
    if (accepted) return;
  }
}

async function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  if (milliseconds === 0) return;
  // Stopping ends the wait early; whoever waits looks at the signal next.
  await wait(milliseconds, undefined, { signal: stop, ref: false }).catch(() => undefined);
}
