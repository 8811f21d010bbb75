/** Lets a number of calls run at a time; the others wait in order. */
export interface Gate {
  run<T>(call: () => Promise<T>): Promise<T>;
}

export function createGate(limit: () => number): Gate & { readonly isIdle: () => boolean } {
  const waiting: (() => void)[] = [];
  let running = 0;
  const letIn = (): void => {
    while (running < Math.max(1, Math.floor(limit()))) {
      const next = waiting.shift();
      if (next === undefined) return;
      running += 1;
      next();
    }
  };
  return {
    isIdle: () => running === 0 && waiting.length === 0,
    run: async (call) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        letIn();
      });
      try {
        return await call();
      } finally {
        running -= 1;
        letIn();
      }
    },
  };
}

/** One gate a key, kept only while somebody is in it. */
export function createKeyedGate(limit: number): { run<T>(key: string, call: () => Promise<T>): Promise<T> } {
  const gates = new Map<string, ReturnType<typeof createGate>>();
  return {
    run: async (key, call) => {
      const gate = gates.get(key) ?? createGate(() => limit);
      gates.set(key, gate);
      try {
        return await gate.run(call);
      } finally {
        if (gate.isIdle()) gates.delete(key);
      }
    },
  };
}

/**
 * Additive increase, multiplicative decrease (Chiu and Jain 1989): each call that `isOverload` blames halves the
 * limit, a full round of good ones raises it by one.
 */
export function createAdaptiveGate(options: {
  start: number;
  least: number;
  most: number;
  isOverload(error: unknown): boolean;
}): Gate {
  let limit = options.start;
  const gate = createGate(() => limit);
  return {
    run: (call) =>
      gate.run(async () => {
        try {
          const result = await call();
          limit = Math.min(options.most, limit + 1 / limit);
          return result;
        } catch (error) {
          if (options.isOverload(error)) limit = Math.max(options.least, limit / 2);
          throw error;
        }
      }),
  };
}
