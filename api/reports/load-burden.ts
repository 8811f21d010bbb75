import type { Transaction } from 'kysely';
import { isoWeekOf, weekStart } from '../../shared/calendar/week.ts';
import type { Instant, TimeZone } from '../../shared/calendar/time.ts';
import type { Burden } from '../../shared/contract/burden.ts';
import { burdenSeconds, SECONDS_NOTE, WEEKLY_BUDGET_SECONDS } from '../../shared/prompts/burden.ts';
import type { PromptRecord } from '../../shared/prompts/caps.ts';
import { sumCorrectionSeconds } from '../store/correction-store.ts';
import { listDrawTimes } from '../store/sample-store.ts';
import { listNoteTimes } from '../store/note-store.ts';
import { listAnsweredAt } from '../store/answer-store.ts';
import { listPrompts, recordOf } from '../store/prompt-store.ts';
import type { Database } from '../store/schema.ts';

/** What the product took of a rep's time this week: prompts and a note by the table, corrections and confirmations as measured (domain §7). */
export async function loadBurden(
  trx: Transaction<Database>,
  personId: string,
  zone: TimeZone,
  now: Instant,
): Promise<Burden> {
  const { prompts, others } = await loadTaken(trx, personId, zone, now);
  return { seconds: Math.round(burdenSeconds(prompts, others)), limit: WEEKLY_BUDGET_SECONDS };
}

/** This week's prompts, and the seconds that all else took. */
export async function loadTaken(
  trx: Transaction<Database>,
  personId: string,
  zone: TimeZone,
  now: Instant,
): Promise<{ readonly prompts: readonly PromptRecord[]; readonly others: readonly number[] }> {
  const since = weekStart(isoWeekOf(now, zone), zone);
  const prompts = await listPrompts(trx, personId, since);
  const answeredAt = await listAnsweredAt(trx, personId);
  const correcting = await sumCorrectionSeconds(trx, personId, since);
  const confirming = (await listDrawTimes(trx, personId, since)).map(({ seconds }) => seconds);
  const reading = SECONDS_NOTE * (await listNoteTimes(trx, personId, since)).length;
  return {
    prompts: prompts.flatMap((prompt) => recordOf(prompt, answeredAt.get(prompt.promptId) ?? null) ?? []),
    others: [correcting, ...confirming, reading],
  };
}
