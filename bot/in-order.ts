/** Runs tasks of one key one after the other, in the order in which they came. */
export type InOrder = (key: string, task: () => Promise<void>) => Promise<void>;

/** Within this process: two quick taps must not leave the first one's card on the person's other devices. */
export function createInOrder(): InOrder {
  const last = new Map<string, Promise<void>>();
  return async (key, task) => {
    const before = last.get(key) ?? Promise.resolve();
    // A task that failed is its own caller's business.
    const mine = before.then(task, task);
    last.set(key, mine);
    try {
      await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
