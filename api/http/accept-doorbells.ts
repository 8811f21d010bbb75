import type { Instant } from '../../shared/calendar/time.ts';
import type { NotificationRow } from '../store/notification-store.ts';
import type { Doorbell } from './routes/graph.ts';

export interface DoorbellDeps {
  /** Those that carry the client state of their subscription. */
  readonly keepTrue: (doorbells: readonly Doorbell[]) => Promise<readonly Doorbell[]>;
  readonly write: (rows: readonly NotificationRow[]) => Promise<void>;
  readonly now: () => Instant;
}

/** Keeps the doorbells whose client state is their subscription's; drops the others without a word. */
export function acceptDoorbells({ keepTrue, write, now }: DoorbellDeps) {
  return async (doorbells: readonly Doorbell[]): Promise<void> => {
    const rows = (await keepTrue(doorbells)).map(({ subscriptionId, kind }) => ({
      subscriptionId,
      kind,
      receivedAt: now(),
    }));
    if (rows.length > 0) await write(rows);
  };
}
