import type { Transaction } from 'kysely';
import { z } from 'zod';
import { addDays, atWallClock, toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { Instant } from '../../shared/calendar/time.ts';
import { GraphFailure } from '../graph/graph-failure.ts';
import { defineJob } from '../jobs/job.ts';
import { findInstallState } from '../store/bot-state-store.ts';
import { listUndecided } from '../store/decision-store.ts';
import { countReach, hastenReach, listUnreached, removeChatsOfLeavers } from '../store/reach-store.ts';
import type { Database } from '../store/schema.ts';
import { saveTimer } from '../store/team-store.ts';
import { loadTenantSettings } from '../store/tenant-settings.ts';
import { lookForProblem } from './install-for.ts';
import type { ReachDeps } from './reach-person.ts';

/** When nobody works, and the directory has been read. */
const AT_NIGHT = '02:00';

/**
 * Each night: whoever has left loses their chat, and whoever has none is given one. No installation event is waited for, and
 * none is needed: what counts is the chat.
 */
export const reconcileChatsJob = defineJob<Record<string, never>, ReachDeps>({
  name: 'reconcile-chats',
  payload: z.object({}).strict(),
  key: () => 'all',
  run: async (_, deps) => {
    const asWorker = deps.store.as({ kind: 'worker' });
    await reconcileChats(deps);
    await asWorker(async (trx) => saveTimer(trx, 'reconcile-chats', await nextNight(trx, deps.clock.now())));
  },
});

async function reconcileChats(deps: ReachDeps): Promise<void> {
  const asWorker = deps.store.as({ kind: 'worker' });
  const { unreached, problem } = await asWorker(async (trx) => {
    await removeChatsOfLeavers(trx);
    const isFree = (await listUndecided(trx)).length === 0;
    return { unreached: isFree ? await listUnreached(trx) : [], ...(await findInstallState(trx)) };
  });
  if (problem) await lookAgain(deps);
  const now = deps.clock.now();
  const { reps, reached } = await asWorker(async (trx) => {
    await hastenReach(trx, unreached, now);
    return countReach(trx);
  });
  if (reached < reps) deps.log.info({ reps, reached }, 'Not every rep has a chat with the bot.');
}

/** Where the app could be installed for nobody, a look at one rep shows whether it can by now. */
async function lookAgain(deps: ReachDeps): Promise<void> {
  const people = await deps.store.as({ kind: 'worker' })((trx) => deps.people.list(trx));
  const anybody = people.find((person) => person.isRep);
  if (!anybody) return;
  await lookForProblem(anybody.entraId, deps).catch((error: unknown) => {
    if (!(error instanceof GraphFailure)) throw error;
    deps.log.info(
      { code: error.code },
      'Graph could not say whether the app can be installed. It is asked again the next night.',
    );
  });
}

/** The next time that it is two in the morning in the organisation's own zone. */
export async function nextNight(trx: Transaction<Database>, now: Instant): Promise<Instant> {
  const { timeZone } = await loadTenantSettings(trx);
  const today = toLocalDate(now, timeZone);
  const tonight = atWallClock(today, AT_NIGHT, timeZone);
  return tonight > now ? tonight : atWallClock(addDays(today, 1), AT_NIGHT, timeZone);
}
