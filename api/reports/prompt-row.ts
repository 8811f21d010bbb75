import type { MoveRow } from '../../shared/contract/moves.ts';
import { NOT_THE_REP } from '../../shared/moves/burst.ts';
import type { Mover } from '../../shared/moves/move.ts';
import type { Instant } from '../../shared/calendar/time.ts';
import { closesAt } from '../../shared/prompts/answer.ts';
import type { StoredAnswer } from '../store/answer-store.ts';
import type { StoredPrompt } from '../store/prompt-store.ts';
import type { StoredMove } from '../store/stored-move.ts';
import { iso } from './iso.ts';

const REACHED: ReadonlySet<StoredPrompt['state']> = new Set(['sent', 'unknown', 'answered', 'lapsed']);

/** What is read of a move for the state of its question. */
export type JudgedMove = Pick<
  StoredMove,
  'moveId' | 'eventId' | 'burstId' | 'notAsked' | 'heldBack' | 'contestedAt'
> & { readonly move: { readonly mover: Mover } };

export interface PromptContext {
  readonly eventOf: ReadonlyMap<string, { readonly event: { readonly title: string } }>;
  readonly promptOf: ReadonlyMap<string, StoredPrompt>;
  readonly answersOf: ReadonlyMap<string, readonly StoredAnswer[]>;
  /** By answer, where its facts compare the rep's own weeks. */
  readonly ownWeekHoursOf: ReadonlyMap<number, readonly number[]>;
  /** By burst, the move whose question counts for all of it. */
  readonly askedOfBurst: ReadonlyMap<string, JudgedMove>;
  readonly now: Instant;
}

/** How far the question about a move has come, its own or that of the burst it was made in. */
export function promptRow(stored: JudgedMove, context: PromptContext): MoveRow['prompt'] {
  const prompt = context.promptOf.get(stored.moveId);
  if (!prompt) {
    const together = togetherRow(stored, context);
    if (together) return together;
    if (stored.notAsked !== null) return { state: 'not_asked', why: stored.notAsked };
    return { state: 'waiting', why: stored.heldBack };
  }
  switch (prompt.state) {
    case 'answered':
      return answeredRow(stored, prompt, context);
    case 'withdrawn':
      return { state: 'withdrawn' };
    case 'due':
    case 'sending':
      return { state: 'waiting', why: null };
    case 'sent':
    case 'unknown':
      return { state: 'asked', lapsesAt: iso(prompt.lapseAt) };
    case 'lapsed':
      return { state: 'lapsed' };
    case 'not_asked':
      return { state: 'not_asked', why: 'paused' };
    case 'gone':
      return { state: 'not_asked', why: 'unreachable' };
  }
}

function answeredRow(
  stored: JudgedMove,
  prompt: StoredPrompt,
  { answersOf, ownWeekHoursOf, now }: PromptContext,
): MoveRow['prompt'] {
  const answers = answersOf.get(prompt.promptId) ?? [];
  const last = answers.at(-1);
  if (!last) return { state: 'asked', lapsesAt: iso(prompt.lapseAt) };
  const until = closesAt({
    lapsesAt: prompt.lapseAt,
    answers: answers.map(({ code, answeredAt }) => ({ code, at: answeredAt })),
    contestedAt: stored.contestedAt,
    withdrawn: null,
    lapsedAt: null,
  });
  return {
    state: 'answered',
    answer: {
      code: last.code,
      answeredAt: iso(last.answeredAt),
      changeableUntil: now < until ? iso(until) : null,
      verdict: last.evidence.verdict,
      facts: last.evidence.facts.map(({ key, values }) => ({ key, values: { ...values } })),
      ownWeekHours: [...(ownWeekHoursOf.get(last.answerId) ?? [])],
      contested: stored.contestedAt !== null,
    },
  };
}

/** Nothing where that question tells nothing of this move: it was taken back, never came, or somebody else moved this. */
function togetherRow(
  { burstId, moveId, move }: JudgedMove,
  context: PromptContext,
): Extract<MoveRow['prompt'], { state: 'together' }> | null {
  const asked = burstId === null ? undefined : context.askedOfBurst.get(burstId);
  const event = asked && context.eventOf.get(asked.eventId);
  if (!event || asked.moveId === moveId || isOthersMove(move.mover)) return null;
  const prompt = promptRow(asked, context);
  const { title } = event.event;
  switch (prompt.state) {
    case 'asked':
    case 'lapsed':
      return { state: 'together', with: { title, prompt } };
    case 'answered': {
      const { code, answeredAt } = prompt.answer;
      return { state: 'together', with: { title, prompt: { state: 'answered', code, answeredAt } } };
    }
    default:
      return null;
  }
}

function isOthersMove(mover: Mover): boolean {
  return NOT_THE_REP.some((other) => other === mover);
}

/** Of which bursts a question reached the rep. Two can be of one burst where what was moved between them came later. */
export function findAskedOfBursts<Judged extends JudgedMove>(
  moves: readonly Judged[],
  promptOf: ReadonlyMap<string, StoredPrompt>,
): ReadonlyMap<string, Judged> {
  const asked = moves.flatMap((stored) => {
    const prompt = promptOf.get(stored.moveId);
    return prompt && REACHED.has(prompt.state) ? [{ stored, plannedAt: prompt.plannedAt }] : [];
  });
  return new Map(
    asked
      .toSorted((a, b) => a.plannedAt - b.plannedAt)
      .flatMap(({ stored }) => (stored.burstId === null ? [] : [[stored.burstId, stored] as const])),
  );
}
