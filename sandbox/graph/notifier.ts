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
  /** What one action did to all mailboxes. Items for the same URL may share a request. */
  announce(announcements: readonly Announcement[]): void;
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
    // A database that is away for a moment loses notifications, as Graph does now and then.
    const tracked: Promise<void> = work.catch(() => undefined).finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };
  return {
    announce: (announcements) => begin(announceAll(deps, announcements, stopped.signal)),
    sendLifecycle: (mailbox, event) => begin(sendLifecycleTo(deps, mailbox, event, stopped.signal)),
    settled: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    stop: () => stopped.abort(),
  };
}

/** One notification on its way: when it leaves, and in which of an action's requests. */
interface Sending {
  readonly url: string;
  readonly item: object;
  readonly after: number;
  readonly turn: number;
}

async function announceAll(
  deps: NotifierDeps,
  announcements: readonly Announcement[],
  stop: AbortSignal,
): Promise<void> {
  const subscriptions = await listSubscriptions(deps.db, deps.realNow());
  const sendings = announcements.flatMap((announcement) =>
    subscriptions
      .filter((subscription) => subscription.mailbox === announcement.mailbox)
      .flatMap((subscription) => sendingsOf(deps, announcement, subscription)),
  );
  const requests = Map.groupBy(sendings, ({ url, after, turn }) => `${url} ${after} ${turn}`);
  await Promise.all(
    [...requests.values()].map(async (together) => {
      const [first] = together;
      if (!first) return;
      await pause(first.after, stop);
      await deliver(
        first.url,
        together.map(({ item }) => item),
        stop,
      );
    }),
  );
}

function sendingsOf(deps: NotifierDeps, announcement: Announcement, subscription: Subscription): Sending[] {
  const { faults } = deps;
  const { mailbox } = announcement;
  if (isOn(faults, 'lostNotifications', mailbox)) return [];
  const copies = isOn(faults, 'duplicateNotifications', mailbox) ? [0, SECOND_COPY_MS] : [0];
  const delay = concerns(faults, mailbox) ? faults.delayedNotificationsMs : 0;
  return saidAs(announcement.changeType, behaves(faults, 'severalNotificationsPerAction', mailbox))
    .filter((changeType) => subscription.changeTypes.split(',').includes(changeType))
    .flatMap((changeType, turn) => {
      const item = notification(deps, subscription, announcement, changeType);
      return copies.map((later) => ({ url: subscription.notificationUrl, item, after: delay + later, turn }));
    });
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
    await deliver(subscription.lifecycleUrl, [body], stop);
  }
}

/** Any 2xx ends it; anything else, and silence, is tried again a few times. */
async function deliver(url: string, value: readonly object[], stop: AbortSignal): Promise<void> {
  for (const backoff of [0, ...BACKOFF_MS]) {
    await pause(backoff, stop);
    if (stop.aborted) return;
    const accepted = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ value }),
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
