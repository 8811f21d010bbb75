import type { Transaction } from 'kysely';
import type { AnsweredCardData, Taker } from '../../bot/cards/answered-card.ts';
import { DAY, MINUTE } from '../../shared/calendar/time.ts';
import { externalsIn } from '../../shared/moves/participants.ts';
import { nextFreeTime, twoFreeTimesThisWeek } from '../../shared/reasons/free-time.ts';
import type { StoredEvent } from '../store/event-store.ts';
import type { StoredMove } from '../store/stored-move.ts';
import type { StoredPrompt } from '../store/prompt-store.ts';
import type { Database } from '../store/schema.ts';
import type { EvidenceContext } from './evidence-context.ts';

type Trx = Transaction<Database>;

/** Longer than what is left of any week; most reps have room in it. */
const CALENDAR_NEAR = 8 * DAY;
const CALENDAR_AHEAD = 30 * DAY;

export interface AnsweredCardDeps {
  /** Deep link to a move in the rep's tab; null where there is no tab to open. */
  readonly whatMovedUrl: (moveId: string) => string | null;
}

/** What was asked about. */
interface Asked {
  readonly prompt: StoredPrompt;
  readonly stored: StoredMove;
  /** The activity as it stood before it moved. */
  readonly moved: StoredEvent;
}

/** What the card shows of an answer, at `context.now`: in reply to a tap, or when it is drawn anew. */
export async function loadAnsweredCardData(
  trx: Trx,
  { prompt, stored, moved }: Asked,
  answered: Pick<AnsweredCardData, 'reason' | 'evidence' | 'contested' | 'changeableUntil'>,
  context: EvidenceContext,
  deps: AnsweredCardDeps,
): Promise<AnsweredCardData> {
  return {
    ...answered,
    promptId: prompt.promptId,
    title: moved.event.title,
    oldStart: stored.move.oldStart,
    newStart: stored.move.newStart,
    taker: await loadTaker(trx, stored, context),
    freeTimes: await loadFreeTimes(trx, prompt.personId, stored, context),
    attendees: externalsIn(moved.event, context),
    now: context.now,
    whatMovedUrl: deps.whatMovedUrl(stored.moveId),
    timeZone: context.workingHours.timeZone,
  };
}

/** What took the slot, else what it was later used for. Of a confined event nothing but the time is known. */
async function loadTaker(trx: Trx, stored: StoredMove, { events }: EvidenceContext): Promise<Taker | null> {
  const { displacedBy, filledBy } = stored.move;
  const taker = displacedBy ?? filledBy;
  if (!taker) return null;
  const [event] = await events.listByIds(trx, [taker.key]);
  return {
    used: displacedBy ? 'took' : 'later',
    title: event?.event.title || null,
    role: taker.role,
    bookedAt: event?.bookedAt ?? null,
  };
}

/** Of a lost prospecting block two times this week (domain §7); else the next, which is mostly in the next few days. */
async function loadFreeTimes(
  trx: Trx,
  personId: string,
  { move, activity }: StoredMove,
  { workingHours, holidays, events, now }: EvidenceContext,
) {
  const until = (ahead: number) => events.listCurrent(trx, personId, { start: now, end: now + ahead });
  const minutes = (move.oldEnd - move.oldStart) / MINUTE;
  const near = await until(CALENDAR_NEAR);
  if (activity === 'prospecting') return twoFreeTimesThisWeek(near, workingHours, holidays, now, minutes);
  const next = nextFreeTime(near, workingHours, holidays, now, minutes);
  if (next !== null && next.end <= now + CALENDAR_NEAR) return [next];
  const later = nextFreeTime(await until(CALENDAR_AHEAD), workingHours, holidays, now, minutes);
  return later ? [later] : [];
}
