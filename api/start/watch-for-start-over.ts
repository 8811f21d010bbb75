import type { Logger } from 'pino';
import { failureName } from '../jobs/queue.ts';

const LOOK_EVERY_MS = 1000;

/** *Start over* on the sandbox's page makes a new company; the app begins anew with it. Returns how to stop. */
export function watchForStartOver(
  setUp: () => Promise<void>,
  { log, stopping }: { readonly log: Logger; readonly stopping: AbortSignal },
): () => Promise<void> {
  let underWay: Promise<void> | null = null;
  const timer = setInterval(() => {
    underWay ??= setUp()
      .catch((error: unknown) => {
        // A stop ends it half way; the next start takes it up.
        if (!stopping.aborted) log.error({ failure: failureName(error) }, 'Starting over failed.');
      })
      .finally(() => {
        underWay = null;
      });
  }, LOOK_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
