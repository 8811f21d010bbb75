import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Queue } from '../../../api/jobs/queue.ts';
import { startTicker } from '../../../api/jobs/ticker.ts';
import type { Store } from '../../../api/store/transaction.ts';

let ticks: number;
let workEnds: () => void;
let logged: string[];
let ticker: { stop(): Promise<void> };

/** Away: each tick fails, and can be counted all the same. */
const store: Store = {
  as: () => () => {
    ticks += 1;
    return Promise.reject(new Error('Zaunkoenig'));
  },
};
const queue: Queue = {
  enqueue: async () => undefined,
  work: async () => undefined,
  stop: async () => undefined,
  isHealthy: () => true,
  afterWork: (call) => {
    workEnds = call;
  },
};

beforeEach(() => {
  vi.useFakeTimers();
  ticks = 0;
  logged = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) });
  ticker = startTicker({ store, queue, clock: { now: () => 0 } }, log);
});
afterEach(async () => {
  await ticker.stop();
  vi.useRealTimers();
});

describe('the tick', () => {
  it('comes once a second, whether the last one failed or not, and says so without a word of the failure', async () => {
    await vi.advanceTimersByTimeAsync(3_500);
    expect(ticks).toBe(3);
    expect(logged.length).toBe(3);
    expect(logged.join('')).not.toContain('Zaunkoenig');
  });

  it('comes soon after work has ended, once for all that ends together', async () => {
    workEnds();
    workEnds();
    await vi.advanceTimersByTimeAsync(99);
    expect(ticks).toBe(0);
    workEnds();
    await vi.advanceTimersByTimeAsync(1);
    expect(ticks).toBe(1);
    workEnds();
    await vi.advanceTimersByTimeAsync(100);
    expect(ticks).toBe(2);
  });

  it('does not come after the stop', async () => {
    workEnds();
    await ticker.stop();
    workEnds();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(ticks).toBe(0);
  });
});
