import type { AnyJob } from '../../jobs/job.ts';
import type { Queue } from '../../jobs/queue.ts';

/** A queue whose work is done when it is told to, in this process, and always in the same order. */
export interface SteppedQueue extends Queue {
  /** Does what waits, and what that brings, until nothing does. @throws what a job throws. */
  drain(): Promise<void>;
}

interface Waiting {
  readonly order: number;
  readonly key: string;
  run(): Promise<void>;
}

/** Jobs run by the order in which they were taken up, those of one kind by their key. */
export function createSteppedQueue(): SteppedQueue {
  const handlers = new Map<string, { order: number; begin: (payload: object) => Waiting }>();
  const waiting = new Map<string, Waiting>();
  return {
    // The caller's transaction is the tick's own, which nothing else shares: it commits, or all of the replay ends.
    enqueue: async (_trx, name, payload) => {
      const job = handlers.get(name)?.begin(payload);
      if (!job) throw new Error(`There is no job named ${name}.`);
      waiting.set(`${name} ${job.key}`, job);
    },
    work: async <Deps>(jobs: readonly AnyJob<Deps>[], deps: Deps) => {
      for (const job of jobs) {
        const order = handlers.size;
        handlers.set(job.name, {
          order,
          begin: (payload) => ({
            order,
            key: job.keyOf(payload),
            run: () => job.runWith(payload, deps),
          }),
        });
      }
    },
    drain: async () => {
      for (let job = nextOf(waiting); job; job = nextOf(waiting)) {
        waiting.delete(job.name);
        await job.work.run();
      }
    },
    stop: async () => waiting.clear(),
    isHealthy: () => true,
  };
}

function nextOf(waiting: ReadonlyMap<string, Waiting>): { name: string; work: Waiting } | null {
  const [first] = [...waiting].toSorted(([, a], [, b]) => a.order - b.order || (a.key < b.key ? -1 : 1));
  return first ? { name: first[0], work: first[1] } : null;
}
