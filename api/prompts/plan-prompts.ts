import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import { DAY, HOUR, type Instant } from '../../shared/calendar/time.ts';
import { lapseAt } from '../../shared/prompts/lapse.ts';
import {
  planPrompt,
  type PlanInput,
  type PromptPlan,
  type WaitingMove,
} from '../../shared/prompts/plan-prompt.ts';
import type { Surroundings } from '../../shared/moves/move.ts';
import { defineJob } from '../jobs/job.ts';
import type { Queue } from '../jobs/queue.ts';
import { loadSurroundings, type SurroundingsDeps } from '../moves/load-surroundings.ts';
import type { StoredEvent } from '../store/event-store.ts';
import { isAway } from '../store/mailbox-store.ts';
import { listMoves, saveHeldBack, saveNotAsked } from '../store/move-store.ts';
import type { StoredMove } from '../store/stored-move.ts';
import { addPrompt, listPrompts, type StoredPrompt } from '../store/prompt-store.ts';
import { findConsent, hastenPlan, holdPerson, type RepConsent } from '../store/rep-store.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/transaction.ts';
import { keepPaneAnswers } from './keep-pane-answers.ts';
import { askedTimes, HISTORY_SINCE, isAsked, loadLimits, MOVES_SINCE } from './load-limits.ts';
import { sendPromptJob } from './send-prompt.ts';

/** While a calendar cannot be read nobody knows what became of a move, or whether the rep is in a meeting. */
const LOOK_WHILE_AWAY = HOUR;
export interface PlanDeps extends SurroundingsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly enqueue: Queue['enqueue'];
}

export const planPromptJob = defineJob<{ personId: string }, PlanDeps>({
  name: 'plan-prompt',
  payload: z.object({ personId: z.guid() }).strict(),
  key: ({ personId }) => personId,
  run: ({ personId }, deps) => planPrompts(personId, deps),
});

/**
 * Decides for one rep: ask about one move now, wait, or nothing. One transaction, serial per person; what is drawn
 * goes into the outbox as `due`, and its sending into the queue. Running again decides the same.
 */
export async function planPrompts(personId: string, deps: PlanDeps): Promise<void> {
  await deps.store.as({ kind: 'worker' })(async (trx) => {
    await holdPerson(trx, personId);
    const now = deps.clock.now();
    if (await isAway(trx, personId)) return hastenPlan(trx, personId, now + LOOK_WHILE_AWAY);
    const consent = await findConsent(trx, personId);
    const around = await loadSurroundings(trx, personId, now, deps);
    if (!consent || !around) return;
    const moves = await listMoves(trx, personId, now - MOVES_SINCE);
    const load = async () => {
      const prompts = await listPrompts(trx, personId, now - HISTORY_SINCE);
      return { prompts, waiting: await listWaiting(trx, moves, prompts, deps) };
    };
    const before = await load();
    const isKept = await keepPaneAnswers(trx, { personId, consent, around, moves, ...before }, deps);
    const { prompts, waiting } = isKept ? await load() : before;
    const input = await planInput(trx, { personId, consent, around, prompts, moves, waiting });
    const plan = planPrompt(input);
    await savePlan(trx, personId, plan, around, deps);
  });
}

/** Moves that nobody has asked about and that are not closed to questions. */
async function listWaiting(
  trx: Transaction<Database>,
  moves: readonly StoredMove[],
  prompts: readonly StoredPrompt[],
  deps: PlanDeps,
): Promise<WaitingMove[]> {
  const promptOf = new Map(prompts.map((prompt) => [prompt.moveId, prompt]));
  const askedAt = askedTimes(moves, prompts);
  const unasked = moves.filter((stored) => stored.notAsked === null && !promptOf.has(stored.moveId));
  const events = await deps.events.listByIds(
    trx,
    unasked.map(({ eventId }) => eventId),
  );
  const eventOf = new Map(events.map((event) => [event.key, event]));
  return unasked.flatMap((stored) => {
    const standing = eventOf.get(stored.eventId);
    return standing ? [waitingMove(stored, standing, askedAt.get(stored.eventId) ?? null)] : [];
  });
}

/** A correction may have changed the class since the move; a class that went with the event stays as it was. */
function waitingMove(stored: StoredMove, event: StoredEvent, lastAskedAt: Instant | null): WaitingMove {
  const { class: timeClass, activity, confidence } = isStanding(event) ? event : stored;
  return {
    id: stored.moveId,
    move: stored.move,
    activity: { key: stored.eventId, event: event.event, class: timeClass, activity, confidence },
    lastAskedAt,
    burst: stored.burstId,
  };
}

function isStanding({ goneAt, event }: StoredEvent): boolean {
  return goneAt === null && !event.isCancelled && event.response !== 'declined';
}

/** What was moved in one go has one question: the answer stands for all of it. */
function burstsAsked(moves: readonly StoredMove[], prompts: readonly StoredPrompt[]): ReadonlySet<string> {
  const asked = new Set(prompts.filter(isAsked).map(({ moveId }) => moveId));
  return new Set(moves.flatMap(({ moveId, burstId }) => (asked.has(moveId) ? (burstId ?? []) : [])));
}

async function planInput(
  trx: Transaction<Database>,
  known: {
    readonly personId: string;
    readonly consent: RepConsent;
    readonly around: Surroundings;
    readonly prompts: readonly StoredPrompt[];
    readonly moves: readonly StoredMove[];
    readonly waiting: readonly WaitingMove[];
  },
): Promise<PlanInput> {
  const { personId, consent, around, prompts, moves, waiting } = known;
  return {
    ...(await loadLimits(trx, { personId, consent, around, prompts, without: null })),
    person: personId,
    moves: waiting,
    burstsAsked: burstsAsked(moves, prompts),
    calendar: around.calendar,
    quietHours: consent.quietHours,
    acknowledged: consent.isAcknowledged,
    objected: consent.hasObjected,
    now: around.now,
  };
}

async function savePlan(
  trx: Transaction<Database>,
  personId: string,
  plan: PromptPlan,
  around: Surroundings,
  { enqueue }: PlanDeps,
): Promise<void> {
  for (const closed of plan.closed) await saveNotAsked(trx, closed.moveId, closed.why);
  for (const held of plan.held) await saveHeldBack(trx, held.moveId, held.why);
  if (plan.action === 'wait') await hastenPlan(trx, personId, plan.until);
  if (plan.action !== 'ask') return;
  const { now, workingHours, holidays } = around;
  await saveHeldBack(trx, plan.moveId, null);
  const promptId = await addPrompt(trx, {
    personId,
    moveId: plan.moveId,
    plannedAt: now,
    lapseAt: lapseAt(now, workingHours, holidays),
    askedOn: toLocalDate(now, workingHours.timeZone),
    reasonOrder: plan.reasonOrder,
    eligibleCount: plan.eligibleCount,
  });
  if (promptId !== null) await enqueue(trx, sendPromptJob.name, { promptId });
  if (plan.held.length > 0) await hastenPlan(trx, personId, now + DAY);
}
