import type { Transaction } from 'kysely';
import { isoWeekOf, weekStart } from '../../shared/calendar/week.ts';
import type { IsoWeek, TimeZone } from '../../shared/calendar/time.ts';
import { burdenSeconds, SECONDS_NOTE } from '../../shared/prompts/burden.ts';
import { listCorrectionTimes } from '../store/correction-store.ts';
import { listNoteTimes } from '../store/note-store.ts';
import { listAnsweredAt } from '../store/answer-store.ts';
import { listPrompts, recordOf } from '../store/prompt-store.ts';
import { listDrawTimes } from '../store/sample-store.ts';
import type { Database } from '../store/schema.ts';

export interface WeekBurden {
  readonly week: IsoWeek;
  readonly seconds: number;
  readonly questions: number;
}

/** What the product took of a rep in each of these weeks, oldest first (domain §7): by the week in which it was sent or made. */
export async function loadBurdenByWeek(
  trx: Transaction<Database>,
  personId: string,
  zone: TimeZone,
  weeks: readonly IsoWeek[],
): Promise<WeekBurden[]> {
  const [first] = weeks;
  if (first === undefined) return [];
  const since = weekStart(first, zone);
  const answeredAt = await listAnsweredAt(trx, personId);
  const prompts = await listPrompts(trx, personId, since);
  const records = prompts.flatMap(
    (prompt) => recordOf(prompt, answeredAt.get(prompt.promptId) ?? null) ?? [],
  );
  const others = [
    ...(await listCorrectionTimes(trx, personId, since)),
    ...(await listDrawTimes(trx, personId, since)),
    ...(await listNoteTimes(trx, personId, since)).map((at) => ({ at, seconds: SECONDS_NOTE })),
  ];
  return weeks.map((week) => {
    const asked = records.filter(({ sentAt }) => isoWeekOf(sentAt, zone) === week);
    const taken = others.filter(({ at }) => isoWeekOf(at, zone) === week).map(({ seconds }) => seconds);
    return { week, seconds: burdenSeconds(asked, taken), questions: asked.length };
  });
}
