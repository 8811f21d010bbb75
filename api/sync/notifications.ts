import { timingSafeEqual } from 'node:crypto';
import { MINUTE } from '../../shared/calendar/time.ts';
import { hastenSync, ringMailboxes } from '../store/mailbox-store.ts';
import { type NotificationRow, takeNotifications } from '../store/notification-store.ts';
import {
  hashClientState,
  hastenRenewal,
  listClientStateHashes,
  listPeopleBySubscription,
  noteRung,
  removeByPerson,
} from '../store/subscription-store.ts';
import { hastenTimer } from '../store/team-store.ts';
import type { Store } from '../store/transaction.ts';
import type { SubscriptionDeps } from './subscriptions.ts';

/** A dragged meeting rings several times: so long is waited for the rest. */
const DEBOUNCE = MINUTE / 2;
const MOST_AT_ONCE = 5_000;

export interface NotificationWriter {
  /** Resolves when the rows are committed, and not before. Rejects if they are not. */
  accept(rows: readonly NotificationRow[]): Promise<void>;
}

/**
 * Keeps notifications as they come. One transaction (`commit`) at a time is under way; whatever comes in meanwhile shares
 * the next one, so that the rate does not depend on how many requests bring it.
 */
export function createNotificationWriter(
  commit: (rows: readonly NotificationRow[]) => Promise<void>,
): NotificationWriter {
  let waiting: { rows: readonly NotificationRow[]; done: () => void; failed: (error: unknown) => void }[] =
    [];
  let isWriting = false;
  const writeAll = async (): Promise<void> => {
    if (isWriting) return;
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await commit(batch.flatMap(({ rows }) => rows));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    isWriting = false;
  };
  return {
    accept: (rows) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ rows, done: resolve, failed: reject });
        void writeAll();
      }),
  };
}

const MOST_REMEMBERED = 20_000;

/**
 * Those notifications that carry the secret of their subscription; an unknown subscription has none. Looks up in one query
 * what it does not know from before, for a subscription's secret never changes: whoever makes ids up costs one query a body.
 */
export function createClientStateCheck(
  store: Store,
): <T extends { readonly subscriptionId: string; readonly clientState: string }>(
  notifications: readonly T[],
) => Promise<T[]> {
  const remembered = new Map<string, Buffer>();
  return async (notifications) => {
    const ids = new Set(notifications.map(({ subscriptionId }) => subscriptionId));
    const expected = new Map([...ids].flatMap((id) => entryOf(id, remembered.get(id))));
    const unknown = [...ids].filter((id) => !expected.has(id));
    if (unknown.length > 0) {
      const found = await store.as({ kind: 'worker' })((trx) => listClientStateHashes(trx, unknown));
      if (remembered.size + found.size > MOST_REMEMBERED) remembered.clear();
      for (const [id, hash] of found) {
        remembered.set(id, hash);
        expected.set(id, hash);
      }
    }
    return notifications.filter(({ subscriptionId, clientState }) => {
      const hash = expected.get(subscriptionId);
      if (hash === undefined) return false;
      return timingSafeEqual(hashClientState(clientState), hash);
    });
  };
}

function entryOf(id: string, hash: Buffer | undefined): [string, Buffer][] {
  return hash === undefined ? [] : [[id, hash]];
}

export interface DrainResult {
  readonly taken: number;
  /** Calendars that are now due. */
  readonly rung: number;
}

/**
 * Turns stored notifications into calendars that are due, however many rang for one. What a subscription's own life
 * needs is noted in the same transaction, and the renewal made due: nothing here waits for Graph.
 */
export async function drainNotifications(
  deps: Pick<SubscriptionDeps, 'store' | 'clock' | 'realNow'>,
): Promise<DrainResult> {
  const asWorker = deps.store.as({ kind: 'worker' });
  let taken = 0;
  const rung = new Set<string>();
  for (;;) {
    const drained = await asWorker(async (trx) => {
      const rows = await takeNotifications(trx, MOST_AT_ONCE);
      const people = await listPeopleBySubscription(trx, [...new Set(rows.map((row) => row.subscriptionId))]);
      const of = (...kinds: readonly string[]): string[] => [
        ...new Set(
          rows
            .filter((row) => kinds.includes(row.kind))
            .flatMap((row) => people.get(row.subscriptionId) ?? []),
        ),
      ];
      const removed = of('subscriptionRemoved');
      const expiring = of('reauthorizationRequired');
      await ringMailboxes(trx, of('changed'), deps.clock.now() + DEBOUNCE);
      await noteRung(trx, of('changed'));
      // What was missed comes by delta; there is nothing to wait for.
      await hastenSync(trx, [...new Set([...of('missed'), ...removed])], deps.clock.now());
      for (const personId of removed) await removeByPerson(trx, personId);
      await hastenRenewal(trx, expiring, deps.realNow());
      if (removed.length + expiring.length > 0)
        await hastenTimer(trx, 'renew-subscriptions', deps.clock.now());
      return { rows: rows.length, rung: of('changed', 'missed', 'subscriptionRemoved') };
    });
    taken += drained.rows;
    for (const personId of drained.rung) rung.add(personId);
    if (drained.rows < MOST_AT_ONCE) return { taken, rung: rung.size };
  }
}
