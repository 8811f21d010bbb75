import type { Transaction } from 'kysely';
import { DAY, type Instant } from '../../shared/calendar/time.ts';
import { FOREVER } from '../store/instant.ts';
import { lapseOpenPrompts } from '../store/prompt-store.ts';
import { hastenPlan, savePause } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';

type Trx = Transaction<Database>;

const WEEK = 7 * DAY;

/** When a pause that begins now ends. */
export function pauseEnds(length: 'week' | 'until-resumed', now: Instant): Instant {
  return length === 'week' ? now + WEEK : FOREVER;
}

/** No questions before `until`: the open prompt lapses at once, and moves that wait are judged anew. */
export async function pausePrompts(trx: Trx, personId: string, until: Instant, now: Instant): Promise<void> {
  await savePause(trx, personId, until);
  await lapseOpenPrompts(trx, personId, now);
  await hastenPlan(trx, personId, now);
}

export async function resumePrompts(trx: Trx, personId: string, now: Instant): Promise<void> {
  await savePause(trx, personId, null);
  await hastenPlan(trx, personId, now);
}
