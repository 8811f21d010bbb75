import type { Instant } from '../../shared/calendar/time.ts';
import type { NotificationRow } from '../store/notification-store.ts';
import type { Doorbell } from './routes/graph.ts';

export interface DoorbellDeps {
  readonly matches: (subscriptionId: string, clientState: string) => Promise<boolean>;
  readonly write: (rows: readonly NotificationRow[]) => Promise<void>;
  readonly now: () => Instant;
}

/** Keeps the doorbells whose client state is their subscription's; drops the others without a word. */
export function acceptDoorbells({ matches, write, now }: DoorbellDeps) {
  return async (doorbells: readonly Doorbell[]): Promise<void> => {
    const rows: NotificationRow[] = [];
    for (const { subscriptionId, clientState, kind } of doorbells)
      if (await matches(subscriptionId, clientState)) rows.push({ subscriptionId, kind, receivedAt: now() });
    if (rows.length > 0) await write(rows);
  };
}
