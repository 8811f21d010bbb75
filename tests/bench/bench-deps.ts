import { createVault } from '../../api/store/encryption.ts';
import { createEventStore } from '../../api/store/event-store.ts';
import { createPersonStore } from '../../api/store/person-store.ts';
import type { Store } from '../../api/store/transaction.ts';
import type { Clock } from '../../shared/clock.ts';
import { BENCH_KEY } from './moves-worker.ts';

/** What the product's parts share, over a bench's database. */
export function benchDeps(store: Store, clock: Clock) {
  const vault = createVault({ dataKey: BENCH_KEY, indexKey: BENCH_KEY });
  return {
    store,
    vault,
    clock,
    events: createEventStore(vault),
    people: createPersonStore(vault),
    holidaysBetween: () => [],
  };
}
