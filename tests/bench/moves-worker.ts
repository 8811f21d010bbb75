import { pino } from 'pino';
import type { AnyJob } from '../../api/jobs/job.ts';
import { startQueue } from '../../api/jobs/queue.ts';
import { startTicker } from '../../api/jobs/ticker.ts';
import { settleMovesJob, type SettleDeps } from '../../api/moves/settle-moves.ts';
import { planPromptJob, type PlanDeps } from '../../api/prompts/plan-prompts.ts';
import { createSendGate } from '../../api/prompts/send-gate.ts';
import { sendPromptJob, type SendDeps } from '../../api/prompts/send-prompt.ts';
import { createVault } from '../../api/store/encryption.ts';
import { createEventStore } from '../../api/store/event-store.ts';
import { createPersonStore } from '../../api/store/person-store.ts';
import type { Store } from '../../api/store/transaction.ts';
import { createRestOutbound } from '../../bot/connector/rest-outbound.ts';
import type { BotOutbound } from '../../bot/ports.ts';
import type { Clock } from '../../shared/clock.ts';

const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
export const BENCH_KEY = Buffer.alloc(32, 1).toString('base64');

/** The work between a move that is due and its card. */
export const moveJobs: readonly AnyJob<SettleDeps & PlanDeps & SendDeps>[] = [
  settleMovesJob,
  planPromptJob,
  sendPromptJob,
];

export interface MovesWorkerOptions {
  readonly appUrl: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly tenantId: string;
  readonly botAppId: string;
  readonly token: () => Promise<string>;
  /** Sees each call on its way to the connector. */
  readonly watch?: (outbound: BotOutbound) => BotOutbound;
}

/** The app's background work, as one instance of it does it. */
export async function startMovesWorker(options: MovesWorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { appUrl, store, clock, tenantId, botAppId, token, watch = (outbound) => outbound } = options;
  const log = pino({ level: 'error' }, process.stderr);
  const vault = createVault({ dataKey: BENCH_KEY, indexKey: BENCH_KEY });
  const queue = await startQueue(appUrl, moveJobs, log);
  await queue.work(moveJobs, {
    store,
    enqueue: queue.enqueue,
    vault,
    clock,
    events: createEventStore(vault),
    people: createPersonStore(vault),
    holidaysBetween: () => [],
    outbound: watch(
      createRestOutbound({
        botAppId,
        token,
        serviceHosts: ['smba.trafficmanager.net'],
        report: () => undefined,
      }),
    ),
    gate: createSendGate({ store, clock, realNow: Date.now, log }),
    tenantId,
    defaultServiceUrl: SERVICE_URL,
  });
  const ticker = startTicker({ store, clock, queue }, log);
  return {
    stop: async () => {
      await ticker.stop();
      await queue.stop(5_000);
    },
  };
}
