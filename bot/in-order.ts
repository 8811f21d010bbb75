import { setTimeout as wait } from 'node:timers/promises';

/** Runs tasks of one key one after the other, in the order in which they came. */
export type InOrder = <Result>(key: string, task: () => Promise<Result>) => Promise<Result>;

/**
 * Within this process: two quick taps must not leave the first one's card on the person's other devices. After each task
 * the next of its key waits `gapMs`.
 */
export function createInOrder(gapMs = 0): InOrder {
  const last = new Map<string, Promise<void>>();
  return async (key, task) => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(task);
    // A task that failed is its own caller's business.
    const over = settled(mine).then(() => (gapMs > 0 ? wait(gapMs) : undefined));
    last.set(key, over);
    void over.then(() => {
      if (last.get(key) === over) last.delete(key);
    });
    return mine;
  };
}

async function settled(task: Promise<unknown>): Promise<void> {
  await Promise.allSettled([task]);
}
