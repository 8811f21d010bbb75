import type { Logger } from 'pino';
import { z } from 'zod';
import type { BotOutbound } from '../../bot/ports.ts';
import { DAY, HOUR } from '../../shared/calendar/time.ts';
import type { Clock } from '../../shared/clock.ts';
import { tokenProblem, type GetToken } from '../identity/token-problem.ts';
import { defineJob } from '../jobs/job.ts';
import { saveTimer } from '../store/team-store.ts';
import type { Store } from '../store/transaction.ts';
import type { GatedSends } from './send-gate.ts';

export interface CheckBotDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly botToken: GetToken;
  readonly probe: BotOutbound;
  readonly gate: GatedSends;
  readonly tenantId: string;
  readonly defaultServiceUrl: string;
  readonly log: Logger;
}

/** Nobody: to open a chat with them creates none, and is refused in one way to a bot that is known and in another to one that is not. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

/**
 * Whether the bot is who it says: at the start, then each day, and each hour while it is not. A fault is one line in the log
 * and a word in `/readyz`; the app goes on, for the rest of it needs no bot.
 */
export const checkBotJob = defineJob<Record<string, never>, CheckBotDeps>({
  name: 'check-bot',
  payload: z.object({}).strict(),
  key: () => 'all',
  run: async (_, deps) => {
    const isWell = await checkBot(deps);
    await deps.store.as({ kind: 'worker' })((trx) =>
      saveTimer(trx, 'check-bot', deps.clock.now() + (isWell ? DAY : HOUR)),
    );
  },
});

/** Where the connector refuses us, the gate says so, and stops all sends until it takes us again. */
async function checkBot(deps: CheckBotDeps): Promise<boolean> {
  const problem = await tokenProblem(deps.botToken);
  if (problem !== null) {
    deps.log.error({ problem }, 'The bot cannot send: the identity provider gives it no token.');
    return false;
  }
  const { probe, tenantId, defaultServiceUrl: serviceUrl } = deps;
  const outcome = await deps.gate.through(() =>
    probe.openPersonalChat({ aadObjectId: NOBODY, tenantId, serviceUrl }),
  );
  return outcome.outcome === 'gone' && outcome.reason === 'rejected';
}
