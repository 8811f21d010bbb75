import type { Transaction } from 'kysely';
import { DAY, type Instant } from '../../shared/calendar/time.ts';
import type { Surroundings } from '../../shared/moves/move.ts';
import { SECONDS_NOTE } from '../../shared/prompts/burden.ts';
import type { Limits, PromptRecord } from '../../shared/prompts/caps.ts';
import { listCorrectionTimes } from '../store/correction-store.ts';
import { FOREVER } from '../store/instant.ts';
import { listNoteTimes } from '../store/note-store.ts';
import type { StoredMove } from '../store/stored-move.ts';
import { listPaneAnswers } from '../store/pane-answer-store.ts';
import { listAnsweredAt } from '../store/answer-store.ts';
import { recordOf, type StoredPrompt } from '../store/prompt-store.ts';
import type { RepConsent } from '../store/rep-store.ts';
import { listDrawTimes } from '../store/sample-store.ts';
import type { Database } from '../store/schema.ts';

/** A question is over after two working days; a long holiday lies between at most. */
export const MOVES_SINCE = 62 * DAY;
const WEEK = 7 * DAY;
/** Far enough back for three lapsed in a row at one a week. */
export const HISTORY_SINCE = 90 * DAY;

/**
 * What limits the questions to one rep. A reason given in Outlook counts from then on, before its move has settled; the one
 * given about `without` does not stand in its own way.
 */
export async function loadLimits(
  trx: Transaction<Database>,
  known: {
    readonly personId: string;
    readonly consent: RepConsent;
    readonly around: Surroundings;
    readonly prompts: readonly StoredPrompt[];
    readonly without: string | null;
  },
): Promise<Limits> {
  const { personId, consent, around, prompts, without } = known;
  const answeredAt = await listAnsweredAt(trx, personId);
  const asked = prompts.flatMap((prompt) => recordOf(prompt, answeredAt.get(prompt.promptId) ?? null) ?? []);
  const inOutlook = (await listPaneAnswers(trx, personId))
    .filter(({ eventId }) => eventId !== without)
    .map((answer): PromptRecord => ({
      moveId: answer.eventId,
      sentAt: answer.answeredAt,
      outcome: 'answered',
      endedAt: answer.answeredAt,
    }));
  return {
    history: [...asked, ...inOutlook],
    pausedUntil:
      consent.pausedUntil !== null && consent.pausedUntil >= FOREVER ? Infinity : consent.pausedUntil,
    corrections: [
      ...(await listNoteTimes(trx, personId, around.now - WEEK)).map((at) => ({ at, seconds: SECONDS_NOTE })),
      ...(await listCorrectionTimes(trx, personId, around.now - WEEK)),
      ...(await listDrawTimes(trx, personId, around.now - WEEK)),
    ],
    workingHours: around.workingHours,
    holidays: around.holidays,
  };
}

/** When each activity, or one that it is the twin of, was last asked about. */
export function askedTimes(
  moves: readonly StoredMove[],
  prompts: readonly StoredPrompt[],
): ReadonlyMap<string, Instant> {
  const promptOf = new Map(prompts.map((prompt) => [prompt.moveId, prompt]));
  const times = new Map<string, Instant>();
  for (const stored of moves) {
    const prompt = promptOf.get(stored.moveId);
    if (!isAsked(prompt)) continue;
    const asked = prompt.sentAt ?? prompt.plannedAt;
    for (const key of [stored.eventId, stored.move.twinKey])
      if (key !== null) times.set(key, Math.max(times.get(key) ?? asked, asked));
  }
  return times;
}

export function isAsked(prompt: StoredPrompt | undefined): prompt is StoredPrompt {
  return prompt !== undefined && prompt.state !== 'gone' && prompt.state !== 'not_asked';
}
