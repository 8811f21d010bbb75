import type { Logger } from 'pino';
import { failureName } from './queue.ts';
import { tick, type TickDeps } from './tick.ts';

const TICK_EVERY_MS = 1000;
/** What a piece of work made due need not wait for the next second; work that ends together shares one tick. */
const TICK_AFTER_WORK_MS = 100;

/**
 * Ticks once a second of real time, and soon after work that this process did, one tick at a time, until stopped. A
 * failed tick is logged and the next one tries.
 */
export function startTicker(deps: TickDeps, log: Logger): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  const tickOnce = (): void => {
    if (isBusy) return;
    isBusy = true;
    running = tick(deps)
      .then(() => undefined)
      .catch((error: unknown) => log.error({ failure: failureName(error) }, 'A tick failed.'))
      .finally(() => {
        isBusy = false;
      });
  };
  const timer = setInterval(tickOnce, TICK_EVERY_MS);
  let soon: NodeJS.Timeout | null = null;
  let isStopped = false;
  deps.queue.afterWork?.(() => {
    if (isStopped) return;
    soon ??= setTimeout(() => {
      soon = null;
      tickOnce();
    }, TICK_AFTER_WORK_MS);
  });
  return {
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      if (soon) clearTimeout(soon);
      await running;
    },
  };
}
