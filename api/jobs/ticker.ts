import type { Logger } from 'pino';
import { failureName } from './queue.ts';
import { tick, type TickDeps } from './tick.ts';

const TICK_EVERY_MS = 1000;

/** Ticks once a second of real time, one tick at a time, until stopped. A failed tick is logged and the next one tries. */
export function startTicker(deps: TickDeps, log: Logger): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    running = tick(deps)
      .then(() => undefined)
      .catch((error: unknown) => log.error({ failure: failureName(error) }, 'A tick failed.'))
      .finally(() => {
        isBusy = false;
      });
  }, TICK_EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
